package dev.bourse.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A gateway as a process of its own, as {@code ./bourse start gateway} starts it, to be killed. */
final class GatewayProcess implements AutoCloseable {
    private static final Pattern TOLD =
            Pattern.compile("The exchange takes orders at http://127\\.0\\.0\\.1:(\\d+)/.*");
    private static final long PATIENCE_SECONDS = 120;

    private final Process process;
    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
    private final CompletableFuture<Integer> port = new CompletableFuture<>();

    private GatewayProcess(Process process) {
        this.process = process;
        Thread.ofPlatform().daemon().start(this::read);
    }

    static GatewayProcess start(Path folder, int exchangePort) throws IOException {
        return start(folder, "--exchange.port=" + exchangePort);
    }

    static GatewayProcess start(Path folder, String... settings) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        for (String open : List.of("jdk.internal.misc", "java.util.zip", "sun.nio.ch", "java.nio", "java.lang")) {
            command.add("--add-opens=java.base/" + open + "=ALL-UNNAMED");
        }
        command.addAll(List.of(
                "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
                "--add-opens=java.management/sun.management=ALL-UNNAMED",
                "--add-opens=jdk.management/com.sun.management.internal=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                GatewayApplication.class.getName(),
                "--cluster.join=false",
                "--management.port=0",
                "--gateway.port=0",
                "--gateway.folder=" + folder,
                "--gateway.password-memory=64",
                "--gateway.password-passes=1",
                "--gateway.snapshot-interval=50ms"));
        command.addAll(List.of(settings));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("BOURSE_"));
        return new GatewayProcess(builder.start());
    }

    /** Where it listens, once it does. */
    int port() {
        return port.copy().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    /** Whether a line of its log has this in it. */
    boolean said(String text) {
        synchronized (lines) {
            return lines.stream().anyMatch(line -> line.contains(text));
        }
    }

    /** SIGKILL, and waits until it is dead. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** Ends it in order, so that it leaves no shared memory behind. */
    @Override
    public void close() {
        // Process.destroy would close the stream that is still being read.
        process.toHandle().destroy();
        process.onExit()
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .exceptionally(late -> process.destroyForcibly())
                .join();
    }

    private void read() {
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                lines.add(line);
                Matcher told = TOLD.matcher(line);
                if (told.matches()) {
                    port.complete(Integer.parseInt(told.group(1)));
                }
            }
        } catch (IOException cut) {
            throw new UncheckedIOException(cut);
        } finally {
            port.completeExceptionally(new IllegalStateException("it has ended: " + String.join("\n", lines)));
        }
    }
}
