package dev.bourse.shared.cluster;

import dev.bourse.shared.config.Settings;
import dev.bourse.shared.instrument.GeneratedUniverse;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a cluster trades before anyone adds or removes something.
 *
 * @param file a universe file ({@link dev.bourse.shared.instrument.UniverseFile})
 * @param generated how many made-up instruments there are where no file is given
 */
public record InstrumentOptions(Optional<Path> file, int generated) {
    /** Reads the settings that begin with {@code instruments}. */
    public static InstrumentOptions from(Settings settings) {
        return new InstrumentOptions(
                settings.readableFile("instruments.file"),
                settings.integer("instruments.generated", 5_000, 0, GeneratedUniverse.MAX));
    }
}
