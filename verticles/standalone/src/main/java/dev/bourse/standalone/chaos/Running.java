package dev.bourse.standalone.chaos;

import dev.bourse.shared.telemetry.RotatingLog;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A process of a group. It ends when this one does, however that ends. */
final class Running {
    private static final Pattern JOINED = Pattern.compile("joined the cluster .*; management at (http://\\S+)");
    private static final Pattern PAGE = Pattern.compile("browsers are served at (http://[^/\\s]+)");
    private static final long LOG_BYTES = 64L << 20;

    private final Place place;
    private final Process process;
    private volatile @Nullable String management;
    private volatile @Nullable String page;
    private final LongAdder errors = new LongAdder();

    private Running(Place place, Process process) {
        this.place = place;
        this.process = process;
    }

    static Running start(String name, Place place, List<String> command, Path log) throws IOException {
        RotatingLog file = new RotatingLog("file-" + name, log, LOG_BYTES, 1, 10_000);
        Running running = new Running(
                place, new ProcessBuilder(command).redirectErrorStream(true).start());
        Thread.ofPlatform().daemon().name("log-" + name).start(() -> running.read(file));
        return running;
    }

    Place place() {
        return place;
    }

    /** The address of its management port, once it has one. */
    Optional<String> management() {
        return process.isAlive() ? Optional.ofNullable(management) : Optional.empty();
    }

    /** The address of its page, once it has one. */
    Optional<String> page() {
        return process.isAlive() ? Optional.ofNullable(page) : Optional.empty();
    }

    boolean isReady() {
        return management()
                .flatMap(address -> Http.get(address + "/health/ready"))
                .isPresent();
    }

    String readiness() {
        return management().map(address -> Http.text(address + "/health/ready")).orElse("is not up");
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** The memory that it has, in megabytes; 0 where the system does not say. */
    long residentMegabytes() {
        try (Stream<String> status =
                Files.lines(Path.of("/proc", String.valueOf(process.pid()), "status"), StandardCharsets.UTF_8)) {
            return status.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1_024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException | UncheckedIOException unknown) {
            return 0;
        }
    }

    /** Lines that say ERROR. */
    long errors() {
        return errors.sum();
    }

    /** SIGKILL. */
    void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** SIGTERM: it hands its partitions over. */
    void terminate() {
        // Process.destroy would close the pipe that keeps it alive.
        process.toHandle().destroy();
    }

    /** SIGSTOP or SIGCONT. */
    void signal(String signal) {
        Shell.run("kill", "-" + signal, String.valueOf(process.pid()));
    }

    /** Waits for its end. */
    boolean ended(long seconds) throws InterruptedException {
        return process.waitFor(seconds, TimeUnit.SECONDS);
    }

    private void read(RotatingLog file) {
        try (file;
                BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String text = line;
                file.offer(out -> out.append(text));
                Matcher found = JOINED.matcher(line);
                if (found.find()) {
                    management = found.group(1);
                }
                found = PAGE.matcher(line);
                if (found.find()) {
                    page = found.group(1);
                }
                if (line.contains(" ERROR ")) {
                    errors.increment();
                }
            }
        } catch (IOException cut) {
            // The process was killed in the middle of a line.
        }
    }
}
