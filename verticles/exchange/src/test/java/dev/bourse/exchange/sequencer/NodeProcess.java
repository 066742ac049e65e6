package dev.bourse.exchange.sequencer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A node as a process of its own, to be killed. */
final class NodeProcess {
    private static final Logger LOG = LoggerFactory.getLogger(NodeProcess.class);
    private static final String ENDED = "the node ended: ";

    private final Process process;
    private final Path log;

    private NodeProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Runs a node until the process is killed, or ends with why the node did, or until whoever started it has ended.
     * Arguments: directory, node, nodes, port.
     */
    public static void main(String[] arguments) throws IOException {
        NodeOptions options = NodeUnderTest.options(
                Path.of(arguments[0]),
                Integer.parseInt(arguments[1]),
                Integer.parseInt(arguments[2]),
                Integer.parseInt(arguments[3]));
        SequencerNode.start(options, NodeProcess::end);
        while (System.in.read() >= 0) {
            // Nothing is said there: it closes with the process that started this one.
        }
        Runtime.getRuntime().halt(0);
    }

    private static void end(String why) {
        LOG.error("{}{}", ENDED, why);
        Runtime.getRuntime().halt(3);
    }

    static NodeProcess start(Path directory, int node, int nodes, int port) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        for (String open : List.of("jdk.internal.misc", "java.util.zip", "sun.nio.ch", "java.nio", "java.lang")) {
            command.add("--add-opens=java.base/" + open + "=ALL-UNNAMED");
        }
        command.addAll(List.of(
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                NodeProcess.class.getName(),
                directory.toString(),
                String.valueOf(node),
                String.valueOf(nodes),
                String.valueOf(port)));
        Path log = directory.resolve(String.format(Locale.ROOT, "node-%d-%d.log", node, System.nanoTime()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new NodeProcess(process, log);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL, and waits until it is dead. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** Why it has ended by itself, as it said or as its last line tells. */
    String reason() throws IOException {
        List<String> lines = Files.readAllLines(log);
        return lines.stream()
                .filter(line -> line.contains(ENDED))
                .findFirst()
                .orElse(lines.isEmpty() ? "it said nothing" : lines.getLast());
    }

    String log() throws IOException {
        return Files.readString(log);
    }
}
