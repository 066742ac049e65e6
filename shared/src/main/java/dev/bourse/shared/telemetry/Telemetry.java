package dev.bourse.shared.telemetry;

import dev.bourse.shared.bus.FlowCounters;
import java.util.function.DoubleSupplier;

/**
 * The metrics and the health of one process. Names are words with dots between ({@code feed.rejected}); they are
 * exported with {@code bourse_} in front and underscores between. Tags come as name, value, name, value. Asking twice
 * for the same name and tags gives the same meter. Safe for all threads; get meters once and keep them.
 */
public interface Telemetry {
    /** A count that only grows, exported as {@code bourse_NAME_total}. */
    Counter counter(String name, String meaning, String... tags);

    /** A value that goes up and down, read when somebody looks; the supplier must not block. */
    void gauge(String name, String meaning, DoubleSupplier value, String... tags);

    /** The latency of one hop, exported as {@code bourse_hop_seconds{hop="NAME"}} with quantiles. */
    Hop hop(String name);

    /** What receivers of batches count. */
    FlowCounters flow();

    /** The health of this process. */
    Health health();
}
