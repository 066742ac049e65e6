package dev.bourse.data.file;

import dev.bourse.data.format.FormatOptions;
import dev.bourse.data.format.LineRecords;
import dev.bourse.data.format.TickFormat;
import dev.bourse.data.format.WrittenDecimals;
import dev.bourse.data.record.LocalInstruments;
import dev.bourse.data.record.RejectionListener;
import dev.bourse.shared.instrument.Universe;
import java.io.IOException;
import java.nio.file.Path;

/** Looks through a recorded file before it is read, for what its format does not say. */
public final class FileDecimals {
    private FileDecimals() {}

    /**
     * The instruments of a generic file, each with as many decimals as its prices and its sizes are written with; those
     * that the options prescribe hold for all. Empty for files of other formats, which say it themselves. Reads the
     * whole file; blocks.
     *
     * @throws IOException if it cannot be read, or is of no known format
     */
    public static Universe of(Path path, FileOptions options) throws IOException {
        FormatOptions details = options.details();
        if (details.priceDecimals().isPresent() && details.sizeDecimals().isPresent()) {
            return Universe.EMPTY;
        }
        LocalInstruments met = new LocalInstruments(Universe.EMPTY, true);
        WrittenDecimals decimals = new WrittenDecimals(met);
        FileReading reading = FileReading.open(
                path,
                options.with(RejectionListener.NONE),
                (format, known, symbols) -> new LineRecords(decimals, known.longestLine()));
        if (reading.format() != TickFormat.GENERIC) {
            reading.close();
            return Universe.EMPTY;
        }
        reading.readThrough();
        return decimals.universe(
                met.universe(),
                details.priceDecimals().orElse(-1),
                details.sizeDecimals().orElse(-1));
    }
}
