package dev.bourse.data.universe;

import dev.bourse.data.record.FeedReport;
import dev.bourse.data.record.RejectionListener;
import dev.bourse.data.record.Tally;
import dev.bourse.data.record.Verdict;
import dev.bourse.shared.instrument.InstrumentDraft;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The instruments of a universe file. Two forms: a first line that names {@code symbol} and any of
 * {@code price_decimals}, {@code size_decimals}, {@code tick_size}, {@code lot_size}, {@code reference_price}
 * (decimals; {@code id} and other columns are passed over, since the cluster gives ids); or lines without such a first
 * line of {@code id,symbol,close,volume,...}, as daily universes of US equities have.
 *
 * @param instruments in the file's order
 * @param report what became of each line
 */
public record UniverseFile(List<InstrumentDraft> instruments, FeedReport report) {

    /**
     * Reads a whole file.
     *
     * @throws IOException if it cannot be read
     */
    public static UniverseFile read(Path path, RejectionListener rejections) throws IOException {
        Map<String, InstrumentDraft> drafts = new LinkedHashMap<>();
        Tally tally = new Tally(rejections);
        try (BufferedReader lines = Files.newBufferedReader(path, StandardCharsets.ISO_8859_1)) {
            UniverseLines form = null;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
                boolean header = form == null && UniverseLines.isHeader(line);
                if (form == null) {
                    form = header ? UniverseLines.named(line) : UniverseLines.equities();
                }
                Verdict verdict = header ? Verdict.HEADER : form.line(line, drafts);
                tally.count(verdict, bytes, 0, bytes.length);
            }
        }
        return new UniverseFile(List.copyOf(drafts.values()), tally.report());
    }
}
