package dev.bourse.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.agrona.IoUtil;

/** Shared memory of processes that reach the exchange over the network, a folder for each. */
final class ClientFolders {
    /** The process, and which of its folders. */
    private static final Pattern OWN = Pattern.compile("(\\d{1,10})-\\d+");

    private static final AtomicLong MADE = new AtomicLong();

    private ClientFolders() {}

    /** The folder of a name that one process has at a time. */
    static Path of(String name) {
        return parent().resolve(prefix() + name);
    }

    /**
     * A new name for this process among those of its group, of which a machine may run several. What processes left
     * that no longer live is removed. Blocks for a moment.
     */
    static String own(String group) {
        String stem = prefix() + group + "-";
        try (Stream<Path> found = Files.list(parent())) {
            List<Path> left = found.filter(path -> isLeft(path.getFileName().toString(), stem))
                    .toList();
            left.forEach(path -> IoUtil.delete(path.toFile(), true));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(parent() + " cannot be read", unreadable);
        }
        return group + "-" + ProcessHandle.current().pid() + "-" + MADE.incrementAndGet();
    }

    private static boolean isLeft(String name, String stem) {
        Matcher own = OWN.matcher(name.startsWith(stem) ? name.substring(stem.length()) : "");
        return own.matches() && ProcessHandle.of(Long.parseLong(own.group(1))).isEmpty();
    }

    private static Path parent() {
        Path shared = Path.of("/dev/shm");
        return Files.isDirectory(shared) ? shared : Path.of(System.getProperty("java.io.tmpdir"));
    }

    private static String prefix() {
        return "bourse-" + System.getProperty("user.name") + "-client-";
    }
}
