package dev.bourse.data.format;

import dev.bourse.shared.instrument.Instrument;
import org.jspecify.annotations.Nullable;

/**
 * The open orders of an order-based feed: for each reference its instrument, price and remaining size, in flat arrays
 * with open addressing. Bounded. Used by one thread.
 */
final class OpenOrders {
    private final int most;
    private long[] references;
    private long[] prices;
    private @Nullable Instrument[] instruments;
    private int[] remaining;
    private int size;

    /** @param most the most orders that it follows */
    OpenOrders(int most) {
        this.most = most;
        allocate(1024);
    }

    int size() {
        return size;
    }

    /** Adds or replaces an order; false where the table is full. */
    boolean add(long reference, Instrument instrument, long price, int quantity) {
        if (size >= most) {
            return false;
        }
        if (size * 2 >= references.length) {
            grow();
        }
        int slot = slot(reference);
        if (instruments[slot] == null) {
            size++;
        }
        references[slot] = reference;
        instruments[slot] = instrument;
        prices[slot] = price;
        remaining[slot] = quantity;
        return true;
    }

    /** Where the order is for the calls below, negative where it is unknown. */
    int find(long reference) {
        int slot = slot(reference);
        return instruments[slot] == null ? -1 : slot;
    }

    @Nullable
    Instrument instrument(int slot) {
        return instruments[slot];
    }

    long price(int slot) {
        return prices[slot];
    }

    int remaining(int slot) {
        return remaining[slot];
    }

    /** Takes this much off the order, at most what remains; an order with nothing left is gone. */
    void reduce(int slot, int quantity) {
        remaining[slot] -= quantity;
        if (remaining[slot] == 0) {
            remove(slot);
        }
    }

    /** Removes the order; those that stood behind it because its place was taken move up. */
    void remove(int slot) {
        int mask = references.length - 1;
        int gap = slot;
        int next = (slot + 1) & mask;
        while (instruments[next] != null) {
            int home = home(references[next]);
            if (((next - home) & mask) >= ((next - gap) & mask)) {
                references[gap] = references[next];
                instruments[gap] = instruments[next];
                prices[gap] = prices[next];
                remaining[gap] = remaining[next];
                gap = next;
            }
            next = (next + 1) & mask;
        }
        instruments[gap] = null;
        size--;
    }

    private int slot(long reference) {
        int mask = references.length - 1;
        int slot = home(reference);
        while (instruments[slot] != null && references[slot] != reference) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private int home(long reference) {
        return (int) ((reference * 0x9e3779b97f4a7c15L) >>> 32) & (references.length - 1);
    }

    private void grow() {
        long[] oldReferences = references;
        long[] oldPrices = prices;
        @Nullable Instrument[] oldInstruments = instruments;
        int[] oldRemaining = remaining;
        allocate(oldReferences.length * 2);
        size = 0;
        for (int slot = 0; slot < oldReferences.length; slot++) {
            Instrument instrument = oldInstruments[slot];
            if (instrument != null) {
                add(oldReferences[slot], instrument, oldPrices[slot], oldRemaining[slot]);
            }
        }
    }

    @SuppressWarnings("NullAway.Init")
    private void allocate(int capacity) {
        references = new long[capacity];
        prices = new long[capacity];
        remaining = new int[capacity];
        instruments = new @Nullable Instrument[capacity];
    }
}
