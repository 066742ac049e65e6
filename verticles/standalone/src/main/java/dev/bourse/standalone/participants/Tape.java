package dev.bourse.standalone.participants;

import java.util.SplittableRandom;

/**
 * What participants know of a stock: what it traded at, in the short and in the long run, and what it is worth to them,
 * which wanders about. All in ticks, the averages in fractions of one. One thread.
 */
final class Tape {
    private static final int FRACTION = 1_024;
    private static final int SHORT = 8;
    private static final int LONG = 64;
    /** The worth moves by up to a part in so many at a time, and a part in {@link #RETURN} of the way back. */
    private static final long WANDER = 1_000;

    private static final long RETURN = 500;

    private final Stock stock;
    private long worth;
    private long last;
    private long shortRun;
    private long longRun;

    Tape(Stock stock) {
        this.stock = stock;
        worth = stock.openingTicks();
        last = worth;
        shortRun = worth * FRACTION;
        longRun = shortRun;
    }

    Stock stock() {
        return stock;
    }

    /** A trade was told. */
    void traded(long priceTicks) {
        last = priceTicks;
        shortRun += (priceTicks * FRACTION - shortRun) / SHORT;
        longRun += (priceTicks * FRACTION - longRun) / LONG;
    }

    /** Time goes on. */
    void wander(SplittableRandom random) {
        long most = Math.max(1, worth / WANDER);
        worth = Math.max(100, worth + random.nextLong(-most, most + 1) + (stock.openingTicks() - worth) / RETURN);
    }

    /** The last price, in ticks. */
    long last() {
        return last;
    }

    /** Around which one may quote, in ticks: worth, with an eye on the last price. */
    long middle() {
        return (3 * worth + last) / 4;
    }

    /** How far the short run is above the long run, in thousandths of the price. */
    long trend() {
        return (shortRun - longRun) * 1_000 / longRun;
    }
}
