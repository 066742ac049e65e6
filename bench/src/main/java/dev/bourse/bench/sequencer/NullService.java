package dev.bourse.bench.sequencer;

import dev.bourse.exchange.envelope.AnswerEncoder;
import dev.bourse.exchange.envelope.CommandBatchDecoder;
import dev.bourse.exchange.envelope.MessageHeaderDecoder;
import dev.bourse.exchange.envelope.MessageHeaderEncoder;
import dev.bourse.exchange.envelope.Repeat;
import dev.bourse.exchange.session.Messages;
import io.aeron.ExclusivePublication;
import io.aeron.Image;
import io.aeron.cluster.codecs.CloseReason;
import io.aeron.cluster.service.ClientSession;
import io.aeron.cluster.service.Cluster;
import io.aeron.cluster.service.ClusteredService;
import io.aeron.logbuffer.Header;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.jspecify.annotations.Nullable;

/** Answers each command without outputs and does nothing else: what log, journal and client cost by themselves. */
final class NullService implements ClusteredService {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final CommandBatchDecoder batch = new CommandBatchDecoder();
    private final MessageHeaderEncoder answerHeader = new MessageHeaderEncoder();
    private final AnswerEncoder answer = new AnswerEncoder();
    private final ExpandableArrayBuffer answers = new ExpandableArrayBuffer(1 << 16);
    private @Nullable Cluster cluster;
    private long commands;

    @Override
    public void onSessionMessage(
            ClientSession session, long timestamp, DirectBuffer buffer, int offset, int length, Header aeronHeader) {
        batch.wrapAndApplyHeader(buffer, offset, header);
        long sequence = batch.firstSequence();
        int at = offset + MessageHeaderDecoder.ENCODED_LENGTH + header.blockLength();
        int end = offset + length;
        int written = 0;
        while (at < end) {
            answer.wrapAndApplyHeader(answers, written, answerHeader)
                    .clientId(batch.clientId())
                    .sequence(sequence++)
                    .commandNumber(++commands)
                    .firstOutput(1)
                    .outputs(0)
                    .length(0)
                    .repeated(Repeat.FIRST)
                    .reserved(0);
            written += MessageHeaderEncoder.ENCODED_LENGTH + AnswerEncoder.BLOCK_LENGTH;
            at += Messages.lengthAt(buffer, at, end);
        }
        Cluster started = cluster;
        while (session.offer(answers, 0, written) < 0 && started != null) {
            started.idleStrategy().idle();
        }
    }

    @Override
    public void onStart(Cluster started, @Nullable Image snapshotImage) {
        cluster = started;
    }

    @Override
    public void onSessionOpen(ClientSession session, long timestamp) {
        // Nothing is kept of sessions.
    }

    @Override
    public void onSessionClose(ClientSession session, long timestamp, CloseReason closeReason) {
        // Nothing is kept of sessions.
    }

    @Override
    public void onTimerEvent(long correlationId, long timestamp) {
        // There are no timers.
    }

    @Override
    public void onTakeSnapshot(ExclusivePublication snapshotPublication) {
        // There is no state.
    }

    @Override
    public void onRoleChange(Cluster.Role newRole) {
        // The same in every role.
    }

    @Override
    public void onTerminate(Cluster ending) {
        // Nothing is open.
    }
}
