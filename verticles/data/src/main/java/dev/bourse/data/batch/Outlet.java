package dev.bourse.data.batch;

import dev.bourse.data.resume.FeedPosition;
import dev.bourse.shared.message.BatchHeader;
import dev.bourse.shared.message.TickBatch;
import java.util.Map;
import java.util.function.Function;

/** Where the batches of a lane go. */
public interface Outlet {
    /** True where it takes a batch now. */
    boolean ready();

    /**
     * Where the feeds stand now, by their names: after the last tick that each offered to the lane. Nothing where
     * nobody asks.
     */
    default Map<String, FeedPosition> positions() {
        return Map.of();
    }

    /**
     * Takes a batch, which {@code build} makes for the header that it is given; only when {@link #ready}. Lets nothing
     * be offered or flushed before it returns, even where it is ready again at once.
     *
     * @param positions where the feeds stand after the batch's last tick
     */
    void send(
            long watermark,
            long ingestedNanos,
            Map<String, FeedPosition> positions,
            Function<BatchHeader, TickBatch> build);
}
