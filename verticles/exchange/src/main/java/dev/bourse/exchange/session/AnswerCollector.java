package dev.bourse.exchange.session;

import dev.bourse.exchange.envelope.AnswerEncoder;
import dev.bourse.exchange.envelope.MessageHeaderEncoder;
import dev.bourse.exchange.envelope.Repeat;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Makes the answer to one command out of the outputs that it causes: all of them, or, of many, as many of the first as
 * fit and the last two, which tell how the command ended. One thread.
 */
final class AnswerCollector {
    /** Bytes of outputs that an answer holds before it leaves some out. */
    static final int ROOM = 4_096;
    /** No output is longer. */
    static final int LONGEST_OUTPUT = 512;

    static final int PREFIX = MessageHeaderEncoder.ENCODED_LENGTH + AnswerEncoder.BLOCK_LENGTH;
    /** No answer is longer. */
    static final int LONGEST = PREFIX + ROOM + 2 * LONGEST_OUTPUT;

    private UnsafeBuffer buffer = new UnsafeBuffer();
    private final UnsafeBuffer[] last = {
        new UnsafeBuffer(new byte[LONGEST_OUTPUT]), new UnsafeBuffer(new byte[LONGEST_OUTPUT])
    };
    private final int[] lastLengths = new int[2];
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final AnswerEncoder answer = new AnswerEncoder();
    private long correlationId;
    private long firstOutput;
    private int outputs;
    private int leftOut;
    private int start;
    private int end;

    /** Starts the answer to a command of this correlation id, where it is to stand, with room for the longest. */
    void begin(long correlation, UnsafeBuffer into, int offset) {
        correlationId = correlation;
        buffer = into;
        outputs = 0;
        leftOut = 0;
        start = offset;
        end = offset + PREFIX;
    }

    /** Takes an output; those of orders that merely expired before the command are not its own. */
    void add(DirectBuffer output, int offset, int length) {
        if (Messages.correlationOfOutput(output, offset) != correlationId) {
            return;
        }
        if (outputs++ == 0) {
            firstOutput = Messages.numberOfOutput(output, offset);
        }
        if (leftOut == 0 && end + length <= start + PREFIX + ROOM) {
            buffer.putBytes(end, output, offset, length);
            end += length;
        } else {
            int slot = leftOut++ & 1;
            last[slot].putBytes(0, output, offset, length);
            lastLengths[slot] = length;
        }
    }

    /** Ends the answer and gives its length. */
    int finish(long clientId, long sequence, long commandNumber, long nextOutput) {
        if (leftOut > 1) {
            append(leftOut & 1);
        }
        if (leftOut > 0) {
            append((leftOut - 1) & 1);
        }
        answer.wrapAndApplyHeader(buffer, start, header)
                .clientId(clientId)
                .sequence(sequence)
                .commandNumber(commandNumber)
                .firstOutput(outputs == 0 ? nextOutput : firstOutput)
                .outputs(outputs)
                .length(end - start - PREFIX)
                .repeated(Repeat.FIRST)
                .reserved(0);
        return end - start;
    }

    private void append(int slot) {
        buffer.putBytes(end, last[slot], 0, lastLengths[slot]);
        end += lastLengths[slot];
    }
}
