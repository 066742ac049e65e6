package dev.bourse.state.instrument;

import dev.bourse.state.snapshot.StateReader;
import dev.bourse.state.snapshot.StateWriter;

/**
 * The last ticks of one instrument in the order of their event times, and of their coming where times are equal.
 * Positions count from the first tick ever; a late tick moves those after it up by one. The array doubles until it
 * holds all ticks that are kept. Used by one thread.
 */
final class TickRing {
    static final int SEQUENCE = 0;
    static final int TIME = 1;
    static final int PRICE = 2;
    static final int SIZE = 3;
    private static final int WORDS = 4;

    private final int kept;
    private long[] ring = new long[8 * WORDS];
    private int mask = 7;
    private int first;
    private int next;

    TickRing(int kept) {
        this.kept = kept;
    }

    /** Position of the oldest tick kept. */
    int first() {
        return first;
    }

    /** The position after that of the newest tick; positions wrap around as ints do, differences stay right. */
    int next() {
        return next;
    }

    int size() {
        return next - first;
    }

    boolean isFull() {
        return next - first == kept;
    }

    long value(int position, int column) {
        return ring[(position & mask) * WORDS + column];
    }

    long price(int position) {
        return ring[(position & mask) * WORDS + PRICE];
    }

    /** Appends the newest tick; the oldest goes where all places are taken. */
    void append(long sequence, long time, long price, long tickSize) {
        if (next - first == kept) {
            first++;
        } else if (next - first > mask) {
            grow();
        }
        put(next, sequence, time, price, tickSize);
        next++;
    }

    /**
     * Puts a late tick into its place; the oldest goes where all places are taken. False where the tick is older than
     * all of a full ring.
     */
    boolean insert(long sequence, long time, long price, long tickSize) {
        int position = next;
        while (position != first && value(position - 1, TIME) > time) {
            position--;
        }
        if (position == first && isFull()) {
            return false;
        }
        append(0, 0, 0, 0);
        for (int later = next - 1; later != position; later--) {
            System.arraycopy(ring, ((later - 1) & mask) * WORDS, ring, (later & mask) * WORDS, WORDS);
        }
        put(position, sequence, time, price, tickSize);
        return true;
    }

    private void put(int position, long sequence, long time, long price, long tickSize) {
        int at = (position & mask) * WORDS;
        ring[at + SEQUENCE] = sequence;
        ring[at + TIME] = time;
        ring[at + PRICE] = price;
        ring[at + SIZE] = tickSize;
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
        out.putInt(first);
        out.putInt(size());
        for (int position = first; position != next; position++) {
            out.putLongs(ring, (position & mask) * WORDS, WORDS);
        }
    }

    void read(StateReader in) {
        first = in.getInt();
        next = first;
        int size = in.getInt();
        for (int i = 0; i < size; i++) {
            long[] tick = in.getLongs(WORDS, WORDS);
            append(tick[SEQUENCE], tick[TIME], tick[PRICE], tick[SIZE]);
        }
    }
}
