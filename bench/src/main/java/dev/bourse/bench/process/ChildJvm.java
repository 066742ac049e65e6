package dev.bourse.bench.process;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A second JVM with the class path and the flags of this one, but for its heap. What it prints is read line by line;
 * what goes wrong in it goes to this process's error stream. It ends with this object. Used by one thread.
 */
public final class ChildJvm implements AutoCloseable {
    /** What the libraries need of the JDK, which a fat jar's manifest says only for its own main class. */
    private static final List<String> OPENS = List.of(
            "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
            "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "--add-opens=java.base/java.util.zip=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            "--add-opens=java.management/sun.management=ALL-UNNAMED",
            "--add-opens=jdk.management/com.sun.management.internal=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:+UseCompactObjectHeaders");

    private final Process process;
    private final BufferedReader lines;
    private final BufferedWriter input;

    private ChildJvm(Process process) {
        this.process = process;
        this.lines = process.inputReader(StandardCharsets.UTF_8);
        this.input = process.outputWriter(StandardCharsets.UTF_8);
    }

    /** Starts the class's main method in a JVM with that heap, such as {@code 1g}. */
    public static ChildJvm start(String heap, Class<?> main, Object... arguments) {
        List<String> flags = new ArrayList<>(OPENS);
        flags.add("-Xmx" + heap);
        return start(ProcessHandle.current().info().command().orElse("java"), flags, main.getName(), arguments);
    }

    /**
     * Starts the main method of a class, given by its name, in a JVM of another kind: its program, all of its flags.
     */
    public static ChildJvm start(String java, List<String> flags, String main, Object... arguments) {
        List<String> command = new ArrayList<>();
        command.add(java);
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        try {
            return new ChildJvm(new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot start a second JVM: " + command, failed);
        }
    }

    /** The first line from here on that begins with the word, without it. Lines before it are passed over. */
    public String await(String word) {
        return awaitEither(word, word).substring(word.length() + 1);
    }

    /** The first line from here on that begins with one of the words. Lines before it are passed over. */
    public String awaitEither(String word, String other) {
        try {
            String line = lines.readLine();
            while (line != null && !line.startsWith(word + " ") && !line.startsWith(other + " ")) {
                line = lines.readLine();
            }
            if (line == null) {
                throw new IllegalStateException("the second JVM ended before it said '" + word + "', exit code "
                        + (process.waitFor(5, TimeUnit.SECONDS) ? process.exitValue() : "unknown"));
            }
            return line;
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot read what the second JVM says", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a second JVM ran", interrupted);
        }
    }

    /** Reads and forgets all that it says from now on, on a thread of its own, so that it never waits for a reader. */
    public void passOver() {
        Thread.ofVirtual().name("passes over").start(() -> {
            try {
                lines.transferTo(Writer.nullWriter());
            } catch (IOException ended) {
                // It was closed: there is nothing left to read.
                return;
            }
        });
    }

    /** Sends a line to the process's input. */
    public void say(String line) {
        try {
            input.write(line);
            input.newLine();
            input.flush();
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot tell the second JVM '" + line + "'", failed);
        }
    }

    /** Processor time of the process so far, nanoseconds. */
    public long cpuNanos() {
        return process.info().totalCpuDuration().orElseThrow().toNanos();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
