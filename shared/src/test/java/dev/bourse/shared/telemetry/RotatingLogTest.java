package dev.bourse.shared.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A rotating log keeps what it says it keeps, and never grows beyond it")
final class RotatingLogTest {
    @TempDir
    private Path folder;

    @Test
    @DisplayName("a full file becomes NAME.1, the one before NAME.2, and no more are kept than configured")
    void rotates() throws IOException {
        Path file = folder.resolve("log");
        try (RotatingLog log = new RotatingLog("test", file, 4, 2, 16)) {
            for (String line : new String[] {"one", "two", "three", "four", "five"}) {
                log.put(out -> out.append(line));
            }
        }
        assertThat(Files.readAllLines(file)).containsExactly("five");
        assertThat(Files.readAllLines(folder.resolve("log.1"))).containsExactly("four");
        assertThat(Files.readAllLines(folder.resolve("log.2"))).containsExactly("three");
        assertThat(folder.resolve("log.3")).doesNotExist();
    }

    @Test
    @DisplayName("while too many lines wait, one that is offered is dropped and counted, and one that is put waits")
    void bounded() throws Exception {
        Path file = folder.resolve("log");
        CountDownLatch disk = new CountDownLatch(1);
        CountDownLatch writing = new CountDownLatch(1);
        try (RotatingLog log = new RotatingLog("test", file, 1 << 20, 0, 1)) {
            log.put(out -> {
                writing.countDown();
                awaitUninterrupted(disk);
                out.append("one");
            });
            writing.await();
            assertThat(log.offer(out -> out.append("two"))).isTrue();
            assertThat(log.offer(out -> out.append("three"))).isFalse();
            Thread putting = Thread.startVirtualThread(() -> log.put(out -> out.append("four")));
            disk.countDown();
            putting.join();
            assertThat(log.dropped()).isEqualTo(1);
        }
        assertThat(Files.readAllLines(file)).containsExactly("one", "two", "four");
    }

    @Test
    @DisplayName("a line that throws is dropped and counted, and those after it are written")
    void brokenLine() throws Exception {
        Path file = folder.resolve("log");
        RotatingLog log = new RotatingLog("test", file, 1 << 20, 0, 16);
        try (log) {
            log.put(out -> out.append("one"));
            log.put(out -> {
                out.append("half a line");
                throw new IllegalStateException("broken");
            });
            log.put(out -> out.append("two"));
        }
        assertThat(Files.readAllLines(file)).containsExactly("one", "two");
        assertThat(log.dropped()).isEqualTo(1);
    }

    @Test
    @DisplayName("who waits for room does not wait for ever when the log is closed")
    void closedWhileWaiting() throws Exception {
        Path file = folder.resolve("log");
        RotatingLog log = new RotatingLog("test", file, 1 << 20, 0, 1);
        log.close();
        log.put(out -> out.append("late"));
        log.put(out -> out.append("later"));
        assertThat(log.dropped()).isEqualTo(2);
        assertThat(file).isEmptyFile();
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
