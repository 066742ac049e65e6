package dev.bourse.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;

/** A file of ticks that nobody has seen before, the same for the same seed. */
final class RecordedTicks {
    static final int SYMBOLS = 24;
    private static final int ROWS = 30_000;
    private static final long START = 1_700_000_000_000L;

    private RecordedTicks() {}

    /**
     * Writes 30,000 rows over 25 minutes of {@value #SYMBOLS} symbols, some of them met only in the middle; every 50th
     * is 3 s late, every 1,000th is 10 minutes late, and every 700th is none that can be taken.
     */
    static Path write(Path file, long seed) throws IOException {
        Random random = new Random(seed);
        long[] prices = random.longs(SYMBOLS, 1_000, 50_000).toArray();
        StringBuilder csv = new StringBuilder("timestamp,symbol,price,size\n");
        for (int row = 1; row <= ROWS; row++) {
            int symbol = random.nextInt(row < ROWS / 2 ? SYMBOLS / 2 : SYMBOLS);
            prices[symbol] = Math.max(100, prices[symbol] + random.nextInt(-25, 26));
            long time = START + row * 50L - late(row);
            String price = row % 700 == 0 ? "-1" : decimal(prices[symbol]);
            csv.append(time).append(",NEW").append(symbol).append(',').append(price);
            csv.append(row % 1_400 == 0 ? "" : "," + (1 + random.nextInt(900))).append('\n');
        }
        return Files.writeString(file, csv);
    }

    private static long late(int row) {
        if (row % 1_000 == 0) {
            return 600_000;
        }
        return row % 50 == 0 ? 3_000 : 0;
    }

    private static String decimal(long cents) {
        return String.format(Locale.ROOT, "%d.%02d", cents / 100, cents % 100);
    }
}
