package dev.bourse.classification.payload;

import java.io.FileNotFoundException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Payloads in files or on the class path. An engine that none is configured for gets the one that comes with Bourse,
 * {@code engines/ID.txt} on the class path.
 *
 * @param locations engine id to file name, or to {@code classpath:NAME}
 * @param checksums engine id to the sha-256 that its payload must have
 */
public record ConfiguredPayloads(Map<String, String> locations, Map<String, String> checksums)
        implements PayloadSource {
    private static final String CLASS_PATH = "classpath:";

    /** Only what comes with Bourse. */
    public static final ConfiguredPayloads BUILT_IN = new ConfiguredPayloads(Map.of(), Map.of());

    /** Keeps copies. */
    public ConfiguredPayloads {
        locations = Map.copyOf(locations);
        checksums = Map.copyOf(checksums);
    }

    @Override
    public Optional<Payload> find(String engine) {
        String location = locations.getOrDefault(engine, CLASS_PATH + "engines/" + engine + ".txt");
        Optional<String> sha256 = Optional.ofNullable(checksums.get(engine));
        if (!location.startsWith(CLASS_PATH)) {
            return Optional.of(new Payload(location, sha256, () -> Files.newInputStream(Path.of(location))));
        }
        String name = location.substring(CLASS_PATH.length());
        if (!locations.containsKey(engine) && loader().getResource(name) == null) {
            return Optional.empty();
        }
        return Optional.of(new Payload(location, sha256, () -> resource(name)));
    }

    private static InputStream resource(String name) throws FileNotFoundException {
        InputStream stream = loader().getResourceAsStream(name);
        if (stream == null) {
            throw new FileNotFoundException(name + " is not on the class path");
        }
        return stream;
    }

    private static ClassLoader loader() {
        return ConfiguredPayloads.class.getClassLoader();
    }
}
