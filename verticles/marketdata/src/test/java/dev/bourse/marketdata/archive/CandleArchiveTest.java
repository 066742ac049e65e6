package dev.bourse.marketdata.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bourse.marketdata.candle.Candle;
import dev.bourse.marketdata.candle.Period;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CandleArchiveTest {
    private static final int HEADER = 16;

    @TempDir
    private Path folder = Path.of("");

    private static Candle candle(int minute) {
        return new Candle(minute * 60_000_000L, minute, minute + 2, minute - 1, minute + 1, 10, 0, 10L * minute, 3);
    }

    private static List<Candle> candles(int from, int to) {
        List<Candle> candles = new ArrayList<>();
        for (int i = from; i < to; i++) {
            candles.add(candle(i));
        }
        return candles;
    }

    private void write(List<Candle> candles) {
        try (CandleArchive archive = CandleArchive.of(folder)) {
            candles.forEach(each -> archive.complete(7, Period.MINUTE, each));
            assertThat(archive.failure()).isEmpty();
        }
    }

    private List<Candle> read(long from, long to, int limit) {
        try (CandleArchive archive = CandleArchive.of(folder)) {
            return archive.read(7, Period.MINUTE, from, to, limit);
        }
    }

    private Path file() {
        return folder.resolve("7-1m.candles");
    }

    @Test
    @DisplayName("E5: candles are found again by time, the newest where there are more than asked for")
    void range() {
        write(candles(0, 1_000));
        assertThat(read(0, Long.MAX_VALUE, 5_000)).isEqualTo(candles(0, 1_000));
        assertThat(read(candle(10).start(), candle(20).start(), 100)).isEqualTo(candles(10, 20));
        assertThat(read(candle(10).start() + 1, candle(20).start() + 1, 3)).isEqualTo(candles(18, 21));
        assertThat(read(candle(2_000).start(), Long.MAX_VALUE, 10)).isEmpty();
    }

    @Test
    @DisplayName("Candles that are there already are passed over, so that the outputs may be read again from number 1")
    void again() throws IOException {
        write(candles(0, 50));
        byte[] before = Files.readAllBytes(file());
        write(candles(0, 50));
        assertThat(Files.readAllBytes(file())).isEqualTo(before);
        write(candles(0, 60));
        assertThat(read(0, Long.MAX_VALUE, 100)).isEqualTo(candles(0, 60));
    }

    @Test
    @DisplayName(
            "Wherever a crash cuts the file, the whole candles before are kept, the torn bytes are cut and counted")
    void torn() throws IOException {
        write(candles(0, 10));
        byte[] whole = Files.readAllBytes(file());
        for (int length = 0; length < whole.length; length += 7) {
            Files.write(file(), java.util.Arrays.copyOf(whole, length));
            int kept = Math.max(0, (length - HEADER) / 80);
            try (CandleArchive archive = CandleArchive.of(folder)) {
                archive.complete(7, Period.MINUTE, candle(20));
                List<Candle> expected = candles(0, kept);
                expected.add(candle(20));
                assertThat(archive.read(7, Period.MINUTE, 0, Long.MAX_VALUE, 100))
                        .as("cut to %d bytes", length)
                        .isEqualTo(expected);
                assertThat(archive.cut()).isEqualTo(length < HEADER ? length : length - HEADER - kept * 80L);
            }
        }
    }

    @Test
    @DisplayName("A hole of zeros near the end, as a loss of power leaves, is cut off with all behind it")
    void hole() throws IOException {
        write(candles(0, 10));
        byte[] bytes = Files.readAllBytes(file());
        java.util.Arrays.fill(bytes, HEADER + 5 * 80, HEADER + 6 * 80, (byte) 0);
        Files.write(file(), bytes);
        write(candles(0, 10));
        assertThat(read(0, Long.MAX_VALUE, 100)).isEqualTo(candles(0, 10));
    }

    @Test
    @DisplayName("A damaged byte is told with the file and the place, and never read as a candle")
    void damaged() throws IOException {
        write(candles(0, 10));
        byte[] bytes = Files.readAllBytes(file());
        bytes[HEADER + 3 * 80 + 20] ^= 1;
        Files.write(file(), bytes);
        assertThatThrownBy(() -> read(0, Long.MAX_VALUE, 100))
                .isInstanceOf(ArchiveException.class)
                .hasMessage(file() + " is damaged at byte " + (HEADER + 3 * 80));
        assertThat(read(candle(5).start(), Long.MAX_VALUE, 100)).isEqualTo(candles(5, 10));
    }

    @Test
    @DisplayName("A file of another instrument or period is refused, appending ends, and the reason is told")
    void foreign() throws IOException {
        write(candles(0, 3));
        Files.move(file(), folder.resolve("8-1m.candles"));
        try (CandleArchive archive = CandleArchive.of(folder)) {
            archive.complete(8, Period.MINUTE, candle(9));
            assertThat(archive.failure())
                    .contains(folder.resolve("8-1m.candles") + " is no file of candles of that instrument and period");
            assertThat(archive.written()).isZero();
        }
    }
}
