package dev.bourse.data.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.data.format.TickFormat;
import dev.bourse.data.record.FeedReport;
import dev.bourse.data.record.LocalInstruments;
import dev.bourse.data.record.Rejection;
import dev.bourse.data.record.Verdict;
import dev.bourse.shared.instrument.Instrument;
import dev.bourse.shared.instrument.Universe;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The real files, against figures that were counted from them by other programs (awk and Python). */
@DisplayName("A1: of each real file, every record is accounted for")
final class RealFilesTest {
    /** Ticks, sum of sizes and sum of prices of one symbol. */
    private record Sum(long ticks, long size, long price) {
        static final Sum ZERO = new Sum(0, 0, 0);

        Sum plus(long tickPrice, long tickSize) {
            return new Sum(ticks + 1, size + tickSize, price + tickPrice);
        }
    }

    private final LocalInstruments instruments = new LocalInstruments(Universe.EMPTY, true);
    private final Map<String, Sum> sums = new TreeMap<>();
    private long firstTime = Long.MAX_VALUE;
    private long lastTime;

    private FeedReport read(Path path, TickFormat expected) throws Exception {
        try (FileTicks ticks = FileTicks.open(path, FileOptions.of(instruments))) {
            assertThat(ticks.format()).isEqualTo(expected);
            ticks.forEach((instrument, time, price, size) -> {
                String symbol = instruments.byId(instrument).orElseThrow().symbol();
                sums.merge(symbol, Sum.ZERO.plus(price, size), (sum, one) -> sum.plus(price, size));
                firstTime = Math.min(firstTime, time);
                lastTime = Math.max(lastTime, time);
            });
            return ticks.report();
        }
    }

    @Test
    @DisplayName("US trades: 388,417 rows of four symbols, none rejected")
    void usTrades() throws Exception {
        FeedReport report =
                read(SharedData.file("trades/us_trades_20131007_AIG_BAC_IBM_SPY.csv.gz"), TickFormat.US_TRADES);

        assertThat(report.records()).isEqualTo(388_418);
        assertThat(report.accepted()).isEqualTo(388_417);
        assertThat(report.ticks()).isEqualTo(388_417);
        assertThat(report.notTicks()).isEqualTo(Map.of(Verdict.HEADER, 1L));
        assertThat(report.rejected()).isEmpty();
        assertThat(sums)
                .isEqualTo(Map.of(
                        "AIG", new Sum(25_351, 5_300_449, 12_405_452_300L),
                        "BAC", new Sum(88_172, 64_411_712, 12_225_568_500L),
                        "IBM", new Sum(24_293, 3_960_352, 44_345_491_900L),
                        "SPY", new Sum(250_601, 97_062_721, 420_822_986_800L)));
        assertThat(Instant.ofEpochMilli(firstTime)).isEqualTo(Instant.parse("2013-10-07T08:00:00.464Z"));
    }

    @Test
    @DisplayName("crypto: 9,757 trades of 41,249 messages, the others recognised as books and quotes")
    void crypto() throws Exception {
        FeedReport report = read(SharedData.file("crypto/btcusdt_spot_20240808.gz"), TickFormat.CRYPTO);

        assertThat(report.records()).isEqualTo(41_249);
        assertThat(report.accepted()).isEqualTo(9_757);
        assertThat(report.notTicks()).isEqualTo(Map.of(Verdict.BOOK, 3_452L, Verdict.QUOTE, 28_040L));
        assertThat(report.rejected()).isEmpty();
        assertThat(sums).isEqualTo(Map.of("BTCUSDT", new Sum(9_757, 21_203_315_000L, 60_218_026_539L)));
        assertThat(instruments.universe().bySymbol("BTCUSDT").map(Instrument::priceDecimals))
                .contains(2);
    }

    @Test
    @DisplayName("daily: two ticks of each of 70,442 rows; six rows with more decimals than a price has are rejected")
    void daily() throws Exception {
        FeedReport report = read(SharedData.file("daily/us_56_daily_2003_2008.csv"), TickFormat.DAILY);

        assertThat(report.records()).isEqualTo(70_449);
        assertThat(report.accepted()).isEqualTo(70_442);
        assertThat(report.ticks()).isEqualTo(140_884);
        assertThat(report.notTicks()).isEqualTo(Map.of(Verdict.HEADER, 1L));
        assertThat(report.rejected()).isEqualTo(Map.of(Verdict.PRICE_SCALE, 6L));
        assertThat(report.newestRejections().stream().map(Rejection::number))
                .containsExactly(16_223L, 69_705L, 70_214L, 70_251L, 70_278L, 70_414L);
        assertThat(report.newestRejections().getFirst().excerpt()).isEqualTo("CVC,2007-06-22,35.931999999999995,35.9");
        assertThat(sums).hasSize(56);
        assertThat(sums.values().stream().mapToLong(Sum::price).sum()).isEqualTo(70_523_915_328L);
        assertThat(Instant.ofEpochMilli(firstTime)).isEqualTo(Instant.parse("2003-01-02T14:30:00Z"));
    }

    @Test
    @DisplayName("ITCH: 5,180 ticks of 12,012 messages; 117 name orders that are unknown")
    void itch() throws Exception {
        FeedReport report = read(SharedData.file("itch/ex20101224.TEST_ITCH_50"), TickFormat.ITCH);

        assertThat(report.records()).isEqualTo(12_012);
        assertThat(report.accepted()).isEqualTo(5_180);
        assertThat(report.notTicks()).isEqualTo(Map.of(Verdict.REFERENCE, 12L, Verdict.BOOK, 6_703L));
        assertThat(report.rejected()).isEqualTo(Map.of(Verdict.UNKNOWN_ORDER, 117L));
        assertThat(sums.get("ALC")).extracting(Sum::ticks, Sum::size).containsExactly(1_911L, 95_822L);
        assertThat(sums.get("BOB")).extracting(Sum::ticks, Sum::size).containsExactly(1_794L, 579_962L);
        assertThat(sums.get("CHAR")).extracting(Sum::ticks, Sum::size).containsExactly(1_475L, 58_146L);
    }
}
