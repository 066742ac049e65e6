package dev.bourse.shared.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A file that cannot be written for a while lacks the lines of that while, counted, and no others")
final class RotatingFileTest {
    @TempDir
    private Path folder;

    private long now = 5;
    /** How many more bytes the disk takes. */
    private int room = Integer.MAX_VALUE;

    @Test
    @DisplayName("each line that the disk had no room for is counted, and what was torn is cut off")
    void countsEachLine() throws IOException {
        Path file = folder.resolve("log");
        RotatingFile log = file(file, 1 << 20, 0);
        add(log, "one");
        log.flush();
        room = 6;
        add(log, "two", "three", "four");
        log.flush();
        assertThat(log.lost()).isEqualTo(3);
        assertThat(Files.readString(file)).isEqualTo("one\ntwo\nth");

        room = Integer.MAX_VALUE;
        add(log, "five");
        log.flush();
        assertThat(log.lost()).as("it is not tried again at once").isEqualTo(4);

        now += RotatingFile.RETRY_NANOS;
        add(log, "six");
        log.flush();
        log.close();
        assertThat(Files.readAllLines(file)).containsExactly("one", "six");
        assertThat(log.lost()).isEqualTo(4);
    }

    @Test
    @DisplayName("a file that cannot be renamed grows on, to twice its size, and is renamed as soon as it can be")
    void cannotBeRenamed() throws IOException {
        Path file = folder.resolve("log");
        Path inTheWay = folder.resolve("log.1");
        Files.createDirectories(inTheWay.resolve("full"));
        RotatingFile log = file(file, 4, 1);
        add(log, "one", "two", "six");
        log.flush();
        assertThat(Files.readAllLines(file)).containsExactly("one", "two");
        assertThat(log.lost()).isEqualTo(1);

        Files.delete(inTheWay.resolve("full"));
        now += RotatingFile.RETRY_NANOS;
        add(log, "ten");
        log.flush();
        log.close();
        assertThat(Files.readAllLines(file)).containsExactly("ten");
        assertThat(Files.readAllLines(inTheWay)).containsExactly("one", "two");
    }

    @Test
    @DisplayName("a file that was deleted beneath it while it failed begins anew")
    void deleted() throws IOException {
        Path file = folder.resolve("log");
        RotatingFile log = file(file, 1 << 20, 0);
        add(log, "one");
        log.flush();
        room = 0;
        add(log, "two");
        log.flush();
        Files.delete(file);
        room = Integer.MAX_VALUE;
        now += RotatingFile.RETRY_NANOS;
        add(log, "three");
        log.flush();
        log.close();
        assertThat(Files.readAllLines(file)).containsExactly("three");
        assertThat(log.lost()).isEqualTo(1);
    }

    @Test
    @DisplayName("a disk that is really full takes lines again when something on it is deleted")
    void fullDisk() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        Assumptions.assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk.toString()),
                "a small disk cannot be mounted here: that needs root");
        try {
            Path file = disk.resolve("log");
            RotatingFile log = new RotatingFile(file, 1 << 20, 0, RotatingFile.Opener.APPENDING, () -> now);
            add(log, "before");
            log.flush();
            Path ballast = disk.resolve("ballast");
            fill(ballast);
            add(log, "x".repeat(10_000), "y".repeat(10_000));
            log.flush();
            assertThat(log.lost()).isEqualTo(2);

            Files.delete(ballast);
            now += RotatingFile.RETRY_NANOS;
            add(log, "after");
            log.flush();
            log.close();
            assertThat(Files.readAllLines(file)).containsExactly("before", "after");
        } finally {
            assertThat(run("umount", disk.toString())).isTrue();
        }
    }

    private static void fill(Path ballast) throws IOException {
        try (OutputStream out = Files.newOutputStream(ballast)) {
            byte[] block = new byte[4096];
            for (int blocks = 0; blocks < 1_000; blocks++) {
                out.write(block);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    }

    private RotatingFile file(Path file, long mostBytes, int kept) throws IOException {
        return new RotatingFile(
                file, mostBytes, kept, path -> new SmallDisk(RotatingFile.Opener.APPENDING.open(path)), () -> now);
    }

    private static void add(RotatingFile log, String... lines) {
        for (String line : lines) {
            log.add(line + "\n");
        }
    }

    /** Takes as many bytes as there is room for, then fails. */
    private final class SmallDisk extends FilterOutputStream {
        SmallDisk(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            int taken = Math.min(room, length);
            out.write(bytes, from, taken);
            room -= room == Integer.MAX_VALUE ? 0 : taken;
            if (taken < length) {
                throw new IOException("No space left on device");
            }
        }
    }
}
