package dev.bourse.exchange.session;

import dev.bourse.exchange.envelope.AnswerEncoder;
import dev.bourse.exchange.envelope.MessageHeaderEncoder;
import dev.bourse.exchange.envelope.Refusal;
import dev.bourse.exchange.envelope.RefusedEncoder;
import dev.bourse.exchange.envelope.Repeat;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;

/** Gathers the answers to a batch's commands, so that they go out together. One thread. */
final class AnswerBatch {
    /** Bytes at which answers go out; there may be one answer more. */
    private static final int FULL = 1 << 14;

    private static final int REPEATED = MessageHeaderEncoder.ENCODED_LENGTH + AnswerEncoder.repeatedEncodingOffset();

    private final byte[] bytes = new byte[FULL + AnswerCollector.LONGEST];
    /** The same bytes. */
    private final UnsafeBuffer buffer = new UnsafeBuffer(bytes);

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final RefusedEncoder refused = new RefusedEncoder();
    private final SequencedExchange.Listener listener;
    private int end;

    AnswerBatch(SequencedExchange.Listener listener) {
        this.listener = listener;
    }

    /** The answers; the next one is written at {@link #end}, where there is room for the longest. */
    byte[] bytes() {
        return bytes;
    }

    /** The same bytes. */
    UnsafeBuffer buffer() {
        return buffer;
    }

    /** Where the next answer begins. */
    int end() {
        return end;
    }

    /** The next answer was written, so many bytes. */
    void written(int length) {
        advance(length);
    }

    /** Adds an answer that was given before. */
    void repeat(ClientRecord client, long sequence) {
        client.copy(sequence, buffer, end);
        buffer.putInt(end + REPEATED, Repeat.REPEATED.value(), ByteOrder.LITTLE_ENDIAN);
        advance(client.length(sequence));
    }

    void refuse(long clientId, long expectedSequence, Refusal refusal) {
        refused.wrapAndApplyHeader(buffer, 0, header)
                .clientId(clientId)
                .expectedSequence(expectedSequence)
                .refusal(refusal);
        listener.onAnswers(buffer, MessageHeaderEncoder.ENCODED_LENGTH + RefusedEncoder.BLOCK_LENGTH, true);
    }

    void flush() {
        if (end > 0) {
            int length = end;
            end = 0;
            listener.onAnswers(buffer, length, false);
        }
    }

    private void advance(int length) {
        end += length;
        if (end >= FULL) {
            flush();
        }
    }
}
