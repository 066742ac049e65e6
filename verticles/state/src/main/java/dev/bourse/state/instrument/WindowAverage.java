package dev.bourse.state.instrument;

import dev.bourse.shared.message.StateField;
import dev.bourse.state.arithmetic.WideSum;
import dev.bourse.state.snapshot.StateReader;
import dev.bourse.state.snapshot.StateWriter;

/**
 * The average price over a sliding window of event time. The window consists of buckets that are aligned to 1970: with
 * the newest tick in bucket {@code k} it covers the buckets {@code k - n + 1} to {@code k}, so between n - 1 and n
 * bucket widths, and is exact over them. Only buckets with ticks take room, 12 bytes each; the newest one is kept apart
 * from the ring of the others, because nearly all ticks go there. Used by one thread.
 */
final class WindowAverage {
    /** How many ticks one place of the ring counts; a bucket with more takes several places. */
    private static final int MOST = (1 << 20) - 1;

    private final long width;
    private final int buckets;
    private final WideSum total = new WideSum();
    private long totalCount;
    /** The low 12 bits of the bucket, which are enough to tell those of a window apart, and 20 bits of count. */
    private int[] heads = new int[2];

    private long[] sums = new long[2];
    private int mask = 1;
    private int first;
    private int next;
    private long newestBucket;
    private long newestFrom = Long.MIN_VALUE;
    private long newestCount;
    private long newestSum;

    /** A window of at most 2,000 buckets, each {@code width} milliseconds wide. */
    WindowAverage(long width, int buckets) {
        this.width = width;
        this.buckets = buckets;
    }

    /** Takes one tick, late or not; one from before the window changes nothing. */
    void add(long time, long price) {
        if (time >= newestFrom + width) {
            boolean nextBucket = totalCount > 0 && time < newestFrom + 2 * width;
            advance(
                    nextBucket
                            ? newestBucket + 1
                            : Math.floorDiv(time, width)); // a division takes longer than the rest
        } else if (time < newestFrom) {
            addLate(Math.floorDiv(time, width), price);
            return;
        }
        if (newestSum > Long.MAX_VALUE - price) {
            // The bucket's sum is at its limit: another place of the same bucket takes over.
            closeNewest();
        }
        newestCount++;
        newestSum += price;
        totalCount++;
        total.add(price);
    }

    /** The average in fine units; {@link StateField#ABSENT} before the first tick. */
    long average() {
        return totalCount == 0 ? StateField.ABSENT : total.averageFine(totalCount);
    }

    private void advance(long bucket) {
        if (totalCount == 0 || bucket - newestBucket >= buckets) {
            clear();
        } else {
            closeNewest();
        }
        newestBucket = bucket;
        newestFrom = bucket * width;
        while (next != first && age(first) >= buckets) {
            totalCount -= count(first);
            total.subtract(sums[first & mask]);
            first++;
        }
    }

    private void clear() {
        first = next;
        totalCount = 0;
        total.clear();
        newestCount = 0;
        newestSum = 0;
    }

    private void closeNewest() {
        for (; newestCount > MOST; newestCount -= MOST) {
            push(newestBucket, MOST, 0);
        }
        push(newestBucket, (int) newestCount, newestSum);
        newestCount = 0;
        newestSum = 0;
    }

    private void addLate(long bucket, long price) {
        long age = newestBucket - bucket;
        if (age >= buckets) {
            return;
        }
        // The position after the last place of a bucket that is not newer.
        int position = next;
        while (position != first && age(position - 1) < age) {
            position--;
        }
        int at = (position - 1) & mask;
        if (position != first
                && age(position - 1) == age
                && count(position - 1) < MOST
                && sums[at] <= Long.MAX_VALUE - price) {
            heads[at]++;
            sums[at] += price;
        } else {
            insert(position, bucket, price);
        }
        totalCount++;
        total.add(price);
    }

    private void insert(int position, long bucket, long price) {
        push(0, 0, 0);
        for (int later = next - 1; later != position; later--) {
            heads[later & mask] = heads[(later - 1) & mask];
            sums[later & mask] = sums[(later - 1) & mask];
        }
        heads[position & mask] = head(bucket, 1);
        sums[position & mask] = price;
    }

    private void push(long bucket, int count, long sum) {
        if (next - first > mask) {
            grow();
        }
        heads[next & mask] = head(bucket, count);
        sums[next & mask] = sum;
        next++;
    }

    private static int head(long bucket, int count) {
        return ((int) bucket << 20) | count;
    }

    /** How many buckets before the newest; right for all that are in the window, and for as many before it. */
    private int age(int position) {
        return ((int) newestBucket - (heads[position & mask] >>> 20)) & 0xfff;
    }

    private int count(int position) {
        return heads[position & mask] & MOST;
    }

    private void grow() {
        int places = (mask + 1) * 2;
        int[] grownHeads = new int[places];
        long[] grownSums = new long[places];
        for (int position = first; position != next; position++) {
            grownHeads[position & (places - 1)] = heads[position & mask];
            grownSums[position & (places - 1)] = sums[position & mask];
        }
        heads = grownHeads;
        sums = grownSums;
        mask = places - 1;
    }

    /** Writes bucket, count and sum of each place, oldest first; the newest bucket is the last. */
    void write(StateWriter out) {
        out.putLong(newestFrom);
        out.putInt(totalCount == 0 ? 0 : next - first + 1);
        for (int position = first; position != next; position++) {
            out.putLong(newestBucket - age(position));
            out.putLong(count(position));
            out.putLong(sums[position & mask]);
        }
        if (totalCount > 0) {
            out.putLong(newestBucket);
            out.putLong(newestCount);
            out.putLong(newestSum);
        }
    }

    void read(StateReader in) {
        newestFrom = in.getLong();
        int size = in.getInt();
        clear();
        for (int i = 0; i < size; i++) {
            if (i > 0) {
                closeNewest();
            }
            newestBucket = in.getLong();
            newestCount = in.getLong();
            newestSum = in.getLong();
            totalCount += newestCount;
            total.add(newestSum);
        }
    }
}
