package dev.bourse.web.market;

import dev.bourse.shared.message.Signal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The newest {@link #CAPACITY} signals, numbered 0, 1, 2, ... in the order of arrival. A client remembers the number up
 * to which he has seen them and nothing else, so that a slow client costs no memory; what he missed follows from the
 * numbers. A signal that comes again, after a takeover or because the newest ones were asked for, is recognised and
 * left out. Used by one thread.
 */
public final class SignalLog {
    /** Signals kept. */
    public static final int CAPACITY = 4096;

    /** Engines of which repeats are recognised; more are shown all the same. */
    private static final int ENGINES = 256;

    private final Signal[] ring = new Signal[CAPACITY];
    /** The most signals that wait for their instruments; more drop the oldest, since some instruments never come. */
    private static final int UNLISTED = 1024;

    private final Deque<Signal> unlisted = new ArrayDeque<>();
    private final Map<String, Seen> seen = new HashMap<>();
    private long next;
    private long missedUntil;
    private volatile long unlistedDropped;

    /** The number that the next signal will have. */
    public long next() {
        return next;
    }

    /** The number of the oldest signal that is still here. */
    public long oldest() {
        return Math.max(missedUntil, next - CAPACITY);
    }

    /** The signal with that number, which is between {@link #oldest()} and {@link #next()}. */
    public Signal get(long number) {
        return ring[(int) (number % CAPACITY)];
    }

    /**
     * Signals that were dropped, since more than {@value #UNLISTED} waited for instruments that are not listed. Safe
     * for all threads.
     */
    public long unlistedDropped() {
        return unlistedDropped;
    }

    /** The newest signals for which the condition holds, newest by event time first. */
    public List<Signal> newest(int limit, Predicate<Signal> condition) {
        List<Signal> found = new ArrayList<>();
        for (long number = next - 1; number >= oldest(); number--) {
            Signal signal = get(number);
            if (condition.test(signal)) {
                found.add(signal);
            }
        }
        found.sort((a, b) -> Long.compare(b.time(), a.time()));
        return found.size() <= limit ? found : List.copyOf(found.subList(0, limit));
    }

    /** So many signals were dropped before they came here: they take numbers, so that clients are told. */
    void missed(long count) {
        if (count > 0) {
            next += count;
            missedUntil = next;
        }
    }

    /** A signal may be here before its instrument is listed: then it waits for that. */
    void append(Signal signal, MarketView market) {
        int slot = market.listing().slot(signal.instrument());
        if (slot < 0) {
            if (unlisted.size() == UNLISTED) {
                unlisted.removeFirst();
                countDropped();
            }
            unlisted.addLast(signal);
            return;
        }
        if (!isNew(signal, slot, market.listing().size())) {
            return;
        }
        ring[(int) (next++ % CAPACITY)] = signal;
        market.signalClass(slot, signal.signalClass());
    }

    /** One thread writes it; anyone reads it. */
    @SuppressWarnings("NonAtomicVolatileUpdate")
    private void countDropped() {
        unlistedDropped++;
    }

    /** The market has other instruments now: signals that waited for them come next. */
    void listed(MarketView market) {
        List<Signal> waited = List.copyOf(unlisted);
        unlisted.clear();
        waited.forEach(signal -> append(signal, market));
    }

    void relist(Listing old, Listing listing) {
        seen.replaceAll((engine, before) -> {
            Seen after = new Seen(listing.size());
            for (int slot = 0; slot < listing.size(); slot++) {
                int oldSlot = old.slot(listing.instrument(slot).id());
                if (oldSlot >= 0) {
                    after.sequences[slot] = before.sequences[oldSlot];
                    after.times[slot] = before.times[oldSlot];
                }
            }
            return after;
        });
    }

    /**
     * A repeat has a sequence and a time that are not above the last ones. A feed that began anew has low sequences
     * too, but later times.
     */
    private boolean isNew(Signal signal, int slot, int size) {
        Seen last = seen.get(signal.engine());
        if (last == null) {
            if (seen.size() == ENGINES) {
                return true;
            }
            last = new Seen(size);
            seen.put(signal.engine(), last);
        }
        if (signal.sequence() <= last.sequences[slot] && signal.time() <= last.times[slot]) {
            return false;
        }
        last.sequences[slot] = signal.sequence();
        last.times[slot] = signal.time();
        return true;
    }

    private static final class Seen {
        private final long[] sequences;
        private final long[] times;

        Seen(int size) {
            sequences = new long[size];
            times = new long[size];
        }
    }
}
