package dev.bourse.shared.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A partition's newest checkpoints of one group, newest first. Two are kept: the groups of a pipeline take theirs one
 * after another, so where one has the newest already another may still have only the one before. Immutable.
 *
 * @param epoch the term of the owner that wrote last; owners of lower terms are refused
 * @param newestFirst at most two
 */
public record Checkpoints(long epoch, List<Checkpoint> newestFirst) {
    /** None yet. */
    public static final Checkpoints NONE = new Checkpoints(0, List.of());

    /** Keeps a copy of the list. */
    public Checkpoints {
        newestFirst = List.copyOf(newestFirst);
    }

    /** An owner begins its term; empty where a later one has begun already. */
    public Optional<Checkpoints> open(long ofEpoch) {
        return ofEpoch < epoch ? Optional.empty() : Optional.of(new Checkpoints(ofEpoch, newestFirst));
    }

    /**
     * With a further one beside the newest that all groups have come up to; empty where the owner was succeeded. Others
     * go, newer ones too: an owner that has gone back makes them again.
     *
     * @param safe up to where all groups that follow have what they need
     */
    public Optional<Checkpoints> add(long ofEpoch, Checkpoint further, long safe) {
        if (ofEpoch < epoch) {
            return Optional.empty();
        }
        List<Checkpoint> kept = new ArrayList<>(List.of(further));
        upTo(Math.min(safe, further.sequence() - 1)).ifPresent(kept::add);
        return Optional.of(new Checkpoints(ofEpoch, kept));
    }

    /** The newest one that includes nothing after {@code sequence}. */
    public Optional<Checkpoint> upTo(long sequence) {
        return newestFirst.stream()
                .filter(checkpoint -> checkpoint.sequence() <= sequence)
                .findFirst();
    }
}
