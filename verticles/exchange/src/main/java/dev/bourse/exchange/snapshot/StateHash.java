package dev.bourse.exchange.snapshot;

/**
 * A hash of the numbers that it is given, in their order: 64 bits, four lanes that are mixed at the end, so that it
 * runs at the speed of memory. Not for secrets. One thread.
 */
public final class StateHash implements StateWriter {
    private static final long PRIME = 0x9E3779B185EBCA87L;
    private static final long SECOND_PRIME = 0xC2B2AE3D27D4EB4FL;

    private long lane0 = PRIME;
    private long lane1 = SECOND_PRIME;
    private long lane2;
    private long lane3 = -PRIME;
    private long count;

    @Override
    public void putLong(long value) {
        count++;
        lane0 = mix(lane0, value);
    }

    @Override
    public void putLongs(long[] values, int from, int to) {
        int i = from;
        for (; i + 3 < to; i += 4) {
            lane0 = mix(lane0, values[i]);
            lane1 = mix(lane1, values[i + 1]);
            lane2 = mix(lane2, values[i + 2]);
            lane3 = mix(lane3, values[i + 3]);
        }
        for (; i < to; i++) {
            lane0 = mix(lane0, values[i]);
        }
        count += to - from;
    }

    /** The hash of all numbers so far. */
    public long value() {
        long hash = Long.rotateLeft(lane0, 1)
                + Long.rotateLeft(lane1, 7)
                + Long.rotateLeft(lane2, 12)
                + Long.rotateLeft(lane3, 18)
                + count;
        hash = (hash ^ (hash >>> 33)) * SECOND_PRIME;
        hash = (hash ^ (hash >>> 29)) * PRIME;
        return hash ^ (hash >>> 32);
    }

    private static long mix(long lane, long value) {
        return Long.rotateLeft(lane + value * SECOND_PRIME, 31) * PRIME;
    }
}
