package dev.bourse.data.generator;

import dev.bourse.shared.instrument.Decimals;
import dev.bourse.shared.instrument.Instrument;

/**
 * The prices and sizes of one instrument at each step. They follow from seed, symbol and step alone. The return is a
 * walk shared with all instruments times the instrument's own share of it, and a walk of its own; a day moves it by 1
 * to 5 per cent as a rule. Prices lie on the tick size and are never below it.
 */
final class PriceProcess {
    private static final double DAY_MILLIS = 86_400_000;
    private static final double FURTHEST = 2;
    private static final int[] LOTS = {1, 1, 1, 1, 2, 2, 2, 3, 3, 4, 5, 5, 10, 10, 20, 100};

    private final long key;
    private final long marketKey;
    private final double reference;
    private final double own;
    private final double market;
    private final long tickSize;
    private final long lot;

    PriceProcess(Instrument instrument, long seed, long periodMillis) {
        this.key = Noise.key(seed, instrument.symbol());
        this.marketKey = Noise.key(seed, "");
        double step = squareRoot(periodMillis / DAY_MILLIS);
        double wildness = Noise.fraction(Noise.bits(key, -1));
        this.own = step * (0.008 + 0.042 * wildness * wildness);
        this.market = step * 0.008 * (0.4 + 1.2 * Noise.fraction(Noise.bits(key, -2)));
        this.tickSize = instrument.tickSize();
        this.reference = instrument.referencePrice() > 0 ? instrument.referencePrice() : invented(instrument);
        this.lot = Math.max(instrument.lotSize(), boardLot(instrument));
    }

    /** Where in the period the instrument ticks, 0 to below it: instruments do not tick all at once. */
    long phaseMillis(long periodMillis) {
        return Math.floorMod(Noise.bits(key, -3), periodMillis);
    }

    /** Where the walk that all instruments share stands at a step; give it to {@link #price}. */
    double market(long step) {
        return Noise.walk(marketKey, step);
    }

    /** The price at a step, in the instrument's price units. */
    long price(long step, double marketWalk) {
        double logarithm = own * Noise.walk(key, step) + market * marketWalk;
        double price = reference * exponential(Math.max(-FURTHEST, Math.min(FURTHEST, logarithm)));
        long ticks = (long) (price / tickSize + 0.5);
        return Math.min(Math.max(ticks, 1), Instrument.MAX_PRICE / tickSize) * tickSize;
    }

    /** The size traded at a step, in the instrument's size units: mostly a few lots, seldom a hundred. */
    long size(long step) {
        return lot * LOTS[(int) (Noise.bits(key ^ 0x5bd1e995L, step) >>> 60)];
    }

    private double invented(Instrument instrument) {
        return Decimals.power(instrument.priceDecimals()) * (5 + 195 * Noise.fraction(Noise.bits(key, -4)));
    }

    /** A hundred pieces where sizes are whole, else a hundredth of one. */
    private static long boardLot(Instrument instrument) {
        return instrument.sizeDecimals() == 0 ? 100 : Math.max(1, Decimals.power(instrument.sizeDecimals()) / 100);
    }

    /** e to the power of x by its series, good to 12 digits for x from -2 to 2, and the same on every machine. */
    private static double exponential(double x) {
        double half = x / 8;
        double sum = 1;
        double term = 1;
        for (int n = 1; n <= 8; n++) {
            term = term * half / n;
            sum += term;
        }
        double square = sum * sum;
        double fourth = square * square;
        return fourth * fourth;
    }

    private static double squareRoot(double x) {
        return StrictMath.sqrt(x);
    }
}
