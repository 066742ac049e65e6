package dev.bourse.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** JVMs of other versions than this one's, for what does not start on it. */
public final class Jdk {
    private Jdk() {}

    /** The java program of a version, from {@code JAVA<version>_HOME} or where systems put them; none: not there. */
    public static Optional<String> find(int version) {
        String named = System.getenv("JAVA" + version + "_HOME");
        if (named != null && is(Path.of(named), version)) {
            return Optional.of(program(Path.of(named)));
        }
        Path home = Path.of(System.getProperty("user.home"));
        return Stream.of(Path.of("/usr/lib/jvm"), Path.of("/usr/java"), home.resolve(".sdkman/candidates/java"))
                .filter(Files::isDirectory)
                .flatMap(place -> inside(place).stream())
                .filter(folder -> is(folder, version))
                .map(Jdk::program)
                .findFirst();
    }

    private static List<Path> inside(Path place) {
        try (Stream<Path> folders = Files.list(place)) {
            return folders.sorted().toList();
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot look for JDKs in " + place, failed);
        }
    }

    private static boolean is(Path folder, int version) {
        Path release = folder.resolve("release");
        if (!Files.isReadable(release) || !Files.isExecutable(Path.of(program(folder)))) {
            return false;
        }
        try (Stream<String> lines = Files.lines(release)) {
            return lines.anyMatch(line -> line.startsWith("JAVA_VERSION=\"" + version + "."));
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot read " + release, failed);
        }
    }

    private static String program(Path folder) {
        return folder.resolve("bin/java").toString();
    }
}
