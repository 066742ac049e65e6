package dev.bourse.exchange.sequencer;

import io.aeron.cluster.service.Cluster;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a node's service has done, written by its thread and read by any other. Values may be a moment old; each is
 * whole.
 */
public final class SequencerCounts {
    final AtomicLong commandNumber = new AtomicLong();
    final AtomicLong outputNumber = new AtomicLong();
    final AtomicLong recorded = new AtomicLong();
    final AtomicLong batches = new AtomicLong();
    final AtomicLong refusedBatches = new AtomicLong();
    final AtomicLong closedSessions = new AtomicLong();
    final AtomicLong waitedAnswers = new AtomicLong();
    final AtomicLong snapshots = new AtomicLong();
    final AtomicLong snapshotNanos = new AtomicLong();
    final AtomicLong snapshotCommand = new AtomicLong();
    final AtomicLong snapshotOutput = new AtomicLong();
    final AtomicLong clients = new AtomicLong();
    final AtomicLong openOrders = new AtomicLong();
    volatile Cluster.Role role = Cluster.Role.FOLLOWER;

    /** Commands that the core has applied, in all. */
    public long commandNumber() {
        return commandNumber.get();
    }

    /** The number of the last output. */
    public long outputNumber() {
        return outputNumber.get();
    }

    /** The number of the last output that this node recorded. */
    public long recorded() {
        return recorded.get();
    }

    /** Batches that came from clients since the node started, with those that it found in its journal. */
    public long batches() {
        return batches.get();
    }

    /** Batches that were refused. */
    public long refusedBatches() {
        return refusedBatches.get();
    }

    /** Sessions that this node closed because the client did not take its answers, or was refused. */
    public long closedSessions() {
        return closedSessions.get();
    }

    /** Answers that had to wait for the client. */
    public long waitedAnswers() {
        return waitedAnswers.get();
    }

    /** Snapshots taken since the node started. */
    public long snapshots() {
        return snapshots.get();
    }

    /** How long the last snapshot held the service up. */
    public long snapshotNanos() {
        return snapshotNanos.get();
    }

    /** The command after which the last snapshot was taken. */
    public long snapshotCommand() {
        return snapshotCommand.get();
    }

    /** The last output that is in the newest snapshot. */
    public long snapshotOutput() {
        return snapshotOutput.get();
    }

    /** Clients that are remembered. */
    public long clients() {
        return clients.get();
    }

    /** Orders that are open. */
    public long openOrders() {
        return openOrders.get();
    }

    /** Whether this node leads. */
    public boolean isLeader() {
        return role == Cluster.Role.LEADER;
    }

    static void add(AtomicLong count) {
        count.lazySet(count.get() + 1);
    }
}
