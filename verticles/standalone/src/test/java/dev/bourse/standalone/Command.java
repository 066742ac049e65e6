package dev.bourse.standalone;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Runs programs as a person would, and keeps what they print. */
final class Command {
    /** The root of the repository. */
    static final Path ROOT = Path.of(System.getProperty("bourse.root", "../.."));

    private static final long PATIENCE_SECONDS = 120;

    private Command() {}

    /**
     * What became of a program.
     *
     * @param code its exit code
     * @param out the lines of its standard output
     * @param err the lines of its standard error
     */
    record Result(int code, List<String> out, List<String> err) {}

    /** Runs a program to its end, with these variables beside the environment of the test. */
    static Result run(Map<String, String> environment, String... command) throws IOException, InterruptedException {
        Process process = start(environment, command);
        CompletableFuture<List<String>> err = CompletableFuture.supplyAsync(() -> lines(process.getErrorStream()));
        List<String> out = lines(process.getInputStream());
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException(List.of(command) + " did not end within " + PATIENCE_SECONDS + " s");
        }
        return new Result(process.exitValue(), out, err.join());
    }

    /**
     * Starts a program, with these variables beside the environment of the test; none of Bourse's own are inherited.
     */
    static Process start(Map<String, String> environment, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(List.of(command)));
        builder.environment().keySet().removeIf(name -> name.startsWith("BOURSE_") || name.startsWith("JAVA_TOOL"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** The script at the root of the repository. */
    static String script() {
        return ROOT.resolve("bourse").toAbsolutePath().toString();
    }

    /** The fat jar of this module. */
    static Path fatJar() throws IOException {
        try (var files = Files.list(ROOT.resolve("verticles/standalone/target"))) {
            List<Path> jars =
                    files.filter(file -> file.toString().endsWith("-fat.jar")).toList();
            Assumptions.assumeFalse(jars.isEmpty(), "there is no fat jar yet: run this test in the phase verify");
            return jars.getFirst();
        }
    }

    /** The java of the JVM that runs the test. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static List<String> lines(InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException cut) {
            throw new UncheckedIOException(cut);
        }
    }
}
