package dev.bourse.shared.bus;

import dev.bourse.shared.message.Batch;
import dev.bourse.shared.message.BatchHeader;
import io.vertx.core.eventbus.EventBus;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Publishes one partition's batches of a stage that has observers only: numbers and stamps them, and waits for nobody.
 * {@link #observers} have bounded windows, and read in the stage's log what they miss. Who listens at the stage's
 * address itself is sent everything, however slow; no group does, only the failure suite. Used on one context.
 */
public final class BatchPublisher<B extends Batch> {
    private final EventBus bus;
    private final Stage stage;
    private final int partition;
    private final long epoch;
    private final LongSupplier clockNanos;
    private long sequence;
    private final Observers<B> observers;
    private @Nullable B newest;
    private long published;

    /**
     * A publisher as the partition's owner.
     *
     * @param epoch the owner's term, above that of any earlier owner of the partition
     * @param after the sequence of the last batch that an earlier owner published, 0 where there was none
     * @param clockNanos nanoseconds since 1970
     */
    public BatchPublisher(
            EventBus bus,
            Stage stage,
            int partition,
            long epoch,
            long after,
            LongSupplier clockNanos,
            FlowCounters counters) {
        this.bus = bus;
        this.stage = stage;
        this.partition = partition;
        this.epoch = epoch;
        this.sequence = after;
        this.published = after;
        this.clockNanos = clockNanos;
        this.observers = new Observers<>(
                bus,
                stage,
                partition,
                epoch,
                after,
                clockNanos,
                counters,
                () -> true,
                since -> Objects.requireNonNull(newest));
    }

    /** Those who follow it. */
    public Observers<B> observers() {
        return observers;
    }

    /** Lets observers know that this owner publishes from now on, so that they look for what they have missed. */
    public void announce() {
        observers.announce();
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
        newest = batch;
        bus.publish(stage.address(partition), batch);
        observers.sent(batch);
    }

    /** The header of what was published last, for answers that must say up to where they know. */
    public BatchHeader last(long watermark) {
        return new BatchHeader(partition, epoch, published, watermark, 0, clockNanos.getAsLong());
    }
}
