package dev.bourse.exchange.sequencer;

import dev.bourse.exchange.snapshot.SnapshotException;
import dev.bourse.shared.config.StartFailure;
import io.aeron.exceptions.AeronException;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.agrona.ErrorHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears of every error in a node's parts: counts and logs it, and says in the user's words those that end the node: a
 * full disk, a damaged journal. Thread-safe.
 */
final class NodeErrors implements ErrorHandler {
    private static final Logger LOG = LoggerFactory.getLogger(NodeErrors.class);

    private final NodeOptions options;
    private final Consumer<String> end;
    private final AtomicLong count = new AtomicLong();
    private volatile @Nullable String known;
    private volatile boolean closing;

    NodeErrors(NodeOptions options, Consumer<String> end) {
        this.options = options;
        this.end = end;
    }

    /** From now on errors are those of an end that was asked for: parts miss each other. */
    void closing() {
        closing = true;
    }

    @Override
    public void onError(Throwable error) {
        if (closing) {
            LOG.debug("node {}, while it closes", options.node(), error);
            return;
        }
        count.incrementAndGet();
        String words = inWords(error);
        if (words != null) {
            LOG.error("node {}: {}", options.node(), words);
            known = words;
            end.accept(words);
        } else if (error instanceof AeronException warning && warning.category() == AeronException.Category.WARN) {
            LOG.warn("node {}: {}", options.node(), error.getMessage());
        } else {
            LOG.error("node {}", options.node(), error);
        }
    }

    long count() {
        return count.get();
    }

    /** The reason to give for an end: what is known to be the cause, else what was seen. */
    String because(String seen) {
        String cause = known;
        return cause == null ? seen : cause;
    }

    /** A failure to start in the user's words. */
    StartFailure explain(RuntimeException failed) {
        if (failed instanceof StartFailure said) {
            return said;
        }
        String words = inWords(failed);
        if (words == null) {
            words = known;
        }
        return new StartFailure(
                words != null ? words : "node " + options.node() + " cannot start: " + failed.getMessage(), failed);
    }

    private @Nullable String inWords(Throwable error) {
        for (Throwable each = error; each != null; each = each.getCause()) {
            String said = String.valueOf(each.getMessage()).toLowerCase(Locale.ROOT);
            if (said.contains("no space left")
                    || said.contains("insufficient usable storage")
                    || said.contains("low storage")) {
                return "the disk of " + options.directory() + " is full (" + each.getMessage()
                        + "); make room and start again";
            }
            if (said.contains("crc checksum mismatch") || said.contains("checksum")) {
                return "the journal in " + options.archiveDirectory() + " is damaged (" + each.getMessage()
                        + "); nothing was skipped: restore the directory from another node or from a copy";
            }
            if (each instanceof SnapshotException) {
                return "the newest snapshot in " + options.archiveDirectory() + " cannot be used (" + each.getMessage()
                        + "); restore the directory from another node or from a copy";
            }
            if (said.contains("address already in use")) {
                return "a port of node " + options.node() + " is taken (" + each.getMessage()
                        + "); end what listens there or choose others with --exchange.port";
            }
            if (each instanceof RecordedOutputs.NodeFailure) {
                return each.getMessage();
            }
        }
        return null;
    }
}
