package dev.bourse.marketdata.trade;

import dev.bourse.exchange.snapshot.StateReader;
import dev.bourse.exchange.snapshot.StateWriter;
import dev.bourse.marketdata.candle.Sum;
import java.math.BigInteger;

/** What the trades since the last end of a trading day add up to, exactly. One thread. */
public final class DayStatistics {
    private long open;
    private long high;
    private long low;
    private long last;
    private long previousClose;
    private long volume;
    private long trades;
    private final Sum turnover = new Sum();

    /**
     * The statistics at a moment.
     *
     * @param open the first price in ticks, 0 where {@code trades} is 0, as {@code high} and {@code low}
     * @param high the highest price
     * @param low the lowest price
     * @param last the last price ever, 0 before the first trade
     * @param previousClose the last price of the day before, 0 where there was none
     * @param volume lots
     * @param turnover ticks x lots
     * @param trades how many
     */
    public record Day(
            long open,
            long high,
            long low,
            long last,
            long previousClose,
            long volume,
            BigInteger turnover,
            long trades) {}

    /** Adds a trade. */
    public void trade(long price, long quantity) {
        open = trades == 0 ? price : open;
        high = trades == 0 ? price : Math.max(high, price);
        low = trades == 0 ? price : Math.min(low, price);
        last = price;
        volume += quantity;
        turnover.addProduct(price, quantity);
        trades++;
    }

    /** The day ended; the next trade is the first of another. */
    public void endDay() {
        previousClose = last;
        open = 0;
        high = 0;
        low = 0;
        volume = 0;
        trades = 0;
        turnover.set(0, 0);
    }

    /** Writes all of it. */
    public void save(StateWriter out) {
        out.putLong(open);
        out.putLong(high);
        out.putLong(low);
        out.putLong(last);
        out.putLong(previousClose);
        out.putLong(volume);
        out.putLong(trades);
        out.putLong(turnover.high());
        out.putLong(turnover.low());
    }

    /** Reads what another saved. */
    public void load(StateReader in) {
        open = in.getLong();
        high = in.getLong();
        low = in.getLong();
        last = in.getLong();
        previousClose = in.getLong();
        volume = in.getLong();
        trades = in.getLong();
        turnover.set(in.getLong(), in.getLong());
    }

    /** Of what was before, only the last price is known. */
    public void begin(long lastPrice) {
        last = lastPrice;
    }

    /** A copy of what is known now. */
    public Day copy() {
        BigInteger sum = Sum.value(turnover.high(), turnover.low());
        return new Day(open, high, low, last, previousClose, volume, sum, trades);
    }
}
