package dev.bourse.data.batch;

import dev.bourse.shared.message.BatchHeader;
import dev.bourse.shared.message.TickBatch;
import java.util.function.Function;

/** Where the batches of a lane go. */
public interface Outlet {
    /** True where it takes a batch now. */
    boolean ready();

    /** Takes a batch, which {@code build} makes for the header that it is given; only when {@link #ready}. */
    void send(long watermark, long ingestedNanos, Function<BatchHeader, TickBatch> build);
}
