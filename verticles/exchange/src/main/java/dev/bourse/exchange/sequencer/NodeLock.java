package dev.bourse.exchange.sequencer;

import dev.bourse.shared.config.StartFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes sure that one process alone works in a node's directory. The lock is the operating system's, so it ends with
 * the process however that dies; who holds it knows that marks of an active process, which Aeron leaves behind for ten
 * seconds, are those of a dead one, and removes them.
 */
final class NodeLock implements AutoCloseable {
    private static final List<String> MARKS = List.of(
            "archive/archive-mark.dat",
            "cluster/cluster-mark.dat",
            "cluster/cluster-mark-service-0.dat",
            "cluster/cluster-mark-cm.dat");

    private final Path directory;
    private final FileChannel channel;
    private final FileLock lock;

    private NodeLock(Path directory, FileChannel channel, FileLock lock) {
        this.directory = directory;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Takes the lock and removes marks of dead processes.
     *
     * @throws StartFailure if a live process has the lock, or the directory cannot be written
     */
    static NodeLock take(Path directory) {
        Path file = directory.resolve("node.lock");
        try {
            Files.createDirectories(directory);
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                String owner = owner(channel);
                channel.close();
                throw new StartFailure("a node is at work in " + directory + " already, process " + owner
                        + "; end that process, or choose another --node or --exchange.directory");
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(
                    String.valueOf(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            NodeLock taken = new NodeLock(directory, channel, lock);
            taken.removeMarks();
            return taken;
        } catch (IOException unwritable) {
            throw new StartFailure(
                    directory + " cannot be written: " + unwritable + "; make it writable for this user, or choose"
                            + " another with --exchange.directory",
                    unwritable);
        }
    }

    /** Removes the marks of active parts, which are those of dead processes or of a part that could not start. */
    void removeMarks() {
        try {
            for (String mark : MARKS) {
                Files.deleteIfExists(directory.resolve(mark));
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    private static String owner(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(32);
        channel.read(bytes, 0);
        String pid = new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII);
        return pid.isEmpty() ? "unknown" : pid;
    }
}
