package dev.bourse.exchange.sequencer;

import dev.bourse.exchange.output.OutputRecording;
import dev.bourse.exchange.output.OutputSource;
import dev.bourse.exchange.output.RecordingProbe;
import io.aeron.ExclusivePublication;
import io.aeron.Publication;
import io.aeron.archive.client.AeronArchive;
import io.aeron.archive.status.RecordingPos;
import io.aeron.cluster.service.Cluster;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.AgentTerminationException;
import org.agrona.concurrent.status.CountersReader;

/**
 * Writes this node's outputs to a recording of its own archive. Nobody subscribes to what is published here but the
 * archive: readers replay the recording, so none of them can hold the service up. After a restart the log is applied
 * again from the last snapshot on, and outputs come again that are recorded already; they are left out. One thread, the
 * service's.
 */
final class RecordedOutputs implements OutputSink {
    /** How long the archive may take to record before the node ends: everyone waits for so long. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** Where the archive answers; the service's own client of the archive has another. */
    private static final int RESPONSES = 2002;

    private final Cluster cluster;
    private final AeronArchive archive;
    private final ExclusivePublication publication;
    private final long recordedBelow;
    private long recorded;

    private RecordedOutputs(
            Cluster cluster, AeronArchive archive, ExclusivePublication publication, long recordedBelow) {
        this.cluster = cluster;
        this.archive = archive;
        this.publication = publication;
        this.recordedBelow = recordedBelow;
        recorded = recordedBelow - 1;
    }

    /** Starts a recording for the outputs that no earlier one has, or, if that is later, from a number on. */
    static RecordedOutputs start(Cluster cluster, long next, int termBytes) {
        AeronArchive archive =
                AeronArchive.connect(cluster.context().archiveContext().clone().controlResponseStreamId(RESPONSES));
        try {
            long first = Math.max(next, behindLast(archive));
            ExclusivePublication publication = archive.addRecordedExclusivePublication(
                    OutputRecording.channel(first, termBytes), OutputRecording.STREAM);
            RecordedOutputs outputs = new RecordedOutputs(cluster, archive, publication, first);
            outputs.awaitConnected();
            return outputs;
        } catch (RuntimeException failed) {
            archive.close();
            throw failed;
        }
    }

    @Override
    public void onOutputs(long first, int outputs, DirectBuffer buffer, int length) {
        long behind = first + outputs;
        if (behind < recordedBelow || (behind == recordedBelow && outputs > 0)) {
            return;
        }
        long result = publication.offer(buffer, 0, length);
        if (result < 0) {
            offerAgain(result, buffer, length);
        }
        recorded = behind - 1;
    }

    @Override
    public long recorded() {
        return recorded;
    }

    @Override
    public long recordedBefore() {
        return recordedBelow - 1;
    }

    /**
     * A snapshot makes the journal before it needless, from which outputs could be made again that the archive has not
     * written yet.
     */
    @Override
    public void settle() {
        CountersReader counters = archive.context().aeron().countersReader();
        int counter = RecordingPos.findCounterIdBySession(counters, publication.sessionId(), archive.archiveId());
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (counter < 0 || counters.getCounterValue(counter) < publication.position()) {
            if (counter < 0 || System.nanoTime() - deadline > 0) {
                throw new NodeFailure("outputs before a snapshot could not be recorded");
            }
            cluster.idleStrategy().idle();
        }
    }

    @Override
    public void close() {
        publication.close();
        archive.close();
    }

    private void offerAgain(long firstResult, DirectBuffer buffer, int length) {
        long result = firstResult;
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (result < 0) {
            if (result != Publication.BACK_PRESSURED && result != Publication.ADMIN_ACTION) {
                throw new NodeFailure("outputs are not recorded any more (" + Publication.errorString(result) + ")");
            }
            if (System.nanoTime() - deadline > 0) {
                throw new NodeFailure("outputs could not be recorded for " + PATIENCE_NANOS / 1_000_000_000L + " s");
            }
            cluster.idleStrategy().idle();
            result = publication.offer(buffer, 0, length);
        }
    }

    private void awaitConnected() {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!publication.isConnected()) {
            if (System.nanoTime() - deadline > 0) {
                throw new NodeFailure("the archive did not begin to record outputs");
            }
            cluster.idleStrategy().idle();
        }
    }

    private static long behindLast(AeronArchive archive) {
        RecordingProbe probe = new RecordingProbe(archive, OutputSource.local());
        List<OutputRecording> recordings = OutputRecording.list(archive);
        long behind = 1;
        for (OutputRecording recording : recordings) {
            if (!recording.isEmpty() && !recording.grows()) {
                behind = Math.max(behind, probe.endOf(recording));
            }
        }
        return behind;
    }

    /** Why the service cannot go on; ends the node. */
    static final class NodeFailure extends AgentTerminationException {
        private static final long serialVersionUID = 1L;

        NodeFailure(String reason) {
            super(reason);
        }
    }
}
