package dev.bourse.shared.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.shared.cluster.Node;
import dev.bourse.shared.config.Settings;
import dev.bourse.shared.config.StartFailure;
import io.vertx.core.Future;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a process starts, or says why it does not. */
class ApplicationTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void everyFaultIsOneLineAndAllAreListedAtOnce() {
        int code = run(Map.of(), "--state.sise=7", "--cluster.partitions=0", "extra");

        assertThat(code).isEqualTo(1);
        assertThat(lines(err))
                .containsExactly(
                        "bourse: 'extra' is not an option; options look like --web.port=8080",
                        "bourse: cluster.partitions: '0' (--cluster.partitions) is not allowed; allowed is a whole"
                                + " number from 1 to 4096",
                        "bourse: --state.sise is not known; did you mean --state.size?");
    }

    @Test
    void helpListsEverySettingWithItsDefault() {
        assertThat(run(Map.of(), "--help")).isZero();

        assertThat(lines(out))
                .contains("  cluster.partitions = 64  (default)", "  state.size = 10  (default)")
                .contains("  management.token =   (not set)");
    }

    @Test
    void aTakenPortIsOneLineThatSaysWhatToDo() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int code = run(
                    Map.of(), "--cluster.join=false", "--log.level=off", "--management.port=" + taken.getLocalPort());

            assertThat(code).isEqualTo(1);
            assertThat(lines(err))
                    .containsExactly("bourse: port " + taken.getLocalPort() + " on 127.0.0.1 is taken; end what listens"
                            + " there or choose another with --management.port=PORT");
        }
    }

    @Test
    void aBrokenClusterConfigurationIsOneLine(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("cluster.xml"), "<hazelcast><nonsense/>");

        int code = run(Map.of(), "--log.level=off", "--cluster.config=" + file);

        assertThat(code).isEqualTo(1);
        assertThat(lines(err)).hasSize(1);
        assertThat(lines(err)[0])
                .startsWith("bourse: cluster.config: " + file + " is no valid Hazelcast configuration");
    }

    @Test
    void aGroupThatFailsToStartEndsTheProcessWithItsReason() {
        int code = run(
                Map.of("BOURSE_STATE_SIZE", "13"), "--cluster.join=false", "--log.level=off", "--management.port=0");

        assertThat(code).isEqualTo(1);
        assertThat(lines(err)).containsExactly("bourse: 13 brings bad luck; choose another state.size");
    }

    private int run(Map<String, String> environment, String... arguments) {
        return new Application(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        new StateGroup())
                .run(arguments, environment);
    }

    private static String[] lines(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8).split("\n");
    }

    private static final class StateGroup implements Group {
        @Override
        public String name() {
            return "state";
        }

        @Override
        public void check(Settings settings) {
            settings.integer("state.size", 10, 1, 100);
        }

        @Override
        public Future<?> deploy(Node node, Settings settings) {
            int size = settings.integer("state.size", 10, 1, 100);
            return size == 13
                    ? Future.failedFuture(new StartFailure("13 brings bad luck; choose another state.size"))
                    : Future.succeededFuture();
        }
    }
}
