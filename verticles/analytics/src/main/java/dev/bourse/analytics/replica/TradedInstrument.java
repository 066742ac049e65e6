package dev.bourse.analytics.replica;

import dev.bourse.exchange.snapshot.StateReader;
import dev.bourse.exchange.snapshot.StateWriter;
import java.math.BigInteger;

/** An instrument with what traded in it. Changed by {@link Replica} alone; one thread. */
final class TradedInstrument {
    final int id;
    final String symbol;
    final Asset base;
    final Asset quote;
    private final long lotBaseUnits;
    private final long tickQuoteUnits;
    private final PriceRange range = new PriceRange();
    private final Amount turnover = new Amount();
    private final Amount turnoverOfDay = new Amount();
    private final Amount lots = new Amount();
    private final Amount lotsOfDay = new Amount();
    private long trades;
    private long tradesOfDay;
    private long price;

    TradedInstrument(int id, String symbol, Asset base, Asset quote, long lotBaseUnits, long tickQuoteUnits) {
        this.id = id;
        this.symbol = symbol;
        this.base = base;
        this.quote = quote;
        this.lotBaseUnits = lotBaseUnits;
        this.tickQuoteUnits = tickQuoteUnits;
    }

    void trade(long timeMicros, long ticks, long quantity, long value) {
        price = ticks;
        range.trade(timeMicros, ticks);
        turnover.add(value);
        turnoverOfDay.add(value);
        lots.add(quantity);
        lotsOfDay.add(quantity);
        trades++;
        tradesOfDay++;
    }

    /** What is taken for its price as long as it never traded. */
    void reference(long ticks) {
        if (trades == 0) {
            price = ticks;
        }
    }

    void save(StateWriter out) {
        out.putLong(id);
        out.putText(symbol);
        out.putLong(base.id());
        out.putLong(quote.id());
        out.putLong(lotBaseUnits);
        out.putLong(tickQuoteUnits);
        out.putLong(price);
        out.putLong(trades);
        out.putLong(tradesOfDay);
        range.save(out);
        turnover.save(out);
        turnoverOfDay.save(out);
        lots.save(out);
        lotsOfDay.save(out);
    }

    /** Reads what stands behind the definition. */
    void load(StateReader in) {
        price = in.getLong();
        trades = in.getLong();
        tradesOfDay = in.getLong();
        range.load(in);
        turnover.load(in);
        turnoverOfDay.load(in);
        lots.load(in);
        lotsOfDay.load(in);
    }

    void endDay() {
        turnoverOfDay.clear();
        lotsOfDay.clear();
        tradesOfDay = 0;
    }

    long lotBaseUnits() {
        return lotBaseUnits;
    }

    /** What so many base units are worth at the last price, in quote units, rounded down. */
    BigInteger worth(long baseUnits) {
        return BigInteger.valueOf(baseUnits)
                .multiply(BigInteger.valueOf(price))
                .multiply(BigInteger.valueOf(tickQuoteUnits))
                .divide(BigInteger.valueOf(lotBaseUnits));
    }

    int shockBps(long nowMicros) {
        return range.shockBps(nowMicros, price);
    }

    TurnoverRow turnover(boolean day) {
        BigInteger base = (day ? lotsOfDay : lots).value().multiply(BigInteger.valueOf(lotBaseUnits));
        return new TurnoverRow(
                id,
                symbol,
                this.base,
                quote,
                (day ? turnoverOfDay : turnover).value(),
                base,
                day ? tradesOfDay : trades);
    }
}
