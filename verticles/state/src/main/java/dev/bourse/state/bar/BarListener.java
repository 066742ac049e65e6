package dev.bourse.state.bar;

/** Hears bars, one call for each. */
@FunctionalInterface
public interface BarListener {
    /**
     * @param start first millisecond of the bar, since 1970
     * @param volume sum of sizes, in size units
     * @param trades number of ticks
     */
    void bar(long start, long open, long high, long low, long close, long volume, long trades);
}
