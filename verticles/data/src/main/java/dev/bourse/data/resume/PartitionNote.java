package dev.bourse.data.resume;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is written beside a batch in the log: where the feeds stand exactly after the batch's last tick.
 *
 * @param watermark the batch's, milliseconds since 1970
 * @param positions by the feeds' names
 */
public record PartitionNote(long watermark, Map<String, FeedPosition> positions) {
    /** The version that this code writes, and the only one that it reads. */
    public static final byte VERSION = 1;

    /** Before the first batch. */
    public static final PartitionNote START = new PartitionNote(0, Map.of());

    /** Copies the positions. */
    public PartitionNote {
        positions = Map.copyOf(positions);
    }

    /** Its bytes: the version, the watermark, then the feeds, each with its marks. */
    public byte[] toBytes() {
        ByteBuffer out = ByteBuffer.allocate(mostBytes());
        out.put(VERSION).putLong(watermark).putShort((short) positions.size());
        positions.forEach((feed, position) -> {
            text(out, feed);
            out.putInt(position.marks().size());
            position.marks().forEach((name, value) -> {
                text(out, name);
                out.putLong(value);
            });
        });
        return Arrays.copyOf(out.array(), out.position());
    }

    private int mostBytes() {
        int most = 1 + Long.BYTES + Short.BYTES;
        for (Map.Entry<String, FeedPosition> feed : positions.entrySet()) {
            most += mostBytes(feed.getKey()) + Integer.BYTES;
            for (String name : feed.getValue().marks().keySet()) {
                most += mostBytes(name) + Long.BYTES;
            }
        }
        return most;
    }

    private static int mostBytes(String text) {
        return Short.BYTES + 3 * text.length();
    }

    /**
     * What {@link #toBytes} has written; nothing at all is {@link #START}.
     *
     * @throws IllegalArgumentException if the bytes are of another version or damaged
     */
    public static PartitionNote of(byte[] written) {
        if (written.length == 0) {
            return START;
        }
        ByteBuffer in = ByteBuffer.wrap(written);
        byte version = in.get();
        if (version != VERSION) {
            throw new IllegalArgumentException("note version " + version + " is not known; known is " + VERSION);
        }
        try {
            long watermark = in.getLong();
            Map<String, FeedPosition> positions = new LinkedHashMap<>();
            for (int feeds = Short.toUnsignedInt(in.getShort()); feeds > 0; feeds--) {
                String name = text(in);
                Map<String, Long> marks = new LinkedHashMap<>();
                for (int left = in.getInt(); left > 0; left--) {
                    marks.put(text(in), in.getLong());
                }
                positions.put(name, new FeedPosition(marks));
            }
            return new PartitionNote(watermark, positions);
        } catch (BufferUnderflowException cut) {
            throw new IllegalArgumentException("a note of " + written.length + " bytes is cut short", cut);
        }
    }

    private static void text(ByteBuffer out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0xffff) {
            throw new IllegalArgumentException("a name of " + bytes.length + " bytes is too long; allowed are 65535");
        }
        out.putShort((short) bytes.length).put(bytes);
    }

    private static String text(ByteBuffer in) {
        byte[] text = new byte[Short.toUnsignedInt(in.getShort())];
        in.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }
}
