package dev.bourse.exchange.session;

import dev.bourse.exchange.protocol.MessageHeaderDecoder;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/**
 * SBE messages that stand one after another: each is as long as its header and the block that the header names. Plain
 * functions.
 */
public final class Messages {
    /** Bytes of a header. */
    public static final int HEADER = MessageHeaderDecoder.ENCODED_LENGTH;
    /** A header of zeros: a command that only uses up its sequence, in place of one that was given up. */
    public static final long SKIP = 0;

    private static final int TEMPLATE_ID = 2;
    /** In every command, and behind the number, command number and time of every output. */
    private static final int CORRELATION_OF_COMMAND = HEADER;

    private static final int CORRELATION_OF_OUTPUT = HEADER + 3 * Long.BYTES;

    private Messages() {}

    /** The length of the message at an offset, or -1 if it does not end before {@code end}. */
    public static int lengthAt(DirectBuffer buffer, int offset, int end) {
        if (end - offset < HEADER) {
            return -1;
        }
        int length = HEADER + (buffer.getShort(offset, ByteOrder.LITTLE_ENDIAN) & 0xFFFF);
        return length > end - offset ? -1 : length;
    }

    /** How many messages fill the bytes exactly, or -1 if the last is cut off. */
    public static int count(DirectBuffer buffer, int offset, int end) {
        int count = 0;
        int at = offset;
        while (at < end) {
            int length = lengthAt(buffer, at, end);
            if (length < 0) {
                return -1;
            }
            at += length;
            count++;
        }
        return count;
    }

    /** The template id of the message at an offset. */
    public static int templateId(DirectBuffer buffer, int offset) {
        return buffer.getShort(offset + TEMPLATE_ID, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
    }

    /** Whether the message at an offset is a {@link #SKIP}. */
    public static boolean isSkip(DirectBuffer buffer, int offset) {
        return buffer.getLong(offset, ByteOrder.LITTLE_ENDIAN) == SKIP;
    }

    /** The correlation id of a command, 0 if it is too short to have one. */
    public static long correlationOfCommand(DirectBuffer buffer, int offset, int length) {
        return length < CORRELATION_OF_COMMAND + Long.BYTES
                ? 0
                : buffer.getLong(offset + CORRELATION_OF_COMMAND, ByteOrder.LITTLE_ENDIAN);
    }

    /** The correlation id of an output. */
    public static long correlationOfOutput(DirectBuffer buffer, int offset) {
        return buffer.getLong(offset + CORRELATION_OF_OUTPUT, ByteOrder.LITTLE_ENDIAN);
    }

    /** The number of an output. */
    public static long numberOfOutput(DirectBuffer buffer, int offset) {
        return buffer.getLong(offset + HEADER, ByteOrder.LITTLE_ENDIAN);
    }
}
