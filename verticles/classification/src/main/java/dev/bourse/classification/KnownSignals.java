package dev.bourse.classification;

import dev.bourse.classification.checkpoint.SignalNote;
import dev.bourse.shared.message.Signal;
import java.util.List;

/**
 * Tells signals that an earlier owner has given out already from those that are new, and notes up to which batch of
 * states all are out. Engines of which nothing is known from before have given out nothing. Used by one thread.
 */
final class KnownSignals {
    private final SignalNote before;
    private final List<String> fresh;
    private SignalNote now;

    /**
     * @param before up to where the log has the signals
     * @param fresh ids of the engines that begin anew
     */
    KnownSignals(SignalNote before, List<String> fresh) {
        this.before = before;
        this.fresh = List.copyOf(fresh);
        this.now = before;
    }

    /** Those of the cheap engines' signals for a batch of states that are not out yet. */
    List<Signal> cheap(long sequence, List<Signal> signals) {
        now = new SignalNote(Math.max(now.cheap(), sequence), now.heavy());
        return sequence > before.cheap() ? signals : ofFresh(signals);
    }

    /** Those of the heavy engines' signals. */
    List<Signal> heavy(long sequence, List<Signal> signals) {
        now = new SignalNote(now.cheap(), Math.max(now.heavy(), sequence));
        return sequence > before.heavy() ? signals : ofFresh(signals);
    }

    /** What is out once the signals that were asked for last are. */
    SignalNote note() {
        return now;
    }

    private List<Signal> ofFresh(List<Signal> signals) {
        return signals.isEmpty()
                ? signals
                : signals.stream()
                        .filter(signal -> fresh.contains(signal.engine()))
                        .toList();
    }
}
