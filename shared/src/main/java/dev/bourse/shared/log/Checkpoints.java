package dev.bourse.shared.log;

import java.util.List;
import java.util.Optional;

/**
 * A partition's newest checkpoints of one group, newest first. Two are kept: the groups of a pipeline take theirs one
 * after another, so where one has the newest already another may still have the one before. Immutable.
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
     * With a further one; empty where the owner was succeeded. One that is not newer than those that are here changes
     * nothing.
     */
    public Optional<Checkpoints> add(long ofEpoch, Checkpoint further) {
        if (ofEpoch < epoch) {
            return Optional.empty();
        }
        if (newestFirst.isEmpty()) {
            return Optional.of(new Checkpoints(ofEpoch, List.of(further)));
        }
        Checkpoint newest = newestFirst.getFirst();
        return Optional.of(
                further.sequence() <= newest.sequence()
                        ? new Checkpoints(ofEpoch, newestFirst)
                        : new Checkpoints(ofEpoch, List.of(further, newest)));
    }

    /** The newest one that includes nothing after {@code sequence}. */
    public Optional<Checkpoint> upTo(long sequence) {
        return newestFirst.stream()
                .filter(checkpoint -> checkpoint.sequence() <= sequence)
                .findFirst();
    }
}
