package dev.bourse.state.snapshot;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Collects numbers into bytes, little endian; grows as needed. Used by one thread. */
public final class StateWriter {
    private ByteBuffer bytes = ByteBuffer.allocate(1024).order(ByteOrder.LITTLE_ENDIAN);

    /** Writes a 32-bit number. */
    public void putInt(int value) {
        room(Integer.BYTES).putInt(value);
    }

    /** Writes a 64-bit number. */
    public void putLong(long value) {
        room(Long.BYTES).putLong(value);
    }

    /** Writes {@code count} longs of the array from {@code from} on. */
    public void putLongs(long[] values, int from, int count) {
        room(count * Long.BYTES).asLongBuffer().put(values, from, count);
        bytes.position(bytes.position() + count * Long.BYTES);
    }

    /** Writes a text with its length in front. */
    public void putText(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        putInt(utf8.length);
        room(utf8.length).put(utf8);
    }

    /** How many bytes were written. */
    public int size() {
        return bytes.position();
    }

    /** All that was written. */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    private ByteBuffer room(int needed) {
        if (bytes.remaining() < needed) {
            int grown = Math.max(bytes.capacity() * 2, bytes.position() + needed);
            bytes = ByteBuffer.wrap(Arrays.copyOf(bytes.array(), grown))
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .position(bytes.position());
        }
        return bytes;
    }
}
