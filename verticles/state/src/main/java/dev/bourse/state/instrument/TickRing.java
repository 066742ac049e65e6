package dev.bourse.state.instrument;

import dev.bourse.state.snapshot.StateReader;
import dev.bourse.state.snapshot.StateWriter;

/**
 * The last ticks of one instrument in the order of their event times, and of their coming where times are equal.
 * Positions count from the first tick ever; a late tick moves those after it up by one. It grows until it holds all
 * ticks that are kept. Used by one thread.
 */
final class TickRing {
    private static final int COLUMNS = 4;
    /** The sequence less the position: where none is missing or late, one number for all ticks. */
    private static final int RELATIVE_SEQUENCE = 0;

    private static final int TIME = 1;
    private static final int PRICE = 2;
    private static final int SIZE = 3;

    private final int kept;
    private final PackedRing ring = new PackedRing(COLUMNS);

    TickRing(int kept) {
        this.kept = kept;
    }

    /** Position of the oldest tick kept. */
    int first() {
        return ring.first();
    }

    /** The position after that of the newest tick; positions wrap around as ints do, differences stay right. */
    int next() {
        return ring.next();
    }

    int size() {
        return ring.size();
    }

    boolean isFull() {
        return ring.size() == kept;
    }

    long sequence(int position) {
        return ring.get(position, RELATIVE_SEQUENCE) + position;
    }

    long time(int position) {
        return ring.get(position, TIME);
    }

    long price(int position) {
        return ring.get(position, PRICE);
    }

    long tickSize(int position) {
        return ring.get(position, SIZE);
    }

    /** Appends the newest tick; the oldest goes where all places are taken. */
    void append(long sequence, long time, long price, long tickSize) {
        open();
        put(ring.next() - 1, sequence, time, price, tickSize);
    }

    /**
     * Puts a late tick into its place; the oldest goes where all places are taken. False where the tick is older than
     * all of a full ring.
     */
    boolean insert(long sequence, long time, long price, long tickSize) {
        int position = ring.next();
        while (position != ring.first() && time(position - 1) > time) {
            position--;
        }
        if (position == ring.first() && isFull()) {
            return false;
        }
        open();
        for (int later = ring.next() - 1; later != position; later--) {
            put(later, sequence(later - 1), time(later - 1), price(later - 1), tickSize(later - 1));
        }
        put(position, sequence, time, price, tickSize);
        return true;
    }

    private void open() {
        if (isFull()) {
            ring.removeFirst();
        }
        ring.append();
    }

    private void put(int position, long sequence, long time, long price, long tickSize) {
        ring.set(position, RELATIVE_SEQUENCE, sequence - position);
        ring.set(position, TIME, time);
        ring.set(position, PRICE, price);
        ring.set(position, SIZE, tickSize);
    }

    void write(StateWriter out) {
        out.putInt(first());
        out.putInt(size());
        for (int position = first(); position != next(); position++) {
            out.putLong(sequence(position));
            out.putLong(time(position));
            out.putLong(price(position));
            out.putLong(tickSize(position));
        }
    }

    void read(StateReader in) {
        ring.clear(in.getInt());
        int size = in.getInt();
        for (int i = 0; i < size; i++) {
            append(in.getLong(), in.getLong(), in.getLong(), in.getLong());
        }
    }
}
