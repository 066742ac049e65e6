package dev.bourse.exchange.session;

import dev.bourse.exchange.envelope.MessageHeaderEncoder;
import dev.bourse.exchange.envelope.OutputBatchEncoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Gathers outputs into batches with their numbers in front. One thread. */
final class OutputBatcher {
    /** Bytes at which a batch goes out; it may be longer by one output. */
    static final int FULL = 1 << 14;

    private static final int PREFIX = MessageHeaderEncoder.ENCODED_LENGTH + OutputBatchEncoder.BLOCK_LENGTH;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[PREFIX + FULL + AnswerCollector.LONGEST_OUTPUT]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final OutputBatchEncoder batch = new OutputBatchEncoder();
    private final BatchSink sink;
    private long first;
    private int outputs;
    private int end = PREFIX;

    OutputBatcher(BatchSink sink) {
        this.sink = sink;
    }

    void add(DirectBuffer output, int offset, int length, long timestamp) {
        if (outputs++ == 0) {
            first = Messages.numberOfOutput(output, offset);
        }
        buffer.putBytes(end, output, offset, length);
        end += length;
        if (end >= PREFIX + FULL) {
            flush(timestamp);
        }
    }

    /** Hands over what was gathered. */
    void flush(long timestamp) {
        if (outputs > 0) {
            send(timestamp);
        }
    }

    /** Hands over a batch without outputs that says which number comes next. */
    void heartbeat(long nextNumber, long timestamp) {
        flush(timestamp);
        first = nextNumber;
        send(timestamp);
    }

    private void send(long timestamp) {
        batch.wrapAndApplyHeader(buffer, 0, header)
                .firstNumber(first)
                .outputs(outputs)
                .timestamp(timestamp);
        sink.onBatch(first, outputs, buffer, end);
        outputs = 0;
        end = PREFIX;
    }

    /** Takes batches of outputs. */
    interface BatchSink {
        /** Takes the first {@code length} bytes: {@code outputs} outputs from number {@code first} on. */
        void onBatch(long first, int outputs, DirectBuffer buffer, int length);
    }
}
