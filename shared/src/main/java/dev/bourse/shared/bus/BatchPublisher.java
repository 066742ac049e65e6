package dev.bourse.shared.bus;

import dev.bourse.shared.message.Batch;
import dev.bourse.shared.message.BatchHeader;
import io.vertx.core.eventbus.EventBus;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Publishes one partition's batches of a stage that has observers only: numbers and stamps them, waits for nobody and
 * keeps nothing. Who misses one asks the stage's query address. Used on one context.
 */
public final class BatchPublisher<B extends Batch> {
    private final EventBus bus;
    private final Stage stage;
    private final int partition;
    private final long epoch;
    private final LongSupplier clockNanos;
    private long sequence;

    /**
     * A publisher as the partition's owner.
     *
     * @param epoch the owner's term, above that of any earlier owner of the partition
     * @param clockNanos nanoseconds since 1970
     */
    public BatchPublisher(EventBus bus, Stage stage, int partition, long epoch, LongSupplier clockNanos) {
        this.bus = bus;
        this.stage = stage;
        this.partition = partition;
        this.epoch = epoch;
        this.clockNanos = clockNanos;
    }

    /** Publishes a batch under the next sequence; the parameters are those of {@link BatchHeader}. */
    public void publish(long watermark, long ingestedNanos, Function<BatchHeader, B> build) {
        sequence++;
        bus.publish(
                stage.address(partition),
                build.apply(
                        new BatchHeader(partition, epoch, sequence, watermark, ingestedNanos, clockNanos.getAsLong())));
    }

    /** The header of what was published last, for answers that must say up to where they know. */
    public BatchHeader last(long watermark) {
        return new BatchHeader(partition, epoch, sequence, watermark, 0, clockNanos.getAsLong());
    }
}
