package dev.bourse.classification.partition;

import dev.bourse.shared.message.Signal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;

/** The newest signals of a partition, as many as it keeps. Used by one thread. */
public final class RecentSignals {
    private final int kept;
    private final ArrayDeque<Signal> signals = new ArrayDeque<>();

    /** Keeps {@code kept} signals, 1 or more. */
    public RecentSignals(int kept) {
        this.kept = kept;
    }

    /** Takes signals, oldest first. */
    public void addAll(List<Signal> further) {
        for (Signal signal : further) {
            if (signals.size() == kept) {
                signals.removeFirst();
            }
            signals.addLast(signal);
        }
    }

    /** The newest {@code limit} that are wanted, newest last. */
    public List<Signal> newest(int limit, Predicate<Signal> wanted) {
        List<Signal> found = new ArrayList<>();
        Iterator<Signal> backwards = signals.descendingIterator();
        while (backwards.hasNext() && found.size() < limit) {
            Signal signal = backwards.next();
            if (wanted.test(signal)) {
                found.addFirst(signal);
            }
        }
        return found;
    }
}
