package dev.bourse.standalone.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    /** Those of a built repository, run by the java that runs this. */
    static Jars of(Path root, int heapMegabytes) {
        return new Jars(
                root,
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + heapMegabytes + "m",
                        "-XX:+UseCompactObjectHeaders",
                        "-XX:+ExitOnOutOfMemoryError",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-jar"));
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
}
