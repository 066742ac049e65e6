package dev.bourse.bench.peer;

import java.io.Serializable;

/**
 * What others' stream processors keep for one instrument: last, high and low of the day, and the average price over 1,
 * 5, 15 and 60 minutes in 60 buckets each, as the analysis has them. It knows no late ticks, no bars and nothing else
 * that the analysis keeps beside these. Used by one thread.
 */
final class Windows implements Serializable {
    private static final int BUCKETS = 60;
    private static final long DAY = 86_400_000;
    private static final long FINE = 10_000;
    private static final long[] WIDTHS = {1_000, 5_000, 15_000, 60_000};

    private final long[][] sums = new long[WIDTHS.length][BUCKETS];
    private final int[][] counts = new int[WIDTHS.length][BUCKETS];
    private final long[] newest = new long[WIDTHS.length];
    private final long[] sum = new long[WIDTHS.length];
    private final long[] count = new long[WIDTHS.length];
    private long day = -1;
    private long high;
    private long low;

    /** Takes a tick, none older than those before. */
    View apply(Tick tick) {
        long price = tick.price();
        if (tick.time() / DAY != day) {
            day = tick.time() / DAY;
            high = price;
            low = price;
        }
        high = Math.max(high, price);
        low = Math.min(low, price);
        for (int window = 0; window < WIDTHS.length; window++) {
            add(window, tick.time() / WIDTHS[window], price);
        }
        return new View(
                tick.instrument(), tick.sequence(), price, high, low, average(0), average(1), average(2), average(3));
    }

    private void add(int window, long bucket, long price) {
        long[] bucketSums = sums[window];
        int[] bucketCounts = counts[window];
        if (bucket != newest[window]) {
            long steps = Math.min(BUCKETS, bucket - newest[window]);
            for (long step = 1; step <= steps; step++) {
                int leaving = (int) ((bucket - steps + step) % BUCKETS);
                sum[window] -= bucketSums[leaving];
                count[window] -= bucketCounts[leaving];
                bucketSums[leaving] = 0;
                bucketCounts[leaving] = 0;
            }
            newest[window] = bucket;
        }
        int at = (int) (bucket % BUCKETS);
        bucketSums[at] += price;
        bucketCounts[at]++;
        sum[window] += price;
        count[window]++;
    }

    /** Rounded half even; the sums of these prices stay far below 2^63. */
    private long average(int window) {
        long dividend = sum[window] * FINE;
        long divisor = count[window];
        long quotient = dividend / divisor;
        long twice = (dividend - quotient * divisor) * 2;
        return twice > divisor || (twice == divisor && (quotient & 1) == 1) ? quotient + 1 : quotient;
    }
}
