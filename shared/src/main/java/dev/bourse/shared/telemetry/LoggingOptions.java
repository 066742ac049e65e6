package dev.bourse.shared.telemetry;

import ch.qos.logback.classic.Level;
import dev.bourse.shared.config.Settings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where logs go and how.
 *
 * @param format text for people, JSON lines for machines
 * @param level the level of all that has none of its own
 * @param levels levels by the name of the logger, such as {@code dev.bourse.state=DEBUG}
 * @param file a file to log to besides the standard output; it rotates every day and at 100 MB, and 7 are kept
 */
public record LoggingOptions(Format format, Level level, Map<String, Level> levels, Optional<Path> file) {
    /** How a line of the log looks. */
    public enum Format {
        /** Time, level, thread, logger and message. */
        TEXT,
        /** One JSON object a line. */
        JSON
    }

    /** The level of a logger, as settings name it. */
    private enum Word {
        ERROR,
        WARN,
        INFO,
        DEBUG,
        TRACE,
        OFF
    }

    /** Reads the settings that begin with {@code log}. */
    public static LoggingOptions from(Settings settings) {
        Map<String, Level> levels = new LinkedHashMap<>();
        for (String pair : settings.list("log.levels", List.of())) {
            int equals = pair.indexOf('=');
            @Nullable Level level = equals < 1 ? null : Level.toLevel(pair.substring(equals + 1), null);
            if (level == null) {
                settings.fault(
                        "log.levels",
                        "'" + pair + "' is not allowed; allowed is logger=level, such as dev.bourse.state=DEBUG");
            } else {
                levels.put(pair.substring(0, equals), level);
            }
        }
        return new LoggingOptions(
                settings.choice("log.format", Format.TEXT),
                Level.toLevel(settings.choice("log.level", Word.INFO).name()),
                Map.copyOf(levels),
                settings.text("log.file").map(Path::of));
    }
}
