package dev.bourse.standalone.supervise;

import dev.bourse.shared.telemetry.RotatingLog;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Starts processes, each with a log of what it prints. Their standard input is a pipe from here: a process that finds
 * it closed ends, so none outlives the one that started it, however that ended.
 */
final class MemberProcesses {
    private static final long LOG_BYTES = 16L << 20;
    private static final int LOGS_KEPT = 5;
    private static final int LINES_WAITING = 10_000;
    private static final long LAST_WORDS_MILLIS = 1_000;

    private final List<String> java;
    private final Map<String, Path> jars;
    private final Path logs;
    private final Map<String, RotatingLog> open = new HashMap<>();

    /**
     * @param java the command that runs a jar, up to its name
     * @param jars by group
     * @param logs the folder of the logs
     */
    MemberProcesses(List<String> java, Map<String, Path> jars, Path logs) {
        this.java = List.copyOf(java);
        this.jars = Map.copyOf(jars);
        this.logs = logs;
    }

    /**
     * Starts a process.
     *
     * @param lines hears of each line that it prints, on a thread of the process
     * @param ended hears of its end, after its last line
     * @throws IOException if it cannot be started or its log cannot be opened
     */
    Process start(ClusterPlan.Member member, Consumer<String> lines, Consumer<Process> ended) throws IOException {
        RotatingLog log = log(member.name());
        List<String> command = new ArrayList<>(java);
        command.add(Objects.requireNonNull(jars.get(member.group())).toString());
        command.addAll(member.arguments());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        log.offer(out -> out.append("--- process ").append(process.pid()).append(" was started"));
        CompletableFuture<Void> read = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("log-" + member.name()).start(() -> {
            read(process, log, lines);
            read.complete(null);
        });
        // Its last words come first, unless a child of its own keeps the pipe open.
        process.onExit()
                .thenAccept(dead -> read.completeOnTimeout(null, LAST_WORDS_MILLIS, TimeUnit.MILLISECONDS)
                        .thenRun(() -> ended.accept(dead)));
        return process;
    }

    private RotatingLog log(String name) throws IOException {
        RotatingLog log = open.get(name);
        if (log == null) {
            log = new RotatingLog("file-" + name, logs.resolve(name + ".log"), LOG_BYTES, LOGS_KEPT, LINES_WAITING);
            open.put(name, log);
        }
        return log;
    }

    private static void read(Process process, RotatingLog log, Consumer<String> lines) {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String text = line;
                // A process must not wait for the disk of its log: where too many lines wait, they are left out.
                log.offer(out -> out.append(text));
                lines.accept(text);
            }
        } catch (IOException cut) {
            log.offer(out -> out.append("--- its output was cut: ").append(cut.getMessage()));
        }
    }

    void close() throws IOException {
        for (RotatingLog log : open.values()) {
            log.close();
        }
    }
}
