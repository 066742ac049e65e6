package dev.bourse.state.instrument;

import dev.bourse.shared.message.StateField;
import dev.bourse.state.arithmetic.WideSum;
import dev.bourse.state.snapshot.StateReader;
import dev.bourse.state.snapshot.StateWriter;
import java.util.Arrays;

/**
 * The average price over a sliding window of event time. The window consists of buckets that are aligned to 1970: with
 * the newest tick in bucket {@code k} it covers the buckets {@code k - n + 1} to {@code k}, so between n - 1 and n
 * bucket widths, and is exact over them. Only buckets with ticks take room. Used by one thread.
 */
final class WindowAverage {
    private static final int WORDS = 3;
    private static final int BUCKET = 0;
    private static final int COUNT = 1;
    private static final int SUM = 2;

    private final long width;
    private final int buckets;
    private final WideSum total = new WideSum();
    private long totalCount;
    private long[] ring = new long[4 * WORDS];
    private int mask = 3;
    private int first;
    private int next;
    private long newestFrom = Long.MIN_VALUE;
    private long newestUntil = Long.MIN_VALUE;

    /** A window of {@code buckets} buckets, each {@code width} milliseconds wide. */
    WindowAverage(long width, int buckets) {
        this.width = width;
        this.buckets = buckets;
    }

    /** Takes one tick, late or not; one from before the window changes nothing. */
    void add(long time, long price) {
        if (time >= newestUntil) {
            advance(Math.floorDiv(time, width));
        } else if (time < newestFrom) {
            addLate(Math.floorDiv(time, width), price);
            return;
        }
        int at = ((next - 1) & mask) * WORDS;
        if (ring[at + SUM] > Long.MAX_VALUE - price) {
            // The bucket's sum is at its limit: another bucket of the same number takes over.
            push(ring[at + BUCKET]);
            at = ((next - 1) & mask) * WORDS;
        }
        ring[at + COUNT]++;
        ring[at + SUM] += price;
        totalCount++;
        total.add(price);
    }

    /** The average in fine units; {@link StateField#ABSENT} before the first tick. */
    long average() {
        return totalCount == 0 ? StateField.ABSENT : total.averageFine(totalCount);
    }

    private void advance(long bucket) {
        while (next != first && ring[(first & mask) * WORDS + BUCKET] <= bucket - buckets) {
            int at = (first & mask) * WORDS;
            totalCount -= ring[at + COUNT];
            total.subtract(ring[at + SUM]);
            first++;
        }
        push(bucket);
        newestFrom = bucket * width;
        newestUntil = newestFrom + width;
    }

    private void addLate(long bucket, long price) {
        if (bucket <= Math.floorDiv(newestFrom, width) - buckets) {
            return;
        }
        int position = next - 1;
        while (position != first && ring[(position & mask) * WORDS + BUCKET] > bucket) {
            position--;
        }
        int at = (position & mask) * WORDS;
        boolean older = ring[at + BUCKET] > bucket;
        if (older || ring[at + BUCKET] < bucket || ring[at + SUM] > Long.MAX_VALUE - price) {
            int target = older ? position : position + 1;
            push(0);
            for (int later = next - 1; later != target; later--) {
                System.arraycopy(ring, ((later - 1) & mask) * WORDS, ring, (later & mask) * WORDS, WORDS);
            }
            at = (target & mask) * WORDS;
            ring[at + BUCKET] = bucket;
            ring[at + COUNT] = 0;
            ring[at + SUM] = 0;
        }
        ring[at + COUNT]++;
        ring[at + SUM] += price;
        totalCount++;
        total.add(price);
    }

    private void push(long bucket) {
        if (next - first > mask) {
            grow();
        }
        int at = (next & mask) * WORDS;
        ring[at + BUCKET] = bucket;
        ring[at + COUNT] = 0;
        ring[at + SUM] = 0;
        next++;
    }

    private void grow() {
        int places = (mask + 1) * 2;
        long[] grown = new long[places * WORDS];
        for (int position = first; position != next; position++) {
            System.arraycopy(ring, (position & mask) * WORDS, grown, (position & (places - 1)) * WORDS, WORDS);
        }
        ring = grown;
        mask = places - 1;
    }

    void write(StateWriter out) {
        out.putLong(newestFrom);
        out.putInt(next - first);
        for (int position = first; position != next; position++) {
            out.putLongs(ring, (position & mask) * WORDS, WORDS);
        }
    }

    void read(StateReader in) {
        newestFrom = in.getLong();
        newestUntil = newestFrom == Long.MIN_VALUE ? Long.MIN_VALUE : newestFrom + width;
        int size = in.getInt();
        first = 0;
        next = 0;
        totalCount = 0;
        total.clear();
        Arrays.fill(ring, 0);
        for (int i = 0; i < size; i++) {
            long[] bucket = in.getLongs(WORDS, WORDS);
            push(bucket[BUCKET]);
            System.arraycopy(bucket, 0, ring, ((next - 1) & mask) * WORDS, WORDS);
            totalCount += bucket[COUNT];
            total.add(bucket[SUM]);
        }
    }
}
