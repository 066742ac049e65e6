package dev.bourse.data;

import dev.bourse.shared.config.Settings;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where every refused record is written.
 *
 * @param file the file; empty where none is
 * @param bytes where a file is full, and another one begun
 * @param kept full files that are kept
 * @param queue records that may wait for the file's thread
 */
record RejectionOptions(Optional<Path> file, long bytes, int kept, int queue) {
    /** Reads {@code data.rejects.*}; faults are noted in the settings. */
    static RejectionOptions from(Settings settings) {
        return new RejectionOptions(
                settings.text("data.rejects.file").map(Path::of),
                settings.number("data.rejects.bytes", 64L << 20, 1_024, 1L << 40),
                settings.integer("data.rejects.kept", 5, 0, 1_000),
                settings.integer("data.rejects.queue", 65_536, 1, 1 << 24));
    }
}
