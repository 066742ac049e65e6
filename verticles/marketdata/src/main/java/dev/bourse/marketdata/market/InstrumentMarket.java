package dev.bourse.marketdata.market;

import dev.bourse.exchange.snapshot.StateReader;
import dev.bourse.exchange.snapshot.StateWriter;
import dev.bourse.exchange.world.WorldInstrument;
import dev.bourse.marketdata.book.AuctionIndication;
import dev.bourse.marketdata.book.MarketBook;
import dev.bourse.marketdata.candle.Candle;
import dev.bourse.marketdata.candle.CandleRing;
import dev.bourse.marketdata.candle.CandleSink;
import dev.bourse.marketdata.candle.Candles;
import dev.bourse.marketdata.candle.Period;
import dev.bourse.marketdata.market.InstrumentCopy.Indication;
import dev.bourse.marketdata.trade.DayStatistics;
import dev.bourse.marketdata.trade.Trade.Aggressor;
import dev.bourse.marketdata.trade.TradeRing;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The public market of one instrument. Changed by {@link Market} alone. One thread. */
public final class InstrumentMarket {
    /** Levels of a side in books of the past. */
    public static final int HISTORY_LEVELS = 10;

    private final InstrumentDefinition definition;
    private final MarketBook book = new MarketBook();
    private final Candles candles;
    private final TradeRing trades;
    private final DayStatistics day = new DayStatistics();
    private final BookHistory history;
    private final AuctionIndication auction = new AuctionIndication();
    private TradingPhase phase = TradingPhase.CLOSED;
    private long referencePrice = AuctionIndication.NO_PRICE;
    private long lastPrice = AuctionIndication.NO_PRICE;
    private long number;
    private long time;
    private long stepEnd = Long.MAX_VALUE;
    private boolean changed = true;

    InstrumentMarket(InstrumentDefinition definition, MarketLimits limits, CandleSink sink) {
        this.definition = definition;
        candles = new Candles(definition.id(), limits.candles(), sink);
        trades = new TradeRing(limits.trades());
        history = new BookHistory(limits.books());
    }

    /** What it is. */
    public InstrumentDefinition definition() {
        return definition;
    }

    /** Its book, to look at. */
    public MarketBook book() {
        return book;
    }

    /** Its candles, to look at. */
    public Candles candles() {
        return candles;
    }

    /** Its newest trades, to look at. */
    public TradeRing trades() {
        return trades;
    }

    /** The day's statistics, to look at. */
    public DayStatistics day() {
        return day;
    }

    /** Its books of the past, to look at. */
    public BookHistory history() {
        return history;
    }

    /** Its phase. */
    public TradingPhase phase() {
        return phase;
    }

    /** The number of the last output that changed something here. */
    public long number() {
        return number;
    }

    /** That output's time, microseconds. */
    public long time() {
        return time;
    }

    /** Whether something changed since this was asked last. */
    public boolean takeChanged() {
        boolean was = changed;
        changed = false;
        return was;
    }

    /** Finds the price at which an auction would now match the book. */
    public AuctionIndication auction() {
        auction.find(book, referencePrice, lastPrice);
        return auction;
    }

    /** Copies what is published, with so many levels of a side. */
    public InstrumentCopy copy(int levels) {
        Map<Period, List<Candle>> newest = new EnumMap<>(Period.class);
        for (Period period : Period.values()) {
            CandleRing ring = candles.ring(period);
            newest.put(
                    period,
                    switch (ring.size()) {
                        case 0 -> List.of();
                        case 1 -> List.of(ring.newest(0));
                        default -> List.of(ring.newest(1), ring.newest(0));
                    });
        }
        return new InstrumentCopy(
                definition, phase, BookCopy.of(book, levels, number, time), day.copy(), indication(), newest);
    }

    void save(StateWriter out) {
        out.putLong(phase.ordinal());
        out.putLong(referencePrice);
        out.putLong(lastPrice);
        out.putLong(number);
        out.putLong(time);
        out.putLong(stepEnd);
        book.save(out);
        candles.save(out);
        trades.save(out);
        day.save(out);
        history.save(out);
    }

    void load(StateReader in) {
        phase = TradingPhase.of(in.getInt("phase", 0, TradingPhase.CLOSED.ordinal()));
        referencePrice = in.getLong();
        lastPrice = in.getLong();
        number = in.getLong();
        time = in.getLong();
        stepEnd = in.getLong();
        book.load(in);
        candles.load(in);
        trades.load(in);
        day.load(in);
        history.load(in);
    }

    /** Begins with what the exchange's state says; orders are added to the book. */
    void seed(WorldInstrument of, long outputNumber, long timeMicros) {
        touch(outputNumber, timeMicros);
        phase = TradingPhase.of(of.phase().value());
        setReferencePrice(of.referencePrice());
        lastPrice = of.lastPrice() == 0 ? AuctionIndication.NO_PRICE : of.lastPrice();
        day.begin(of.lastPrice());
    }

    private Optional<Indication> indication() {
        if (!phase.collects()) {
            return Optional.empty();
        }
        AuctionIndication found = auction();
        return found.price == AuctionIndication.NO_PRICE
                ? Optional.empty()
                : Optional.of(new Indication(found.price, found.volume, found.surplus));
    }

    /** An output is about to change something here; the book of a second that is over is kept first. */
    void touch(long outputNumber, long timeMicros) {
        if (timeMicros >= stepEnd) {
            history.add(BookCopy.of(book, HISTORY_LEVELS, number, time));
        }
        stepEnd = timeMicros - Math.floorMod(timeMicros, BookHistory.STEP_MICROS) + BookHistory.STEP_MICROS;
        number = outputNumber;
        time = timeMicros;
        changed = true;
    }

    void trade(long matchId, long price, long quantity, Aggressor aggressor) {
        lastPrice = price;
        trades.add(number, matchId, time, price, quantity, aggressor);
        candles.trade(time, price, quantity);
        day.trade(price, quantity);
    }

    void setPhase(TradingPhase to) {
        phase = to;
    }

    void setReferencePrice(long ticks) {
        referencePrice = ticks == 0 ? AuctionIndication.NO_PRICE : ticks;
    }
}
