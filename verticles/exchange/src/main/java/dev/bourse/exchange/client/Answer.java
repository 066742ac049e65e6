package dev.bourse.exchange.client;

import dev.bourse.exchange.core.OutputConsumer;
import dev.bourse.exchange.envelope.AnswerDecoder;
import dev.bourse.exchange.envelope.MessageHeaderDecoder;
import dev.bourse.exchange.envelope.Repeat;
import dev.bourse.exchange.session.Messages;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** What a command caused: its outputs in order, each an SBE message of the core. One reusable object. */
public final class Answer {
    private final AnswerDecoder decoder = new AnswerDecoder();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private DirectBuffer buffer = new UnsafeBuffer(new byte[0]);
    private int begin;
    private int end;

    /** Reads the answer at an offset and gives its length, or -1 if there is none. */
    int wrap(DirectBuffer from, int offset, int limit) {
        header.wrap(from, offset);
        if (header.schemaId() != AnswerDecoder.SCHEMA_ID || header.templateId() != AnswerDecoder.TEMPLATE_ID) {
            return -1;
        }
        int blockLength = header.blockLength();
        int block = offset + MessageHeaderDecoder.ENCODED_LENGTH;
        decoder.wrap(from, block, blockLength, header.version());
        buffer = from;
        begin = block + blockLength;
        end = begin + decoder.length();
        return end > limit ? -1 : end - offset;
    }

    long sequence() {
        return decoder.sequence();
    }

    long clientId() {
        return decoder.clientId();
    }

    /** The core's number of the command. */
    public long commandNumber() {
        return decoder.commandNumber();
    }

    /** The number of the command's first output in the stream of outputs, or of the next one if it has none. */
    public long firstOutput() {
        return decoder.firstOutput();
    }

    /** How many outputs the command caused. */
    public int outputs() {
        return decoder.outputs();
    }

    /** Whether the sequencer had the command before: this is the answer that it gave then. */
    public boolean isRepeated() {
        return decoder.repeated() == Repeat.REPEATED;
    }

    /**
     * Hands over the outputs: all of them, or of a command with very many as many of the first as 4,096 bytes hold and
     * the last two; gives how many.
     */
    public int forEach(OutputConsumer consumer) {
        int count = 0;
        int at = begin;
        while (at < end) {
            int length = Messages.lengthAt(buffer, at, end);
            if (length < 0) {
                throw new IllegalStateException("the answer to command " + commandNumber() + " is cut off");
            }
            consumer.onOutput(buffer, at, length);
            at += length;
            count++;
        }
        return count;
    }
}
