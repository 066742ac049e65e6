package dev.bourse.exchange.sequencer;

import dev.bourse.exchange.session.SequencedExchange;
import io.aeron.cluster.client.AeronCluster;
import io.aeron.cluster.codecs.MessageHeaderDecoder;
import io.aeron.cluster.codecs.SessionMessageHeaderDecoder;
import io.aeron.cluster.codecs.TimerEventDecoder;
import org.agrona.DirectBuffer;

/** Applies the messages of the cluster's log to an exchange, as the service does that the cluster runs. One thread. */
final class LogReader {
    private final SequencedExchange exchange;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final SessionMessageHeaderDecoder message = new SessionMessageHeaderDecoder();
    private final TimerEventDecoder timer = new TimerEventDecoder();

    LogReader(SequencedExchange exchange) {
        this.exchange = exchange;
    }

    /** Applies one message; what neither carries commands nor lets time pass changes nothing. */
    void onMessage(DirectBuffer buffer, int offset, int length) {
        header.wrap(buffer, offset);
        switch (header.templateId()) {
            case SessionMessageHeaderDecoder.TEMPLATE_ID -> {
                message.wrapAndApplyHeader(buffer, offset, header);
                exchange.apply(
                        buffer,
                        offset + AeronCluster.SESSION_HEADER_LENGTH,
                        length - AeronCluster.SESSION_HEADER_LENGTH,
                        message.clusterSessionId(),
                        message.timestamp());
            }
            case TimerEventDecoder.TEMPLATE_ID ->
                exchange.passTime(
                        timer.wrapAndApplyHeader(buffer, offset, header).timestamp());
            default -> {}
        }
    }
}
