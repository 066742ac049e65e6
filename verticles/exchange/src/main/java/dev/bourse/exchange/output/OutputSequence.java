package dev.bourse.exchange.output;

import dev.bourse.exchange.envelope.MessageHeaderDecoder;
import dev.bourse.exchange.envelope.OutputBatchDecoder;
import dev.bourse.exchange.session.Messages;
import org.agrona.DirectBuffer;

/**
 * Lets through each output exactly once and in order: what comes again is passed over, what is missing is told. One
 * thread.
 */
final class OutputSequence {
    private static final int PREFIX = MessageHeaderDecoder.ENCODED_LENGTH + OutputBatchDecoder.BLOCK_LENGTH;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final OutputBatchDecoder batch = new OutputBatchDecoder();
    private final LastOutput last = new LastOutput();
    private long next;
    private long time;
    private long end;

    OutputSequence(long from) {
        next = from;
    }

    /** The number of the output that comes next. */
    long next() {
        return next;
    }

    /** The log's time of the last batch that was let through, microseconds; 0 before the first. */
    long time() {
        return time;
    }

    /**
     * The number behind the last output of the last batch that was seen, taken or passed over; 0 before the first, and
     * again behind {@link #move}.
     */
    long end() {
        return end;
    }

    /** Batches come over another way from now on. */
    void move() {
        end = 0;
    }

    /** From which number on to read over another way: with the last that was taken, to see whether it is the same. */
    long from() {
        return last.number() == next - 1 ? Math.max(1, next - 1) : next;
    }

    /** The number of the first output of a batch, or of the next one after a heartbeat; -1 for what is no batch. */
    long first(DirectBuffer buffer, int offset, int length) {
        if (length < PREFIX) {
            return -1;
        }
        header.wrap(buffer, offset);
        return header.schemaId() != OutputBatchDecoder.SCHEMA_ID
                        || header.templateId() != OutputBatchDecoder.TEMPLATE_ID
                ? -1
                : batch.wrapAndApplyHeader(buffer, offset, header).firstNumber();
    }

    /** The number behind the last output of a batch. */
    long end(DirectBuffer buffer, int offset, int length) {
        long first = first(buffer, offset, length);
        return first < 0 ? -1 : first + batch.outputs();
    }

    /**
     * Hands over the outputs of a batch that were not handed over yet.
     *
     * @return how many, or -1 if outputs are missing before the batch, or it is none; then nothing was handed over
     * @throws OtherExchangeException if the output that was taken last comes again and is another
     */
    int take(DirectBuffer buffer, int offset, int length, OutputConsumer consumer) {
        long first = first(buffer, offset, length);
        if (first < 0 || first > next) {
            return -1;
        }
        end = first + batch.outputs();
        int taken = 0;
        int lastAt = 0;
        int lastSize = 0;
        int at = offset + MessageHeaderDecoder.ENCODED_LENGTH + header.blockLength();
        int behind = offset + length;
        while (at < behind) {
            int size = Messages.lengthAt(buffer, at, behind);
            if (size < 0) {
                return -1;
            }
            long number = Messages.numberOfOutput(buffer, at);
            if (number == next) {
                consumer.onOutput(next, buffer, at, size);
                next++;
                taken++;
                lastAt = at;
                lastSize = size;
            } else {
                last.require(number, buffer, at, size);
            }
            at += size;
        }
        if (taken > 0) {
            last.take(next - 1, buffer, lastAt, lastSize);
        }
        time = batch.timestamp();
        return taken;
    }
}
