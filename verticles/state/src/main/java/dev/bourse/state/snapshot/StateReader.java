package dev.bourse.state.snapshot;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reads what a {@link StateWriter} wrote. Every method throws IllegalArgumentException where the bytes end too early.
 * Used by one thread.
 */
public final class StateReader {
    private final ByteBuffer bytes;

    /** Reads the bytes from their first one on. */
    public StateReader(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The next 32-bit number. */
    public int getInt() {
        check(Integer.BYTES);
        return bytes.getInt();
    }

    /** The next 64-bit number. */
    public long getLong() {
        check(Long.BYTES);
        return bytes.getLong();
    }

    /** An array of {@code length} longs whose first {@code count} are read. */
    public long[] getLongs(int length, int count) {
        if (count < 0 || count > length || length - count > bytes.limit()) {
            throw new IllegalArgumentException("the saved state names " + count + " of " + length + " numbers");
        }
        check((long) count * Long.BYTES);
        long[] values = new long[length];
        bytes.asLongBuffer().get(values, 0, count);
        bytes.position(bytes.position() + count * Long.BYTES);
        return values;
    }

    /** A text as {@link StateWriter#putText} wrote it. */
    public String getText() {
        int length = getInt();
        check(length);
        byte[] utf8 = new byte[length];
        bytes.get(utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }

    /** @throws IllegalArgumentException unless everything has been read */
    public void end() {
        if (bytes.hasRemaining()) {
            throw new IllegalArgumentException("the saved state has " + bytes.remaining() + " bytes too many");
        }
    }

    private void check(long needed) {
        if (needed < 0 || needed > bytes.remaining()) {
            throw new IllegalArgumentException(
                    "the saved state is cut short at byte " + bytes.position() + " of " + bytes.limit(),
                    new BufferUnderflowException());
        }
    }
}
