package dev.bourse.exchange.follow;

import dev.bourse.exchange.output.LastOutput;
import dev.bourse.exchange.snapshot.SnapshotException;
import dev.bourse.exchange.snapshot.SnapshotReader;
import dev.bourse.exchange.snapshot.SnapshotWriter;
import dev.bourse.exchange.world.Model;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.agrona.DirectBuffer;

/**
 * A snapshot of a model in a file: the form of {@link SnapshotWriter}, in which stand first the model's kind, the
 * version of its layout, the number of the last output that is in it, and a checksum of that output's bytes.
 *
 * @param path the file
 * @param head what stands in front of the model
 */
record SnapshotFile(Path path, Head head) {
    private static final int BUFFER = 1 << 17;
    private static final int LONGEST_KIND = 40;

    /**
     * What stands in front of the model.
     *
     * @param kind of what the model is
     * @param layout the version of what stands behind this
     * @param number the last output that is in the model
     * @param checksum of that output's bytes
     */
    record Head(String kind, int layout, long number, long checksum) {
        void write(SnapshotWriter writer) {
            writer.putText(kind);
            writer.putLong(layout);
            writer.putLong(number);
            writer.putLong(checksum);
        }

        static Head read(SnapshotReader reader) {
            return new Head(
                    reader.getText("the kind of the model", LONGEST_KIND),
                    reader.getInt("the version of the model's layout", 0, Integer.MAX_VALUE),
                    reader.getLong(),
                    reader.getLong());
        }
    }

    /**
     * Looks at a file.
     *
     * @throws SnapshotException if it is no snapshot of this kind and layout, with what it is
     */
    static SnapshotFile open(Path path, String kind, int layout) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path), BUFFER)) {
            Head head = Head.read(new SnapshotReader((into, length) -> fill(in, into, length)));
            if (!head.kind().equals(kind)) {
                throw new SnapshotException("it is a snapshot of " + head.kind() + ", not of " + kind);
            }
            if (head.layout() != layout) {
                throw new SnapshotException("it has version " + head.layout() + " of the layout of " + kind
                        + ", and this program reads version " + layout
                        + (head.layout() > layout ? ": a newer program wrote it" : ": an older program wrote it"));
            }
            return new SnapshotFile(path, head);
        } catch (IOException unreadable) {
            throw new SnapshotException("it cannot be read: " + unreadable);
        }
    }

    /** Whether an output, the one of the head's number, is the one that the model has had. */
    boolean follows(DirectBuffer buffer, int offset, int length) {
        return LastOutput.checksum(buffer, offset, length) == head.checksum();
    }

    /**
     * Reads the model.
     *
     * @throws SnapshotException if the file is damaged or cut off
     */
    void load(Model fresh) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path), BUFFER)) {
            SnapshotReader reader = new SnapshotReader((into, length) -> fill(in, into, length));
            Head.read(reader);
            fresh.load(reader);
            reader.finish();
        } catch (IOException unreadable) {
            throw new SnapshotException("it cannot be read: " + unreadable);
        }
    }

    /** Writes a file that is there wholly or not at all, whatever happens, and outlives a loss of power. */
    static void write(Path path, SnapshotBytes bytes) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        Path unfinished = path.resolveSibling(path.getFileName() + ".unfinished");
        try (FileChannel out = FileChannel.open(
                unfinished,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
            for (byte[] block : bytes.blocks()) {
                ByteBuffer left = ByteBuffer.wrap(block);
                while (left.hasRemaining()) {
                    out.write(left);
                }
            }
            out.force(true);
        }
        Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        if (folder != null) {
            try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
                names.force(true);
            }
        }
    }

    private static int fill(InputStream in, byte[] into, int length) {
        try {
            return in.readNBytes(into, 0, length);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
