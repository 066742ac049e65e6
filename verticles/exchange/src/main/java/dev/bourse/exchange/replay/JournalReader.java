package dev.bourse.exchange.replay;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reads a journal file, command by command, and checks each: a record that is cut off, damaged or out of order stops it
 * with a {@link JournalException}; nothing is passed over. One thread.
 */
public final class JournalReader implements AutoCloseable {
    private static final int BUFFER = 1 << 20;

    private final Path file;
    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
    private final UnsafeBuffer bytes = new UnsafeBuffer(buffer.array());
    private final CRC32C checksum = new CRC32C();
    private long filePosition;
    private long number;
    private long timestamp;
    private int offset;
    private int length;

    /** Opens a journal and checks how it begins. */
    public JournalReader(Path file) throws IOException, JournalException {
        this.file = file;
        channel = FileChannel.open(file, StandardOpenOption.READ);
        buffer.limit(0);
        try {
            if (!has(JournalFormat.FILE_HEADER) || buffer.getLong(buffer.position()) != JournalFormat.MAGIC) {
                throw new JournalException(file + " is not a journal: it does not begin with BOURSEJ1");
            }
            int version = buffer.getInt(buffer.position() + Long.BYTES);
            if (version != JournalFormat.VERSION) {
                throw new JournalException(
                        file + " is a journal of version " + version + "; this reads " + JournalFormat.VERSION);
            }
            advance(JournalFormat.FILE_HEADER);
        } catch (IOException | JournalException e) {
            channel.close();
            throw e;
        }
    }

    /** Goes to the next command; false at the journal's end. */
    public boolean next() throws IOException, JournalException {
        if (!has(1)) {
            return false;
        }
        if (!has(JournalFormat.RECORD_HEADER)) {
            throw cutOff();
        }
        int at = buffer.position();
        length = buffer.getInt(at + JournalFormat.LENGTH);
        if (length < 0 || length > JournalFormat.LONGEST_MESSAGE) {
            throw damaged("its length says " + length);
        }
        int whole = JournalFormat.RECORD_HEADER + length;
        if (!has(whole)) {
            throw cutOff();
        }
        at = buffer.position();
        checksum.reset();
        checksum.update(buffer.array(), at + JournalFormat.NUMBER, whole - JournalFormat.NUMBER);
        if ((int) checksum.getValue() != buffer.getInt(at + JournalFormat.CHECKSUM)) {
            throw damaged("its checksum is another");
        }
        long found = buffer.getLong(at + JournalFormat.NUMBER);
        if (found != number + 1) {
            throw damaged("its number is " + found);
        }
        number = found;
        timestamp = buffer.getLong(at + JournalFormat.TIME);
        offset = at + JournalFormat.RECORD_HEADER;
        advance(whole);
        return true;
    }

    /** Where the message of the present command is; valid until {@link #next}. */
    public DirectBuffer buffer() {
        return bytes;
    }

    /** Where in {@link #buffer} the message starts. */
    public int offset() {
        return offset;
    }

    /** Bytes of the message. */
    public int length() {
        return length;
    }

    /** The present command's number, 0 before the first. */
    public long number() {
        return number;
    }

    /** The present command's time in microseconds. */
    public long timestamp() {
        return timestamp;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private boolean has(int count) throws IOException {
        if (buffer.remaining() >= count) {
            return true;
        }
        buffer.compact();
        int read = 0;
        while (buffer.hasRemaining() && read >= 0) {
            read = channel.read(buffer);
        }
        buffer.flip();
        return buffer.remaining() >= count;
    }

    private void advance(int count) {
        buffer.position(buffer.position() + count);
        filePosition += count;
    }

    private JournalException cutOff() {
        return new JournalException(file + " is cut off in command " + (number + 1) + ", at byte " + filePosition
                + ": the last whole command is " + number);
    }

    private JournalException damaged(String how) {
        return new JournalException(
                file + " is damaged at command " + (number + 1) + ", byte " + filePosition + ": " + how);
    }
}
