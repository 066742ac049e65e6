package dev.bourse.shared.bus;

import dev.bourse.shared.partition.Partitions;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds one partition's batches back while this process has not heard of an instrument in them. Instruments and batches
 * come by different ways, so a batch may be here first; nothing of it shall be lost. The batch stays unacknowledged, so
 * the sender's window bounds what waits. Waiting ends when the instrument comes, when it is removed, or after a grace:
 * then it counts as unknown, and no later batch waits for it. Used on the context that made it.
 */
public final class InstrumentGate {
    private static final Logger LOG = LoggerFactory.getLogger(InstrumentGate.class);
    private static final long NO_TIMER = -1;

    private final Vertx vertx;
    private final Partitions partitions;
    private final Duration grace;
    private final IntPredicate known;
    private final Runnable opened;
    /** By slot: met, removed or given up. Ids are never used again, so nothing ever leaves it. */
    private final BitSet settled = new BitSet();

    private List<Integer> awaited = List.of();
    private long timer = NO_TIMER;

    /**
     * A gate that has met no instrument.
     *
     * @param grace how long a batch waits
     * @param known whether the instrument is known; asked until it is, and not again
     * @param opened called when the grace has ended, to try again
     */
    public InstrumentGate(Vertx vertx, Partitions partitions, Duration grace, IntPredicate known, Runnable opened) {
        this.vertx = vertx;
        this.partitions = partitions;
        this.grace = grace;
        this.known = known;
        this.opened = opened;
    }

    /** Whether no instrument of a batch of this size need be waited for; ask again when instruments have come. */
    public boolean passes(int size, IntUnaryOperator instrument) {
        List<Integer> missing = List.of();
        for (int i = 0; i < size; i++) {
            int id = instrument.applyAsInt(i);
            int slot = partitions.slot(id);
            if (!settled.get(slot)) {
                if (known.test(id)) {
                    settled.set(slot);
                } else {
                    missing = missing.isEmpty() ? new ArrayList<>() : missing;
                    missing.add(id);
                }
            }
        }
        awaited = missing;
        if (missing.isEmpty()) {
            stop();
        } else if (timer == NO_TIMER) {
            timer = vertx.setTimer(grace.toMillis(), ended -> giveUp());
        }
        return missing.isEmpty();
    }

    /** The instrument is gone: nothing waits for it any more. */
    public void removed(int instrument) {
        settled.set(partitions.slot(instrument));
    }

    /** Waits for nothing any more. */
    public void stop() {
        if (timer != NO_TIMER) {
            vertx.cancelTimer(timer);
            timer = NO_TIMER;
        }
    }

    private void giveUp() {
        timer = NO_TIMER;
        List<Integer> unknown = awaited.stream().distinct().toList();
        LOG.warn("instruments {} are not known after {} ms: what comes of them is dropped", unknown, grace.toMillis());
        unknown.forEach(this::removed);
        opened.run();
    }
}
