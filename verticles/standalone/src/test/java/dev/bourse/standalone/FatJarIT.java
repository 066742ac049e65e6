package dev.bourse.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The jar that people start: with the wrong JVM, with wrong options, and rightly. */
class FatJarIT {
    @Test
    void anOlderJvmSaysThatItIsTooOld() throws Exception {
        Path old = Path.of("/usr/lib/jvm/java-17-openjdk-amd64/bin/java");
        Assumptions.assumeTrue(Files.isExecutable(old), "there is no JDK 17 on this machine");

        Command.Result result =
                Command.run(Map.of(), old.toString(), "-jar", Command.fatJar().toString());

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .containsExactly(
                        "bourse: needs Java 25, this is Java 17 at /usr/lib/jvm/java-17-openjdk-amd64; set JAVA_HOME"
                                + " to a JDK 25 or start it through ./bourse");
    }

    @Test
    void aMisspeltOptionIsOneLineWithASuggestion() throws Exception {
        Command.Result result = jar("--cluster.nmae=x");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).containsExactly("bourse: --cluster.nmae is not known; did you mean --cluster.name?");
    }

    @Test
    void aTakenManagementPortIsOneLine() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Command.Result result =
                    jar("--management.port=" + taken.getLocalPort(), "--web.port=0", "--trading.enabled=false");

            assertThat(result.code()).isEqualTo(1);
            assertThat(result.err())
                    .containsExactly("bourse: port " + taken.getLocalPort() + " on 127.0.0.1 is taken; end what listens"
                            + " there or choose another with --management.port=PORT");
        }
    }

    @Test
    void itStartsAndEndsCleanlyWhenItIsToldTo() throws Exception {
        Process process = Command.start(
                Map.of(),
                Command.java(),
                "-Xmx512m",
                "--sun-misc-unsafe-memory-access=allow",
                "-jar",
                Command.fatJar().toString(),
                "--management.port=0",
                "--web.port=0",
                "--trading.enabled=false",
                "--data.instruments=100");
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(out.lines().anyMatch(line -> line.contains("up after"))).isTrue();

            // Process.destroy would close the streams that are still to be read.
            process.toHandle().destroy();

            List<String> rest = out.lines().toList();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(rest.getLast()).endsWith("- ended");
            assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                    .isEmpty();
        } finally {
            process.destroyForcibly();
        }
    }

    private static Command.Result jar(String... arguments) throws Exception {
        List<String> command = new java.util.ArrayList<>(List.of(
                Command.java(),
                "-Xmx512m",
                "--sun-misc-unsafe-memory-access=allow",
                "-jar",
                Command.fatJar().toString()));
        command.addAll(List.of(arguments));
        return Command.run(Map.of(), command.toArray(String[]::new));
    }
}
