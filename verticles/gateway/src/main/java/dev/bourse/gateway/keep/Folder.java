package dev.bourse.gateway.keep;

import dev.bourse.shared.access.Secret;
import dev.bourse.shared.config.StartFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The gateway's folder, for its owner alone and for one process at a time. Blocks: used at start and by the journal.
 */
public final class Folder implements AutoCloseable {
    private static final int SECRET_BYTES = 32;
    private static final Set<PosixFilePermission> OWNER_ALONE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNERS_FOLDER = PosixFilePermissions.fromString("rwx------");

    private final Path path;
    private final FileChannel lock;

    private Folder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Makes the folder if it is not there, and takes it for this process.
     *
     * @throws StartFailure if another process has it, or others may read it
     */
    public static Folder open(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            Files.createDirectories(path, PosixFilePermissions.asFileAttribute(OWNERS_FOLDER));
        }
        FileChannel channel = FileChannel.open(
                path.resolve("lock"), Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), mode());
        if (lock(channel) == null) {
            channel.close();
            throw new StartFailure("another gateway uses the folder " + path
                    + "; end it, or choose another folder with --gateway.folder");
        }
        return new Folder(path, channel);
    }

    /** The secret that everything is derived from, drawn when it is first asked for. */
    public Secret secret(SecureRandom random) throws IOException {
        Path file = path.resolve("secret");
        if (!Files.exists(file)) {
            byte[] bytes = new byte[SECRET_BYTES];
            random.nextBytes(bytes);
            write("secret", Secret.of(bytes).text() + "\n");
        }
        checkMode(file);
        try {
            return Secret.ofText(Files.readString(file).strip());
        } catch (IllegalArgumentException damaged) {
            throw new StartFailure(
                    file + " holds no secret; restore it from a backup, or delete it to draw another:"
                            + " then all keys and sessions are of no use any more",
                    damaged);
        }
    }

    /** Writes a file for its owner alone; what was there under the name is gone. */
    public Path write(String name, String text) throws IOException {
        Path file = path.resolve(name);
        Files.deleteIfExists(file);
        try (FileChannel out =
                FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mode())) {
            out.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
            out.force(true);
        }
        return file;
    }

    /** As {@link #write}, but leaves a file alone that says so already. */
    public void keep(String name, String text) throws IOException {
        Path file = path.resolve(name);
        if (!Files.exists(file) || !Files.readString(file).equals(text)) {
            write(name, text);
        }
    }

    /** A file that is appended to, for its owner alone. */
    FileChannel append(String name) throws IOException {
        Path file = path.resolve(name);
        FileChannel channel = FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE), mode());
        checkMode(file);
        return channel;
    }

    Path file(String name) {
        return path.resolve(name);
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException ours) {
            return null;
        }
    }

    private static void checkMode(Path file) throws IOException {
        Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
        if (!OWNER_ALONE.containsAll(mode)) {
            throw new StartFailure(file + " may be read or written by others (" + PosixFilePermissions.toString(mode)
                    + "); see who did, then chmod 600 it");
        }
    }

    private static FileAttribute<Set<PosixFilePermission>> mode() {
        return PosixFilePermissions.asFileAttribute(OWNER_ALONE);
    }
}
