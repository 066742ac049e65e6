package dev.bourse.web.market;

import dev.bourse.shared.message.Signal;
import dev.bourse.shared.message.StateBatch;
import dev.bourse.shared.message.StateField;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * Hands states and signals from the cluster's thread to the clients' thread. It conflates: of states it keeps the
 * newest of each instrument, of signals the newest {@link #SIGNALS}, and counts those that had to go. So it never holds
 * more than one row an instrument and that many signals, however slow the other side is.
 *
 * <p>One thread fills it, another drains it. Filling holds the lock for one batch; draining holds it only to exchange
 * the full page for an empty one.
 */
public final class Intake {
    /** The most signals that wait; more drop the oldest. */
    public static final int SIGNALS = 4096;

    private final Object lock = new Object();
    private Listing listing = Listing.EMPTY;
    private Page filling = new Page(0);
    private Page empty = new Page(0);
    private long[] epochs = new long[0];
    private long[] sequences = new long[0];
    private final Deque<Signal> signals = new ArrayDeque<>();
    private long droppedSignals;
    private long unknownInstruments;
    private long conflated;
    private long tickedAtMillis = Long.MIN_VALUE / 2;

    /** States that arrived live just now. */
    public void live(StateBatch batch, long nowMillis) {
        synchronized (lock) {
            if (batch.size() > 0) {
                tickedAtMillis = nowMillis;
            }
            take(batch, batch.header().ingestedNanos());
        }
    }

    /** States that an owner answered when asked for the latest; those that live ones have overtaken are left out. */
    public void latest(StateBatch batch) {
        synchronized (lock) {
            take(batch, 0);
        }
    }

    /** Signals, oldest first. */
    public void signals(List<Signal> arrived) {
        synchronized (lock) {
            for (Signal signal : arrived) {
                if (signals.size() == SIGNALS) {
                    signals.removeFirst();
                    droppedSignals++;
                }
                signals.addLast(signal);
            }
        }
    }

    /** Moves all that waits to where the clients' views look. */
    public void drainTo(MarketView market, SignalLog log) {
        Page full;
        List<Signal> arrived;
        long dropped;
        long tickedAt;
        synchronized (lock) {
            full = filling;
            filling = empty;
            empty = full;
            arrived = new ArrayList<>(signals);
            signals.clear();
            dropped = droppedSignals;
            droppedSignals = 0;
            tickedAt = tickedAtMillis;
        }
        full.moveTo(market);
        market.tickedAt(tickedAt);
        log.missed(dropped);
        // Those of several partitions come in any order; the sort is stable, so an instrument's own order stays.
        arrived.sort(Comparator.comparingLong(Signal::time));
        for (Signal signal : arrived) {
            log.append(signal, market);
        }
    }

    /** Goes over to another listing, with all that waits moved on before. Called by the thread that drains. */
    public void relist(Listing next, MarketView market, SignalLog log) {
        drainTo(market, log);
        synchronized (lock) {
            filling.moveTo(market);
            long[] nextEpochs = new long[next.size()];
            long[] nextSequences = new long[next.size()];
            for (int slot = 0; slot < next.size(); slot++) {
                int old = listing.slot(next.instrument(slot).id());
                if (old >= 0) {
                    nextEpochs[slot] = epochs[old];
                    nextSequences[slot] = sequences[old];
                }
            }
            epochs = nextEpochs;
            sequences = nextSequences;
            listing = next;
            filling = new Page(next.size());
            empty = new Page(next.size());
        }
        log.relist(market.listing(), next);
        market.relist(next);
        log.listed(market);
    }

    /** States of instruments that are not listed here, so far. */
    public long unknownInstruments() {
        synchronized (lock) {
            return unknownInstruments;
        }
    }

    /** States that a newer one of the same instrument replaced before they were drained, so far. */
    public long conflated() {
        synchronized (lock) {
            return conflated;
        }
    }

    private void take(StateBatch batch, long ingestedNanos) {
        long epoch = batch.header().epoch();
        for (int index = 0; index < batch.size(); index++) {
            int slot = listing.slot(batch.instrument(index));
            if (slot < 0) {
                unknownInstruments++;
                continue;
            }
            long sequence = batch.value(index, StateField.SEQUENCE);
            if (epoch > epochs[slot] || (epoch == epochs[slot] && sequence > sequences[slot])) {
                epochs[slot] = epoch;
                sequences[slot] = sequence;
                conflated += filling.put(slot, batch, index, ingestedNanos) ? 1 : 0;
            }
        }
    }

    /** Rows by slot, with a list of the slots that have one. */
    private static final class Page {
        private final long[] rows;
        private final boolean[] present;
        private final int[] slots;
        private int count;

        Page(int size) {
            rows = new long[size * Cell.STRIDE];
            present = new boolean[size];
            slots = new int[size];
        }

        /** True where a row that waited was replaced. */
        boolean put(int slot, StateBatch batch, int index, long ingestedNanos) {
            boolean replaced = present[slot];
            if (!replaced) {
                present[slot] = true;
                slots[count++] = slot;
            }
            Cell.copy(batch, index, ingestedNanos, rows, slot * Cell.STRIDE);
            return replaced;
        }

        void moveTo(MarketView market) {
            for (int i = 0; i < count; i++) {
                int slot = slots[i];
                market.row(slot, rows, slot * Cell.STRIDE);
                present[slot] = false;
            }
            count = 0;
        }
    }
}
