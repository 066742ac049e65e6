package dev.bourse.data;

import dev.bourse.data.batch.FullPolicy;
import dev.bourse.data.feed.Feed;
import dev.bourse.data.feed.Feeds;
import dev.bourse.shared.config.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How the data group works.
 *
 * @param feeds where ticks come from, configured and not yet started
 * @param universe the file of instruments
 * @param invented how many made-up instruments there are where no universe is given and the generator runs
 * @param addUnknown whether symbols that no instrument has are added
 * @param mostInstruments feeds add no symbol beyond this many
 * @param batchTicks the most ticks in a batch
 * @param loggedBatchTicks the most ticks in a batch where there is a log: as many ticks wait while one is on its way
 *     there
 * @param windowBatches the most unacknowledged batches of a partition
 * @param whenFull what live feeds do with a tick whose partition has no room; files and the generator always wait
 * @param rejects where every refused record is written
 */
public record DataOptions(
        List<Feed> feeds,
        Optional<Path> universe,
        int invented,
        boolean addUnknown,
        int mostInstruments,
        int batchTicks,
        int loggedBatchTicks,
        int windowBatches,
        FullPolicy whenFull,
        RejectionOptions rejects) {

    /** Reads {@code data.*}; faults are noted in the settings. */
    public static DataOptions from(Settings settings) {
        return from(settings, Optional.empty());
    }

    /** As {@link #from(Settings)}, with a feed that is used where no other is asked for. */
    static DataOptions from(Settings settings, Optional<Feed> own) {
        Optional<Path> universe = settings.readableFile("data.universe");
        UnknownSymbols unknown = settings.choice("data.unknown-symbols", UnknownSymbols.AUTOMATIC);
        return new DataOptions(
                Feeds.configured(settings, own),
                universe,
                settings.integer("data.instruments", 5_000, 1, 400_000),
                unknown == UnknownSymbols.ADD || (unknown == UnknownSymbols.AUTOMATIC && universe.isEmpty()),
                settings.integer("data.most-instruments", 100_000, 1, 1_000_000),
                settings.integer("data.batch", 1_024, 1, 65_536),
                settings.integer("data.logged-batch", 2_048, 1, 65_536),
                settings.integer("data.window", 64, 1, 4_096),
                settings.choice("data.when-full", FullPolicy.BLOCK),
                RejectionOptions.from(settings));
    }
}
