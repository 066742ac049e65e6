package dev.bourse.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./bourse start all} with real processes (A7, B1): what dies comes again, and nothing outlives the supervisor.
 */
class StartAllIT {
    private static final long PATIENCE_SECONDS = 180;

    @TempDir
    private Path folder;

    private final int port = 20_000 + ThreadLocalRandom.current().nextInt(20_000);

    @Test
    void whatDiesIsStartedAgainAStaleProcessIsNamedAndAllEndWithAKilledSupervisor() throws Exception {
        Process supervisor = start();
        try (BufferedReader out = supervisor.inputReader(StandardCharsets.UTF_8)) {
            assertThat(lineWith(out, "all processes are up")).endsWith("'./bourse status' shows the cluster");
            JsonObject cluster = status();
            List<Long> processes = processes(cluster);
            assertThat(processes).hasSize(2).doesNotContain(supervisor.pid());
            assertThat(cluster.getInteger("minimum")).isEqualTo(2);

            Command.Result second = Command.run(Map.of(), command());
            assertThat(second.code()).isEqualTo(1);
            assertThat(second.err()).hasSize(2);
            assertThat(second.err().getFirst())
                    .startsWith("bourse: port " + port + " on 127.0.0.1 (management of data-1) is taken by data-1 of"
                            + " Bourse ");

            ProcessHandle.of(processes.getLast()).orElseThrow().destroyForcibly();
            assertThat(lineWith(out, "ended by signal 9")).contains("starts again in");
            lineWith(out, "is up after");

            List<ProcessHandle> children = supervisor.children().toList();
            assertThat(children).hasSize(2);
            supervisor.destroyForcibly();

            for (ProcessHandle child : children) {
                child.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
        } finally {
            supervisor.destroyForcibly();
        }
    }

    @Test
    void sigtermEndsAllOfThem() throws Exception {
        Process supervisor = start();
        try (BufferedReader out = supervisor.inputReader(StandardCharsets.UTF_8)) {
            lineWith(out, "all processes are up");
            List<ProcessHandle> children = supervisor.children().toList();

            supervisor.toHandle().destroy();

            lineWith(out, "ending 2 processes");
            lineWith(out, "all processes have ended");
            assertThat(supervisor.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(children).hasSize(2).noneMatch(ProcessHandle::isAlive);
            assertThat(Files.readString(folder.resolve("data-1.log"))).contains("ending, since the supervisor says so");
        } finally {
            supervisor.destroyForcibly();
        }
    }

    private Process start() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("BOURSE_"));
        return builder.start();
    }

    /** What the script starts for {@code start all}; the script itself would build first. */
    private String[] command() throws Exception {
        return jar(
                "supervise",
                "--groups=data,state",
                "--data=1",
                "--state=1",
                "--logs=" + folder,
                "--management.port=" + port,
                "--cluster.name=test-" + UUID.randomUUID(),
                "--cluster.port=" + (port + 100),
                "--cluster.members=127.0.0.1:" + (port + 100) + ",127.0.0.1:" + (port + 101),
                "--data.instruments=100");
    }

    private static String[] jar(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Command.java(),
                "-Xmx96m",
                "-Dbourse.root=" + Command.ROOT.toAbsolutePath(),
                "-Dbourse.java-flags=-Xmx300m --sun-misc-unsafe-memory-access=allow",
                "-jar",
                Command.fatJar().toString()));
        command.addAll(List.of(arguments));
        return command.toArray(String[]::new);
    }

    private JsonObject status() throws Exception {
        Command.Result result = Command.run(Map.of(), jar("status", "--json", "--port=" + port));
        assertThat(result.code()).isZero();
        return new JsonObject(result.out().stream().collect(Collectors.joining()));
    }

    /** The numbers of the members' processes, data-1 first. */
    private static List<Long> processes(JsonObject cluster) {
        return cluster.getJsonArray("members").stream()
                .map(JsonObject.class::cast)
                .sorted((one, other) -> one.getString("name").compareTo(other.getString("name")))
                .map(member -> member.getLong("process"))
                .toList();
    }

    private static String lineWith(BufferedReader out, String part) throws Exception {
        List<String> seen = new ArrayList<>();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            seen.add(line);
            if (line.contains(part)) {
                return line;
            }
        }
        throw new AssertionError(part + " is not in " + seen);
    }
}
