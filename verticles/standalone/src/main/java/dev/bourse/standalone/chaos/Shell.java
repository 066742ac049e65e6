package dev.bourse.standalone.chaos;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Programs of the system. */
final class Shell {
    /**
     * What became of one.
     *
     * @param code its exit code
     * @param text what it printed
     */
    record Result(int code, String text) {}

    private Shell() {}

    /** Runs a program to its end. */
    static Result run(String... command) {
        try {
            Process process = new ProcessBuilder(List.of(command))
                    .redirectErrorStream(true)
                    .start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), text.strip());
        } catch (IOException missing) {
            return new Result(127, String.valueOf(missing.getMessage()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Result(130, "interrupted");
        }
    }

    /** Runs a program that must succeed. */
    static void must(String... command) {
        Result result = run(command);
        if (result.code() != 0) {
            throw new IllegalStateException(String.join(" ", command) + ": " + result.text());
        }
    }
}
