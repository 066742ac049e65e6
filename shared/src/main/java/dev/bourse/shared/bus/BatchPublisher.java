package dev.bourse.shared.bus;

import dev.bourse.shared.message.Batch;
import dev.bourse.shared.message.BatchHeader;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.json.JsonObject;
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
    private long published;

    /**
     * A publisher as the partition's owner.
     *
     * @param epoch the owner's term, above that of any earlier owner of the partition
     * @param after the sequence of the last batch that an earlier owner published, 0 where there was none
     * @param clockNanos nanoseconds since 1970
     */
    public BatchPublisher(EventBus bus, Stage stage, int partition, long epoch, long after, LongSupplier clockNanos) {
        this.bus = bus;
        this.stage = stage;
        this.partition = partition;
        this.epoch = epoch;
        this.sequence = after;
        this.published = after;
        this.clockNanos = clockNanos;
    }

    /** Lets observers know that this owner publishes from now on, so that they look for what they have missed. */
    public void announce() {
        bus.publish(
                stage.sender(partition), new JsonObject().put("epoch", epoch).put("last", published));
    }

    /** A batch under the next sequence, to be published later; the parameters are those of {@link BatchHeader}. */
    public B number(long watermark, long ingestedNanos, Function<BatchHeader, B> build) {
        sequence++;
        return build.apply(
                new BatchHeader(partition, epoch, sequence, watermark, ingestedNanos, clockNanos.getAsLong()));
    }

    /** Publishes a batch that was numbered here; in the order of the numbers. */
    public void publish(B batch) {
        published = batch.header().sequence();
        bus.publish(stage.address(partition), batch);
    }

    /** The header of what was published last, for answers that must say up to where they know. */
    public BatchHeader last(long watermark) {
        return new BatchHeader(partition, epoch, published, watermark, 0, clockNanos.getAsLong());
    }
}
