package dev.bourse.shared.bus;

import dev.bourse.shared.message.Batch;
import io.vertx.core.Future;
import java.util.List;

/** Where a receiver reads the batches of one partition that did not come live, such as a log. */
@FunctionalInterface
public interface BatchSource<B extends Batch> {
    /** Some batches after a sequence, one after another; none where there are none. Used on the receiver's context. */
    Future<Slice<B>> read(long after);

    /**
     * What was read.
     *
     * @param first the oldest batch that the source has, or the next one where it has none
     * @param last the newest one, which may be after those of the slice
     * @param batches the batches
     */
    record Slice<B extends Batch>(long first, long last, List<B> batches) {
        /** Keeps a copy of the list. */
        public Slice {
            batches = List.copyOf(batches);
        }
    }
}
