package dev.bourse.bench.tick;

import java.util.Arrays;

/**
 * The ticks of one partition's instruments in turn: each price moves by -3 to 4 from 10,000 on, sizes are 1 to 16. The
 * same partition and instruments give the same ticks. Used by one thread.
 */
public final class RandomWalk {
    /** Event time of the first tick, milliseconds since 1970. */
    public static final long START = 1_700_000_000_000L;

    private final int[] instruments;
    private final long[] sequences;
    private final long[] prices;
    private long random;
    private long made;
    private int slot;
    private long roundMillis;
    private long time;
    private long nextTime = START;

    /**
     * @param instruments ids of the partition's instruments
     * @param roundMillis event time between two ticks of an instrument; 0 for 1 ms after every tick of the partition
     */
    public RandomWalk(int partition, int[] instruments, long roundMillis) {
        this.instruments = instruments.clone();
        this.roundMillis = roundMillis;
        this.sequences = new long[instruments.length];
        this.prices = new long[instruments.length];
        Arrays.fill(prices, 10_000);
        this.random = partition * 0x9e3779b97f4a7c15L + 1;
    }

    /** The ids from 0 to below {@code instruments} whose remainder by {@code partitions} is the partition. */
    public static RandomWalk of(int partition, int partitions, int instruments, long roundMillis) {
        int count = (instruments - partition + partitions - 1) / partitions;
        int[] ids = new int[count];
        Arrays.setAll(ids, slot -> partition + slot * partitions);
        return new RandomWalk(partition, ids, roundMillis);
    }

    /** Moves on to the next tick. */
    public void next() {
        slot = (int) (made % instruments.length);
        time = nextTime;
        random ^= random << 13;
        random ^= random >>> 7;
        random ^= random << 17;
        prices[slot] = Math.max(1, prices[slot] + (random & 7) - 3);
        sequences[slot]++;
        made++;
        if (roundMillis == 0) {
            nextTime++;
        } else if (made % instruments.length == 0) {
            nextTime += roundMillis;
        }
    }

    /** From now on that much event time passes between two ticks of an instrument; 0 as above. */
    public void pace(long millis) {
        roundMillis = millis;
    }

    /** How many ticks it has made. */
    public long made() {
        return made;
    }

    /** How many instruments it has. */
    public int instruments() {
        return instruments.length;
    }

    /** No later tick is older than this. */
    public long watermark() {
        return nextTime;
    }

    public int instrument() {
        return instruments[slot];
    }

    public long sequence() {
        return sequences[slot];
    }

    public long time() {
        return time;
    }

    public long price() {
        return prices[slot];
    }

    /** The tick's size. */
    public long size() {
        return 1 + (random >>> 60);
    }
}
