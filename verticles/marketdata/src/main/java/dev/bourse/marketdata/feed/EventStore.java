package dev.bourse.marketdata.feed;

import dev.bourse.marketdata.protocol.MessageHeaderDecoder;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The newest events as encoded messages, in a ring of slots of fixed size, allocated once: what has not been sent yet,
 * and what can be sent again. One thread.
 */
final class EventStore {
    /** No event is longer. */
    static final int SLOT = 128;

    private final UnsafeBuffer slots;
    private final long[] numbers;
    private final int[] lengths;
    private final int mask;
    private long count;
    private long base;

    /** @param capacity events, a power of two */
    EventStore(int capacity) {
        if (Integer.bitCount(capacity) != 1) {
            throw new IllegalArgumentException("capacity " + capacity + " is no power of two");
        }
        slots = new UnsafeBuffer(new byte[capacity * SLOT]);
        numbers = new long[capacity];
        lengths = new int[capacity];
        mask = capacity - 1;
    }

    MutableDirectBuffer buffer() {
        return slots;
    }

    /** Where the next event is to be encoded. */
    int nextOffset() {
        return offset(count);
    }

    /** The event at {@link #nextOffset} is there. */
    void append(long number, int length) {
        int slot = (int) count & mask;
        numbers[slot] = number;
        lengths[slot] = length;
        count++;
    }

    /** How many events there ever were; the index of the next. */
    long count() {
        return count;
    }

    /** The index of the oldest that is kept. */
    long oldest() {
        return Math.max(0, count - numbers.length);
    }

    long number(long index) {
        return numbers[(int) index & mask];
    }

    int offset(long index) {
        return ((int) index & mask) * SLOT;
    }

    int length(long index) {
        return lengths[(int) index & mask];
    }

    /** The number of the event before that of an index, as the event says it. */
    long previous(long index) {
        int at = offset(index) + MessageHeaderDecoder.ENCODED_LENGTH + Long.BYTES;
        return slots.getLong(at, MessageHeaderDecoder.BYTE_ORDER);
    }

    void clear() {
        begin(0);
    }

    /** Holds nothing, as if an event of that number had been the last. */
    void begin(long number) {
        count = 0;
        base = number;
    }

    /** The number of the newest event, before the first what it began with. */
    long lastNumber() {
        return count == 0 ? base : number(count - 1);
    }

    /** The index of the first kept event with a number above the one given. */
    long firstAfter(long number) {
        long low = oldest();
        long high = count;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (number(middle) > number) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
