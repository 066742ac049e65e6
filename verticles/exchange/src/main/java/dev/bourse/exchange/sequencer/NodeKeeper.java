package dev.bourse.exchange.sequencer;

import io.aeron.Aeron;
import io.aeron.archive.client.AeronArchive;
import io.aeron.exceptions.AeronException;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.agrona.ErrorHandler;
import org.agrona.concurrent.SleepingMillisIdleStrategy;
import org.agrona.concurrent.status.AtomicCounter;

/**
 * Keeps a node's disk: after each snapshot it deletes journal, snapshots and outputs that are not kept any longer, and
 * it watches the free space. A thread of its own, twice a second.
 */
final class NodeKeeper implements AutoCloseable {
    private static final long PERIOD_MILLIS = 500;
    private static final int RESPONSES = 2003;

    private final NodeOptions options;
    private final AtomicCounter snapshots;
    private final LongSupplier snapshotOutput;
    private final ErrorHandler errors;
    private final Consumer<String> end;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread made = new Thread(work, "bourse-sequencer-keeper");
        made.setDaemon(true);
        return made;
    });
    private long purgedAt;
    /** Of the outputs, found out at the look before; a reader that stands still may hold a part of it up. */
    private List<Purge.Deletion> due = List.of();

    /** @param snapshotOutput the last output that is in the newest snapshot */
    NodeKeeper(
            NodeOptions options,
            AtomicCounter snapshots,
            LongSupplier snapshotOutput,
            ErrorHandler errors,
            Consumer<String> end) {
        this.options = options;
        this.snapshots = snapshots;
        this.snapshotOutput = snapshotOutput;
        this.errors = errors;
        this.end = end;
        purgedAt = snapshots.get();
    }

    void start() {
        thread.scheduleWithFixedDelay(this::look, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
                errors.onError(new IllegalStateException("the keeper did not end"));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        DiskSpace.shortage(options).ifPresent(end);
        if (snapshots.isClosed() || (snapshots.get() == purgedAt && due.isEmpty())) {
            return;
        }
        long seen = snapshots.get();
        try (Aeron aeron = Aeron.connect(new Aeron.Context()
                        .aeronDirectoryName(options.driverDirectory().toString())
                        .idleStrategy(new SleepingMillisIdleStrategy(1)));
                AeronArchive archive = AeronArchive.connect(NodeContexts.archiveClient()
                        .controlResponseStreamId(RESPONSES)
                        .aeron(aeron)
                        .ownsAeronClient(false)
                        .idleStrategy(new SleepingMillisIdleStrategy(1)))) {
            Purge purge = new Purge(options, archive);
            due = purge.delete(due);
            if (seen != purgedAt) {
                purge.journal();
                due = purge.oldOutputs(snapshotOutput.getAsLong());
                purgedAt = seen;
            }
        } catch (AeronException | IllegalStateException failed) {
            errors.onError(failed);
        }
    }
}
