package dev.bourse.exchange.sequencer;

import dev.bourse.exchange.snapshot.SnapshotWriter;
import io.aeron.ExclusivePublication;
import io.aeron.Publication;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.AgentTerminationException;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.UnsafeBuffer;

/** Sends the blocks of a snapshot to the archive, which records them. One thread, the service's. */
final class SnapshotOutput implements SnapshotWriter.BlockOutput {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final ExclusivePublication publication;
    private final IdleStrategy idle;
    private final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);

    SnapshotOutput(ExclusivePublication publication, IdleStrategy idle) {
        this.publication = publication;
        this.idle = idle;
    }

    @Override
    public void write(byte[] block, int length) {
        buffer.wrap(block, 0, length);
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        long result = publication.offer(buffer, 0, length);
        while (result < 0) {
            boolean hopeless = result != Publication.BACK_PRESSURED && result != Publication.ADMIN_ACTION;
            if (hopeless || System.nanoTime() - deadline > 0) {
                throw new AgentTerminationException(
                        "a snapshot cannot be recorded (" + Publication.errorString(result) + ")");
            }
            idle.idle();
            result = publication.offer(buffer, 0, length);
        }
    }
}
