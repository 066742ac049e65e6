package dev.bourse.standalone.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;

/**
 * A file of ticks, the same for the same seed: so many a second, of symbols that walk at random, all in order.
 *
 * @param symbols how many, each about as often as any other
 * @param rate ticks in a second, 1,000 or more
 * @param seconds how long it lasts when it is replayed as fast as it was recorded
 * @param seed of everything in it
 */
record TickFile(int symbols, int rate, int seconds, long seed) {
    private static final long START = 1_700_000_000_000L;
    private static final int FLUSH_CHARS = 1 << 16;

    /** Ticks in the file. */
    long rows() {
        return (long) rate * seconds;
    }

    static String symbol(int number) {
        return String.format(Locale.ROOT, "S%04d", number);
    }

    /** Writes it. */
    Path write(Path file) {
        Random random = new Random(seed);
        long[] cents = random.longs(symbols, 5_000, 50_000).toArray();
        StringBuilder text = new StringBuilder(FLUSH_CHARS + 100).append("timestamp,symbol,price,size\n");
        try (Writer out = Files.newBufferedWriter(file)) {
            for (long row = 0; row < rows(); row++) {
                int symbol = random.nextInt(symbols);
                cents[symbol] = Math.max(100, cents[symbol] + random.nextInt(-20, 21));
                text.append(START + row * 1_000 / rate)
                        .append(",")
                        .append(symbol(symbol))
                        .append(',')
                        .append(cents[symbol] / 100)
                        .append('.')
                        .append(cents[symbol] / 10 % 10)
                        .append(cents[symbol] % 10)
                        .append(',')
                        .append(1 + random.nextInt(900))
                        .append('\n');
                if (text.length() >= FLUSH_CHARS) {
                    out.append(text);
                    text.setLength(0);
                }
            }
            out.append(text);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        return file;
    }
}
