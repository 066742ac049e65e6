package dev.bourse.classification;

import dev.bourse.classification.payload.ConfiguredPayloads;
import dev.bourse.shared.config.LookbackOptions;
import dev.bourse.shared.config.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The options of the classification group.
 *
 * @param engines ids of the engines, in the order in which they judge
 * @param lookbacks what the states have, see the state group
 * @param payloads where their payloads are
 * @param instrumentGrace how long states wait for an instrument that this process has not heard of
 * @param recent signals that each partition keeps for queries
 * @param log what is logged
 * @param logFile where
 * @param logBytes where a log file is full
 * @param logKept full log files that are kept
 * @param logQueue judgements that may wait for the log's thread
 */
public record ClassificationOptions(
        List<String> engines,
        LookbackOptions lookbacks,
        ConfiguredPayloads payloads,
        Duration instrumentGrace,
        int recent,
        Logged log,
        Path logFile,
        long logBytes,
        int logKept,
        int logQueue) {

    /** What is logged. */
    public enum Logged {
        /** Nothing. */
        OFF,
        /** Changes of class. */
        SIGNALS,
        /** Every judgement of every engine. */
        ALL
    }

    /** Reads the options; what is not allowed becomes a fault of the settings. */
    public static ClassificationOptions from(Settings settings) {
        List<String> engines =
                settings.list("classification.engines", List.of("range", "crossover", "reversion")).stream()
                        .map(id -> id.toLowerCase(Locale.ROOT))
                        .distinct()
                        .toList();
        Map<String, String> locations = new HashMap<>();
        Map<String, String> checksums = new HashMap<>();
        for (String engine : engines) {
            settings.text("classification." + engine + "-payload").ifPresent(text -> locations.put(engine, text));
            checksum(settings, "classification." + engine + "-sha256").ifPresent(text -> checksums.put(engine, text));
        }
        return new ClassificationOptions(
                engines,
                LookbackOptions.from(settings),
                new ConfiguredPayloads(locations, checksums),
                settings.duration(
                        "classification.instrument-grace",
                        Duration.ofSeconds(5),
                        Duration.ofMillis(100),
                        Duration.ofMinutes(5)),
                settings.integer("classification.recent", 1_000, 1, 1_000_000),
                settings.choice("classification.log", Logged.OFF),
                settings.path("classification.log-file", Path.of("logs", "classification.log")),
                settings.number("classification.log-bytes", 64L << 20, 1_024, 1L << 40),
                settings.integer("classification.log-kept", 5, 0, 1_000),
                settings.integer("classification.log-queue", 65_536, 1, 1 << 24));
    }

    private static Optional<String> checksum(Settings settings, String key) {
        Optional<String> given = settings.text(key);
        if (given.isPresent() && !given.get().matches("[0-9a-fA-F]{64}")) {
            settings.fault(key, "'" + given.get() + "' is not allowed; allowed are 64 hexadecimal digits");
            return Optional.empty();
        }
        return given;
    }
}
