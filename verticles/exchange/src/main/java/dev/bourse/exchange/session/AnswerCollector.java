package dev.bourse.exchange.session;

import dev.bourse.exchange.envelope.AnswerEncoder;
import dev.bourse.exchange.envelope.MessageHeaderEncoder;
import dev.bourse.exchange.envelope.Repeat;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/**
 * Makes the answer to one command out of the outputs that it causes: all of them, or, of many, as many of the first as
 * fit and the last two, which tell how the command ended. The answer's own fields are stored where the generated
 * encoder would store them, but straight into the array, as the core does with its outputs. One thread.
 */
final class AnswerCollector {
    /** Bytes of outputs that an answer holds before it leaves some out. */
    static final int ROOM = 4_096;
    /** No output is longer. */
    static final int LONGEST_OUTPUT = 512;

    static final int PREFIX = MessageHeaderEncoder.ENCODED_LENGTH + AnswerEncoder.BLOCK_LENGTH;
    /** No answer is longer. */
    static final int LONGEST = PREFIX + ROOM + 2 * LONGEST_OUTPUT;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HEADER = AnswerEncoder.BLOCK_LENGTH
            | ((long) AnswerEncoder.TEMPLATE_ID << Short.SIZE)
            | ((long) AnswerEncoder.SCHEMA_ID << (2 * Short.SIZE))
            | ((long) AnswerEncoder.SCHEMA_VERSION << (3 * Short.SIZE));

    private byte[] bytes = {};
    private final byte[][] last = new byte[2][LONGEST_OUTPUT];
    private final int[] lastLengths = new int[2];
    private long correlationId;
    private long firstOutput;
    private int outputs;
    private int leftOut;
    private int start;
    private int end;

    /** Starts the answer to a command of this correlation id, where it is to stand, with room for the longest. */
    void begin(long correlation, byte[] into, int offset) {
        correlationId = correlation;
        bytes = into;
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
            output.getBytes(offset, bytes, end, length);
            end += length;
        } else {
            int slot = leftOut++ & 1;
            output.getBytes(offset, last[slot], 0, length);
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
        LONG.set(bytes, start, HEADER);
        put(AnswerEncoder.clientIdEncodingOffset(), clientId);
        put(AnswerEncoder.sequenceEncodingOffset(), sequence);
        put(AnswerEncoder.commandNumberEncodingOffset(), commandNumber);
        put(AnswerEncoder.firstOutputEncodingOffset(), outputs == 0 ? nextOutput : firstOutput);
        putPair(AnswerEncoder.outputsEncodingOffset(), outputs, end - start - PREFIX);
        putPair(AnswerEncoder.repeatedEncodingOffset(), Repeat.FIRST.value(), 0);
        return end - start;
    }

    private void append(int slot) {
        System.arraycopy(last[slot], 0, bytes, end, lastLengths[slot]);
        end += lastLengths[slot];
    }

    private void put(int field, long value) {
        LONG.set(bytes, start + MessageHeaderEncoder.ENCODED_LENGTH + field, value);
    }

    /** Puts two ints that stand side by side: outputs and length, repeated and the reserved one. */
    private void putPair(int field, int first, int second) {
        put(field, (first & 0xFFFF_FFFFL) | ((long) second << Integer.SIZE));
    }
}
