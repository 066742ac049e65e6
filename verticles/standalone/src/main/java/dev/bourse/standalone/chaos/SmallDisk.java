package dev.bourse.standalone.chaos;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A disk of a few megabytes for all that processes write. Needs root. */
final class SmallDisk implements Surroundings {
    private static final int BLOCK = 1 << 16;
    private static final int MOST_BLOCKS = 1 << 10;

    private final Path disk;

    SmallDisk(Path disk) {
        this.disk = disk;
        try {
            Files.createDirectories(disk);
        } catch (IOException unmade) {
            throw new UncheckedIOException(unmade);
        }
        Shell.must("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", disk.toString());
    }

    /** Whether this machine allows it. */
    static boolean possible(Path folder) {
        Path disk = folder.resolve("try");
        try {
            Files.createDirectories(disk);
        } catch (IOException unmade) {
            return false;
        }
        boolean possible = Shell.run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk.toString())
                        .code()
                == 0;
        return possible && Shell.run("umount", disk.toString()).code() == 0;
    }

    /** Leaves no room on it. */
    void fill() {
        try (OutputStream out = Files.newOutputStream(disk.resolve("ballast"))) {
            byte[] block = new byte[BLOCK];
            for (int blocks = 0; blocks < MOST_BLOCKS; blocks++) {
                out.write(block);
            }
        } catch (IOException full) {
            // That is what was wanted.
        }
    }

    void empty() {
        try {
            Files.deleteIfExists(disk.resolve("ballast"));
        } catch (IOException stuck) {
            throw new UncheckedIOException(stuck);
        }
    }

    @Override
    public List<String> hosts() {
        return PLAIN.hosts();
    }

    @Override
    public Place observer() {
        return PLAIN.observer();
    }

    @Override
    public Place placeOf(String name) {
        return PLAIN.placeOf(name);
    }

    @Override
    public Optional<Path> disk() {
        return Optional.of(disk);
    }

    @Override
    public void close() {
        Shell.run("umount", "-l", disk.toString());
    }
}
