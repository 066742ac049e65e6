package dev.bourse.standalone.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The supervisor over small scripts in the place of Bourse's processes: real processes, really killed. */
class SupervisorTest {
    private static final String LIVES = """
        echo "joined the cluster x as $2; management at http://127.0.0.1:1"
        echo "up after 1 ms; management at http://127.0.0.1:1"
        read word
        echo "told: $word" >> ended
        """;

    @TempDir
    private Path folder;

    private volatile boolean answering = true;
    private final Lines lines = new Lines();
    private Optional<Supervisor> supervisor = Optional.empty();

    @AfterEach
    void killAll() {
        supervisor.ifPresent(Supervisor::kill);
    }

    @Test
    void whatIsKilledIsStartedAgainAndSaysSo() throws Exception {
        CompletableFuture<Integer> finished = start(Map.of("data", 1, "state", 1), LIVES, 8);
        lines.await("all processes are up");
        long before = pid("data-1");

        ProcessHandle.of(before).orElseThrow().destroyForcibly();

        lines.await("data-1 ended by signal 9; starts again in 10 ms (death 1 lately)");
        lines.awaitAnother("data-1 is up after ");
        assertThat(pid("data-1")).isNotEqualTo(before);
        assertThat(finished).isNotDone();
        assertThat(Files.readString(folder.resolve("data-1.log"))).contains("up after 1 ms");
    }

    @Test
    void whatDoesNotSayThatItLivesIsKilledAndStartedAgain() throws Exception {
        start(Map.of("data", 1), LIVES, 8);
        lines.await("all processes are up");
        long before = pid("data-1");

        answering = false;
        lines.await("data-1 has not said for a while that it lives and is killed");
        answering = true;

        lines.await("data-1 ended by signal 9; starts again in 10 ms");
        lines.awaitAnother("data-1 is up after ");
        assertThat(pid("data-1")).isNotEqualTo(before);
    }

    @Test
    void whatDiesTooOftenIsGivenUpLoudlyAndAllOthersEnd() throws Exception {
        CompletableFuture<Integer> finished = start(
                Map.of("data", 1, "state", 1),
                "case $* in *state-1*) echo 'joined the cluster x as y; management at http://z';"
                        + " echo 'no more room'; exit 9;; esac\n" + LIVES,
                3);

        assertThat(finished.get(30, TimeUnit.SECONDS)).isEqualTo(Supervisor.GAVE_UP);
        lines.await("GIVING UP: state-1 ended with code 9 for the 3. time in a short while; its last words: no more"
                + " room; its log is " + folder.toAbsolutePath().resolve("state-1.log"));
        assertThat(Files.readString(folder.resolve("ended"))).isEqualTo("told: end\n");
    }

    @Test
    void whatRefusesToStartIsNotTriedAgain() throws Exception {
        CompletableFuture<Integer> finished =
                start(Map.of("data", 1), "echo 'bourse: port 1 on 127.0.0.1 is taken'; exit 1", 8);

        assertThat(finished.get(30, TimeUnit.SECONDS)).isEqualTo(Supervisor.GAVE_UP);
        lines.await("GIVING UP: data-1 ended with code 1 before it had started; its last words: bourse: port 1 on"
                + " 127.0.0.1 is taken; its log is");
    }

    @Test
    void allAreToldToEndAndThoseThatDoNotAreKilled() throws Exception {
        CompletableFuture<Integer> finished = start(
                Map.of("data", 1, "state", 1), LIVES + "case $* in *state-1*) trap '' TERM; sleep 60;; esac\n", 8);
        lines.await("all processes are up");

        supervisor.orElseThrow().end();

        assertThat(finished.get(40, TimeUnit.SECONDS)).isZero();
        lines.await("state-1 did not end in time and was killed");
        assertThat(Files.readString(folder.resolve("ended"))).isEqualTo("told: end\ntold: end\n");
    }

    private CompletableFuture<Integer> start(Map<String, Integer> counts, String script, int deaths)
            throws IOException {
        Files.writeString(folder.resolve("script"), "cd " + folder.toAbsolutePath() + "\n" + script);
        Supervisor started = new Supervisor(
                ClusterPlan.of(counts, Map.of(), -1, -1, -1),
                processes(),
                new RestartPolicy.Limits(10, 20, 0, deaths, 60_000),
                () -> 0.5,
                events(),
                management -> CompletableFuture.completedFuture(answering),
                20);
        supervisor = Optional.of(started);
        return started.start();
    }

    private MemberProcesses processes() {
        return new MemberProcesses(
                List.of("/bin/sh"),
                Map.of("data", folder.resolve("script"), "state", folder.resolve("script")),
                folder);
    }

    private Events events() {
        return new Events(new PrintStream(lines, true, StandardCharsets.UTF_8), () -> 0, folder);
    }

    private long pid(String name) {
        String line = lines.last(text -> text.contains(name + " is up after "));
        return Long.parseLong(line.replaceAll(".*process (\\d+).*", "$1"));
    }

    /** What the supervisor prints, to wait for. */
    private static final class Lines extends ByteArrayOutputStream {
        private int seen;

        synchronized void await(String part) throws InterruptedException {
            awaitMore(part, 1);
        }

        synchronized void awaitAnother(String part) throws InterruptedException {
            awaitMore(part, 2);
        }

        private void awaitMore(String part, int times) throws InterruptedException {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (all().stream().filter(line -> line.contains(part)).count() < times) {
                assertThat(System.nanoTime()).as("%s in %s", part, all()).isLessThan(deadline);
                wait(100);
            }
            seen = all().size();
        }

        synchronized String last(Predicate<String> wanted) {
            return all().subList(0, seen).stream()
                    .filter(wanted)
                    .reduce((first, second) -> second)
                    .orElseThrow();
        }

        private List<String> all() {
            return toString(StandardCharsets.UTF_8).lines().toList();
        }
    }
}
