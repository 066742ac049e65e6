package dev.bourse.exchange.sequencer;

import dev.bourse.exchange.session.SequencedExchange;
import dev.bourse.exchange.snapshot.SnapshotReader;
import dev.bourse.exchange.snapshot.SnapshotWriter;
import io.aeron.ExclusivePublication;
import io.aeron.Image;
import io.aeron.cluster.codecs.CloseReason;
import io.aeron.cluster.service.ClientSession;
import io.aeron.cluster.service.Cluster;
import io.aeron.cluster.service.ClusteredService;
import io.aeron.logbuffer.Header;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.AgentTerminationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The exchange as the cluster's service: applies the log's batches with the log's time, on one thread. All that is not
 * wiring is in {@link SequencedExchange}.
 */
public final class SequencerService implements ClusteredService, SequencedExchange.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(SequencerService.class);
    private static final long SECOND = 1;
    private static final long SECOND_MICROS = 1_000_000;
    private static final long OFFER_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final OutputSink.Opening opening;
    private final int node;
    private final long answerPatienceNanos;
    private final long snapshotIntervalMicros;
    /** Outputs behind the newest snapshot are not deleted: there shall not be more than are kept anyway. */
    private final long mostBytes;

    private final Runnable takeSnapshot;
    private final SequencedExchange exchange;
    private final SequencerCounts counts;
    private @Nullable Cluster cluster;
    private @Nullable ClientSession session;
    private OutputSink outputs = OutputSink.none();
    private long snapshotTime;
    private long snapshotCommands;
    private long bytesSinceSnapshot;

    /**
     * A service that has not started.
     *
     * @param options answer patience, snapshot interval, expected orders
     * @param opening where outputs go
     * @param takeSnapshot asks the cluster for a snapshot; called on the leader, must not block
     * @param counts tells others what happens here
     */
    public SequencerService(
            NodeOptions options, OutputSink.Opening opening, Runnable takeSnapshot, SequencerCounts counts) {
        this.opening = opening;
        this.takeSnapshot = takeSnapshot;
        this.counts = counts;
        node = options.node();
        answerPatienceNanos = options.answerPatience().toNanos();
        snapshotIntervalMicros = options.snapshotInterval().toNanos() / 1_000;
        mostBytes = options.retainedOutputBytes() / 2;
        exchange = new SequencedExchange(options.expectedOrders(), this);
    }

    @Override
    public void onStart(Cluster started, @Nullable Image snapshotImage) {
        cluster = started;
        if (snapshotImage != null) {
            SnapshotReader reader = new SnapshotReader(new SnapshotInput(snapshotImage, started.idleStrategy()));
            exchange.load(reader);
            reader.finish();
            snapshotCommands = exchange.commandNumber();
            counts.snapshotOutput.lazySet(exchange.outputNumber());
        }
        outputs = opening.open(started, exchange.outputNumber() + 1);
        count();
        LOG.info(
                "node {} starts with command {}, output {}; outputs up to {} are recorded",
                node,
                exchange.commandNumber(),
                exchange.outputNumber(),
                outputs.recordedBefore());
    }

    @Override
    public void onSessionOpen(ClientSession opened, long timestamp) {
        LOG.info("session {} opened", opened.id());
    }

    @Override
    public void onSessionClose(ClientSession closed, long timestamp, CloseReason reason) {
        LOG.info("session {} closed: {}", closed.id(), reason);
    }

    @Override
    public void onSessionMessage(
            ClientSession from, long timestamp, DirectBuffer buffer, int offset, int length, Header header) {
        session = from;
        if (!exchange.apply(buffer, offset, length, from.id(), timestamp)) {
            SequencerCounts.add(counts.refusedBatches);
        }
        session = null;
        if (exchange.takeSnapshotMark() && running().role() == Cluster.Role.LEADER) {
            takeSnapshot.run();
        }
        SequencerCounts.add(counts.batches);
        count();
    }

    @Override
    public void onTimerEvent(long correlationId, long timestamp) {
        exchange.passTime(timestamp);
        schedule(timestamp + SECOND_MICROS);
        if (snapshotTime == 0) {
            snapshotTime = timestamp;
        }
        boolean late = timestamp - snapshotTime >= snapshotIntervalMicros || bytesSinceSnapshot > mostBytes;
        boolean due = snapshotIntervalMicros > 0 && late && exchange.commandNumber() > snapshotCommands;
        if (due && running().role() == Cluster.Role.LEADER) {
            takeSnapshot.run();
        }
        count();
    }

    @Override
    public void onTakeSnapshot(ExclusivePublication publication) {
        long began = System.nanoTime();
        SnapshotWriter writer =
                new SnapshotWriter(new SnapshotOutput(publication, running().idleStrategy()));
        exchange.save(writer);
        writer.finish();
        outputs.settle();
        snapshotTime = running().time();
        snapshotCommands = exchange.commandNumber();
        bytesSinceSnapshot = 0;
        long nanos = System.nanoTime() - began;
        counts.snapshotNanos.lazySet(nanos);
        counts.snapshotCommand.lazySet(snapshotCommands);
        counts.snapshotOutput.lazySet(exchange.outputNumber());
        SequencerCounts.add(counts.snapshots);
        LOG.info("snapshot of command {} taken in {} ms", snapshotCommands, TimeUnit.NANOSECONDS.toMillis(nanos));
    }

    @Override
    public void onNewLeadershipTermEvent(
            long leadershipTermId,
            long logPosition,
            long timestamp,
            long termBaseLogPosition,
            int leaderMemberId,
            int logSessionId,
            TimeUnit timeUnit,
            int appVersion) {
        LOG.info("node {} leads from term {} on, log position {}", leaderMemberId, leadershipTermId, logPosition);
        schedule(timestamp + SECOND_MICROS);
    }

    @Override
    public void onRoleChange(Cluster.Role role) {
        LOG.info("node {} is {}", node, role);
        counts.role = role;
        if (role == Cluster.Role.LEADER && exchange.outputNumber() < outputs.recordedBefore()) {
            throw new RecordedOutputs.NodeFailure("outputs up to " + outputs.recordedBefore()
                    + " were given away before, but the journal ends at output " + exchange.outputNumber()
                    + ": the disk has lost the journal's end (sync level 0 and loss of power?); start from a node that"
                    + " has it");
        }
    }

    @Override
    public void onTerminate(Cluster ending) {
        outputs.close();
    }

    @Override
    public void onAnswers(DirectBuffer buffer, int length, boolean refused) {
        ClientSession to = session;
        if (to == null || to.isClosing()) {
            return;
        }
        boolean taken = to.offer(buffer, 0, length) > 0 || offerAgain(to, buffer, length);
        // Followers' offers go nowhere and succeed; the leader alone says how a session ends, and the log tells all.
        if ((!taken || refused) && running().role() == Cluster.Role.LEADER) {
            to.close();
            SequencerCounts.add(counts.closedSessions);
        }
    }

    @Override
    public void onOutputs(long first, int number, DirectBuffer buffer, int length) {
        outputs.onOutputs(first, number, buffer, length);
        bytesSinceSnapshot += length;
    }

    private boolean offerAgain(ClientSession to, DirectBuffer buffer, int length) {
        long deadline = System.nanoTime() + answerPatienceNanos;
        while (System.nanoTime() - deadline < 0) {
            running().idleStrategy().idle();
            if (to.offer(buffer, 0, length) > 0) {
                SequencerCounts.add(counts.waitedAnswers);
                return true;
            }
        }
        LOG.warn("session {} does not take its answers and is closed", to.id());
        return false;
    }

    private void schedule(long deadline) {
        long until = System.nanoTime() + OFFER_PATIENCE_NANOS;
        while (!running().scheduleTimer(SECOND, deadline)) {
            if (System.nanoTime() - until > 0) {
                throw new AgentTerminationException("the cluster does not take the service's timer");
            }
            running().idleStrategy().idle();
        }
    }

    private void count() {
        counts.commandNumber.lazySet(exchange.commandNumber());
        counts.outputNumber.lazySet(exchange.outputNumber());
        counts.recorded.lazySet(outputs.recorded());
        counts.clients.lazySet(exchange.clients());
        counts.openOrders.lazySet(exchange.view().openOrders());
    }

    private Cluster running() {
        Cluster started = cluster;
        if (started == null) {
            throw new IllegalStateException("the service has not started");
        }
        return started;
    }
}
