package dev.bourse.exchange.replay;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;

/** Writes a journal file, replacing what was there. Buffers; {@link #close} writes the rest. One thread. */
public final class JournalWriter implements AutoCloseable {
    private static final int BUFFER = 1 << 20;

    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
    private final CRC32C checksum = new CRC32C();
    private long number;

    /** Begins a journal whose first command has number 1. */
    public JournalWriter(Path file) throws IOException {
        channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        buffer.putLong(JournalFormat.MAGIC).putInt(JournalFormat.VERSION);
    }

    /** Appends a command. */
    public void append(DirectBuffer message, int offset, int length, long timestampMicros) throws IOException {
        if (buffer.remaining() < JournalFormat.RECORD_HEADER + length) {
            flush();
        }
        int at = buffer.position();
        buffer.putInt(length).putInt(0).putLong(++number).putLong(timestampMicros);
        message.getBytes(offset, buffer, length);
        checksum.reset();
        checksum.update(
                buffer.array(), at + JournalFormat.NUMBER, JournalFormat.RECORD_HEADER - JournalFormat.NUMBER + length);
        buffer.putInt(at + JournalFormat.CHECKSUM, (int) checksum.getValue());
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            flush();
        }
    }

    private void flush() throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }
}
