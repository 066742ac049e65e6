package dev.bourse.gateway.model;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The events of an account in their order, to be found by number. Grows by doubling. One thread. */
public final class EventRing {
    private @Nullable AccountEvent[] slots = new AccountEvent[4];
    private int first;
    private int size;

    /** How many there are. */
    public int size() {
        return size;
    }

    /** The event at a place, from 0 for the oldest. */
    public AccountEvent get(int place) {
        return Objects.requireNonNull(slots[(first + place) & (slots.length - 1)]);
    }

    /** The place of the first event above a number; {@link #size} if there is none. */
    public int firstAfter(long sequence) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (get(middle).sequence() <= sequence) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    void add(AccountEvent event) {
        if (size == slots.length) {
            @Nullable AccountEvent[] wider = Arrays.copyOfRange(slots, first, first + 2 * size);
            System.arraycopy(slots, 0, wider, size - first, first);
            slots = wider;
            first = 0;
        }
        slots[(first + size++) & (slots.length - 1)] = event;
    }

    void removeFirst() {
        slots[first] = null;
        first = (first + 1) & (slots.length - 1);
        size--;
    }
}
