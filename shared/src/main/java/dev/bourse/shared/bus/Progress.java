package dev.bourse.shared.bus;

import io.vertx.core.Vertx;
import io.vertx.core.shareddata.LocalMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far the receivers of this process are, for those who ask how far behind the stages of the flow are. Since a stage
 * numbers its batches as the one before it, sequences of all stages can be compared. Safe for all threads.
 */
public final class Progress {
    private static final String MAP = "bourse.progress";

    private final LocalMap<String, Long> applied;

    private Progress(LocalMap<String, Long> applied) {
        this.applied = applied;
    }

    /** That of a process. */
    public static Progress of(Vertx vertx) {
        return new Progress(vertx.sharedData().getLocalMap(MAP));
    }

    /** The receiver of a partition has dealt with everything up to there. */
    void acknowledged(Stage stage, int partition, long sequence) {
        applied.put(stage.address(partition), sequence);
    }

    /** A partition has no receiver here any more. */
    void forget(Stage stage, int partition) {
        applied.remove(stage.address(partition));
    }

    /** The sequence up to which each partition of a stage has been dealt with here, by partition. */
    public Map<Integer, Long> of(Stage stage) {
        String beginning = stage.word() + '.';
        Map<Integer, Long> sequences = new TreeMap<>();
        applied.forEach((address, sequence) -> {
            if (address.startsWith(beginning)) {
                sequences.put(Integer.parseInt(address.substring(beginning.length())), sequence);
            }
        });
        return sequences;
    }
}
