package dev.bourse.standalone.analyse;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;

/** The US trades file read by plain code, for tests that compare with what Bourse makes of it. */
public final class UsTrades {
    private static final String NAME = "trades/us_trades_20131007_AIG_BAC_IBM_SPY.csv.gz";

    /** Midnight of the day in New York. */
    private static final ZonedDateTime MIDNIGHT =
            ZonedDateTime.of(2013, 10, 7, 0, 0, 0, 0, ZoneId.of("America/New_York"));

    /** One row; the size is a whole number of shares. */
    record Trade(Instant time, String symbol, BigDecimal price, long size) {}

    private UsTrades() {}

    /** Where the file is; ends the test as skipped where it is missing. */
    public static Path file() {
        String folder = System.getenv("BOURSE_DATA");
        Path root = Path.of(Objects.requireNonNullElse(System.getProperty("bourse.root"), "."));
        Path data = folder != null ? Path.of(folder) : root.resolve("../shared/data");
        for (Path candidate : List.of(data, root.resolve("../../shared/data"))) {
            if (Files.isReadable(candidate.resolve(NAME))) {
                return candidate.resolve(NAME);
            }
        }
        Assumptions.abort("no " + NAME + " in " + data + "; BOURSE_DATA can name its folder");
        return data;
    }

    static List<Trade> read(Path file) throws IOException {
        List<Trade> trades = new ArrayList<>();
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.US_ASCII))) {
            in.readLine();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] columns = line.split(",", -1);
                trades.add(new Trade(
                        MIDNIGHT.toInstant().plusMillis(Long.parseLong(columns[0])),
                        columns[1],
                        new BigDecimal(columns[2]).movePointLeft(4),
                        Long.parseLong(columns[3])));
            }
        }
        return trades;
    }
}
