package dev.bourse.standalone.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The fat jars of the groups.
 *
 * @param root the repository's root
 * @param java the command that runs one, up to its name
 */
record Jars(Path root, List<String> java) {
    /** With fewer processors, nine processes that start at once would be busy with their compilers for a minute. */
    private static final int ENOUGH_PROCESSORS = 8;

    /** Those of a built repository, run by the java that runs this. */
    static Jars of(Path root, int heapMegabytes) {
        List<String> java = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heapMegabytes + "m",
                "-XX:+UseCompactObjectHeaders",
                "-XX:+ExitOnOutOfMemoryError",
                "--sun-misc-unsafe-memory-access=allow"));
        if (Runtime.getRuntime().availableProcessors() < ENOUGH_PROCESSORS) {
            java.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        }
        java.add("-jar");
        return new Jars(root, List.copyOf(java));
    }

    Path of(String group) {
        return find(group)
                .orElseThrow(() ->
                        new IllegalStateException("there is no fat jar of " + group + "; './bourse build' makes it"));
    }

    /** The jar of a group, where it is built. */
    Optional<Path> find(String group) {
        Path folder = root.resolve("verticles").resolve(group).resolve("target");
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith("-fat.jar")).findFirst();
        } catch (IOException missing) {
            return Optional.empty();
        }
    }

    /** Writes the repository's {@code cluster.xml} with another time after which a silent member is given up. */
    Path clusterXml(Path folder, int silenceSeconds) throws IOException {
        String before = Files.readString(root.resolve("cluster.xml"));
        String after = before.replaceFirst(
                "(<property name=\"hazelcast.max.no.heartbeat.seconds\">)\\d+<", "$1" + silenceSeconds + "<");
        if (after.equals(before) && !before.contains(">" + silenceSeconds + "<")) {
            throw new IOException("cluster.xml does not say hazelcast.max.no.heartbeat.seconds");
        }
        return Files.writeString(folder.resolve("cluster.xml"), after);
    }
}
