package dev.bourse.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.shared.cluster.TestNode.TestCluster;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;

/** One group from its own fat jar, in a process of its own, as {@code ./bourse start GROUP} starts it. */
final class GroupProcess implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 120;
    private static final int TOLD_OF_AN_ERROR = 12;
    private static final Pattern UP = Pattern.compile("up after \\d+ ms; management at (http://\\S+)");
    private static final Pattern PAGE = Pattern.compile("Bourse is at (http://\\S+)/");

    private final String group;
    private final Process process;
    private final List<String> out = Collections.synchronizedList(new ArrayList<>());
    private final List<String> err = Collections.synchronizedList(new ArrayList<>());
    private final CompletableFuture<String> management = new CompletableFuture<>();
    private final CompletableFuture<String> page = new CompletableFuture<>();
    private final List<Thread> readers;

    private GroupProcess(String group, Process process) {
        this.group = group;
        this.process = process;
        this.readers = List.of(
                Thread.ofPlatform().daemon().start(() -> read(process.inputReader(StandardCharsets.UTF_8), out)),
                Thread.ofPlatform().daemon().start(() -> read(process.errorReader(StandardCharsets.UTF_8), err)));
    }

    /** Starts the group as a member of the cluster, and returns when it is up. */
    static GroupProcess start(String group, TestCluster cluster, List<String> settings) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Command.java(),
                "-Xmx512m",
                "-XX:+UseCompactObjectHeaders",
                "-XX:+ExitOnOutOfMemoryError",
                "--sun-misc-unsafe-memory-access=allow",
                "-jar",
                jar(group).toString(),
                "--cluster.name=" + cluster.name(),
                "--cluster.port=" + cluster.port(),
                "--cluster.members=127.0.0.1:" + cluster.port() + ",127.0.0.1:" + (cluster.port() + 1),
                "--management.port=0"));
        command.addAll(settings);
        GroupProcess started = new GroupProcess(group, Command.start(Map.of(), command.toArray(String[]::new)));
        started.await(started.management);
        return started;
    }

    /** The address of its management port. */
    String management() {
        return await(management);
    }

    /** The address that it tells people to open. */
    String page() {
        return await(page);
    }

    /** Tells it to end, as a person or Kubernetes would; does not wait. */
    void terminate() {
        // Process.destroy would close the streams that are still to be read.
        process.toHandle().destroy();
    }

    /** It has ended in good order, and has had nothing to complain of. */
    void assertEndedCleanly() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .as(group)
                .isTrue();
        for (Thread reader : readers) {
            reader.join();
        }
        assertThat(err).as("standard error of %s", group).isEmpty();
        assertThat(out.getLast()).as(group).endsWith("- ended");
        assertThat(errors()).as(group).isEmpty();
    }

    /** Each error with the lines that follow it, which tell where it came from. */
    private List<String> errors() {
        List<String> lines = List.copyOf(out);
        return IntStream.range(0, lines.size())
                .filter(line -> lines.get(line).contains(" ERROR "))
                .mapToObj(line ->
                        String.join("\n", lines.subList(line, Math.min(line + TOLD_OF_AN_ERROR, lines.size()))))
                .toList();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static Path jar(String group) throws IOException {
        try (var files = Files.list(Command.ROOT.resolve("verticles/" + group + "/target"))) {
            List<Path> jars =
                    files.filter(file -> file.toString().endsWith("-fat.jar")).toList();
            Assumptions.assumeFalse(jars.isEmpty(), "there is no fat jar of " + group + ": run this test by verify");
            return jars.getFirst();
        }
    }

    private <T> T await(CompletableFuture<T> future) {
        return future.copy().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    private void read(BufferedReader stream, List<String> lines) {
        try (stream) {
            for (String line = stream.readLine(); line != null; line = stream.readLine()) {
                lines.add(line);
                tell(UP, line, management);
                tell(PAGE, line, page);
            }
        } catch (IOException cut) {
            throw new UncheckedIOException(cut);
        } finally {
            String end = group + " has ended: " + String.join("\n", lines);
            management.completeExceptionally(new IllegalStateException(end));
        }
    }

    private static void tell(Pattern pattern, String line, CompletableFuture<String> listener) {
        Matcher found = pattern.matcher(line);
        if (found.find()) {
            listener.complete(found.group(1));
        }
    }
}
