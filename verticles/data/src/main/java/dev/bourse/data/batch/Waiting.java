package dev.bourse.data.batch;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Ticks merged by instrument while their lane is full: at most one for each instrument, in the order in which the
 * instruments first came.
 */
final class Waiting {
    /** One instrument's merged ticks. */
    static final class Merged {
        final int instrument;
        final long firstSequence;
        long time;
        long price;
        long size;

        private Merged(int instrument, long firstSequence) {
            this.instrument = instrument;
            this.firstSequence = firstSequence;
        }
    }

    private final Map<Integer, Merged> byInstrument = new LinkedHashMap<>();

    boolean isEmpty() {
        return byInstrument.isEmpty();
    }

    /**
     * Adds a tick; true where it was merged into one that waited already. A sum of sizes that no longer fits stays at
     * the greatest size.
     */
    boolean add(int instrument, long firstSequence, long time, long price, long size, long largestSize) {
        Merged merged = byInstrument.get(instrument);
        boolean merging = merged != null;
        if (merged == null) {
            merged = new Merged(instrument, firstSequence);
            byInstrument.put(instrument, merged);
        }
        merged.time = time;
        merged.price = price;
        merged.size = Math.min(largestSize, merged.size + size);
        return merging;
    }

    /** How many instruments have ticks in it. */
    int size() {
        return byInstrument.size();
    }

    /** Gives all to the taker, in the order in which the instruments first came, and is empty. */
    void drainTo(Consumer<Merged> taker) {
        byInstrument.values().forEach(taker);
        byInstrument.clear();
    }
}
