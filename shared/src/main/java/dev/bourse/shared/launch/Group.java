package dev.bourse.shared.launch;

import dev.bourse.shared.cluster.Node;
import dev.bourse.shared.config.Settings;
import dev.bourse.shared.config.StartFailure;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * One stage of the flow as something that a process can run: data, state, classification, web. Has a public constructor
 * without arguments.
 */
public interface Group {
    /** The group's word: in the cluster, in settings, in metrics. */
    String name();

    /**
     * Reads all the options that {@link #deploy} will read, so that every fault is found before anything starts. Keys
     * that no group reads here count as unknown.
     */
    void check(Settings settings);

    /**
     * Starts the group's verticles. The process is up when the futures of all its groups have succeeded. A
     * {@link StartFailure} is shown to the user as its one line.
     */
    Future<?> deploy(Node node, Settings settings);

    /** What to tell the user in one line once the whole process is up, such as the address of the page. */
    default Optional<String> announcement() {
        return Optional.empty();
    }

    /**
     * Called when the process ends, before partitions are handed over and Vert.x is closed; for what verticles cannot
     * do in their stop.
     */
    default Future<?> stop() {
        return Future.succeededFuture();
    }
}
