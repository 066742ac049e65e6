package dev.bourse.data.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.data.record.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A1: bad lines are refused with their reason, and the lines after them are read")
final class LineFormatsTest {
    private static final String GOOD = "7 1000000 150 10";

    @Nested
    @DisplayName("generic CSV")
    final class Generic {
        private static final String HEADER = "timestamp,symbol,price,size\n";

        @ParameterizedTest(name = "{0} is refused as {1}")
        @CsvSource(
                delimiter = '|',
                value = {
                    "1000,ABC,1.50|TRUNCATED",
                    "100|TRUNCATED",
                    "x,ABC,1.50,10|TIME",
                    "-1,ABC,1.50,10|TIME_RANGE",
                    "1000,ABC,-1.50,10|PRICE_RANGE",
                    "1000,ABC,0,10|PRICE_RANGE",
                    "1000,ABC,99999999999999,10|PRICE_RANGE",
                    "1000,ABC,1.5x,10|PRICE",
                    "1000,ABC,,10|PRICE",
                    "1000,ABC,1.501,10|PRICE_SCALE",
                    "1000,ABC,1.50,-10|SIZE_RANGE",
                    "1000,ABC,1.50,ten|SIZE",
                    "1000,ABC,1.50,0.5|SIZE_SCALE",
                    "1000,XYZ,1.50,10|UNKNOWN_SYMBOL",
                    "1000,A C,1.50,10|SYMBOL",
                    "1000,^INDEX,1.50,10|SYMBOL",
                    "1000,,1.50,10|SYMBOL"
                })
        void bad(String line, Verdict verdict) {
            FormatRun run = FormatRun.closed(TickFormat.GENERIC).read(HEADER + line + "\n1000,ABC,1.5,10\n");

            assertThat(run.verdicts()).isEqualTo(Map.of(Verdict.HEADER, 1L, verdict, 1L, Verdict.ACCEPTED, 1L));
            assertThat(run.ticks).containsExactly(GOOD);
            assertThat(run.tally.report().newestRejections().getFirst().number())
                    .isEqualTo(2);
        }

        @Test
        @DisplayName(
                "columns come in the order that the first line names, with others between them and CR LF at the end")
        void order() {
            FormatRun run = FormatRun.closed(TickFormat.GENERIC)
                    .read("venue,Size,price,note,symbol,time\r\nN,10,1.5,,ABC,1000\r\n\r\nN,10,1.5,,ABC,1000");

            assertThat(run.ticks).containsExactly(GOOD, GOOD);
            assertThat(run.verdicts()).isEqualTo(Map.of(Verdict.HEADER, 1L, Verdict.ACCEPTED, 2L, Verdict.BLANK, 1L));
        }

        @Test
        @DisplayName("cut anywhere into blocks, a stream gives the same ticks")
        void cuts() {
            byte[] all = (HEADER + "1000,ABC,1.5,10\n1000,ABC,1.5,10\n").getBytes(StandardCharsets.UTF_8);
            for (int cut = 0; cut <= all.length; cut++) {
                FormatRun run = FormatRun.closed(TickFormat.GENERIC);
                int taken = run.take(Arrays.copyOf(all, cut), false);
                run.read(Arrays.copyOfRange(all, taken, all.length));
                assertThat(run.ticks).containsExactly(GOOD, GOOD);
            }
        }
    }

    @Test
    @DisplayName("a line of 100 MB is refused once, and no byte of it is kept")
    void hugeLine() {
        FormatRun run = FormatRun.closed(TickFormat.GENERIC);
        run.take("timestamp,symbol,price,size\n".getBytes(StandardCharsets.UTF_8), false);
        byte[] part = new byte[2 << 20];
        Arrays.fill(part, (byte) '9');

        for (int sent = 0; sent < 100 << 20; sent += part.length) {
            assertThat(run.take(part, false)).isEqualTo(part.length);
        }
        run.read("9\n1000,ABC,1.5,10\n");

        assertThat(run.verdicts()).isEqualTo(Map.of(Verdict.HEADER, 1L, Verdict.TOO_LONG, 1L, Verdict.ACCEPTED, 1L));
    }

    @ParameterizedTest(name = "US trades: {0} is refused as {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "14400464,ABC,1674100,100,P,20002000|TRUNCATED",
                "14400464,ABC,1674100,100,P,20002000,|TRUNCATED",
                "14400464,ABC,1674100,100,P,20002000,1|SUSPICIOUS",
                "14400464,ABC,1674100,100,P,20002000,0,9|MALFORMED",
                "86400000,ABC,1674100,100,P,20002000,0|TIME_RANGE",
                "1x,ABC,1674100,100,P,20002000,0|TIME",
                "14400464,ABC,-1674100,100,P,20002000,0|PRICE_RANGE",
                "14400464,ABC,1674101,100,P,20002000,0|PRICE_SCALE",
                "14400464,ABC,1674100,0,P,20002000,0|SIZE_RANGE",
                "14400464,XYZ,1674100,100,P,20002000,0|UNKNOWN_SYMBOL"
            })
    void usTrades(String line, Verdict verdict) {
        FormatRun run = FormatRun.closed(TickFormat.US_TRADES)
                .read("ms_since_midnight_NY,...\n" + line + "\n14400464,ABC,1674100,100,P,20002000,0\n");

        assertThat(run.verdicts()).isEqualTo(Map.of(Verdict.HEADER, 1L, verdict, 1L, Verdict.ACCEPTED, 1L));
        assertThat(run.ticks).containsExactly("7 1381132800464 16741 100");
    }

    @ParameterizedTest(name = "crypto: {0} is {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1 {\"e\":\"trade\",\"s\":\"ABC\",\"p\":\"1.50\",\"q\":\"10\",\"T\":1000000|TRUNCATED",
                "1 {\"e\":\"trade\",\"s\":\"AB|TRUNCATED",
                "1 {\"e\":\"trade\",\"s\":\"ABC\",\"p\":\"1.50\",\"T\":1000000}|TRUNCATED",
                "1 {\"e\":\"trade\",\"s\":\"ABC\",\"p\":\"-1.50\",\"q\":\"10\",\"T\":1000000}|PRICE_RANGE",
                "1 {\"e\":\"trade\",\"s\":\"ABC\",\"p\":\"1.50\",\"q\":\"0\",\"T\":1000000}|SIZE_RANGE",
                "1 {\"e\":\"trade\",\"s\":\"ABC\",\"p\":\"1.50\",\"q\":\"10\",\"T\":\"x\"}|TIME",
                "1 {\"e\":\"kline\"}|UNKNOWN_MESSAGE",
                "1x{\"e\":\"trade\"}|MALFORMED",
                "hello|MALFORMED",
                "1 {\"data\":{\"e\":\"trade\"]}|MALFORMED",
                "{\"lastUpdateId\":1,\"bids\":[[\"1\",\"2\"]],\"asks\":[]}|BOOK",
                "{\"e\":\"depthUpdate\",\"b\":[],\"a\":[]}|BOOK",
                "{\"u\":1,\"b\":\"1\",\"B\":\"1\",\"a\":\"1\",\"A\":\"1\"}|QUOTE"
            })
    void crypto(String line, Verdict verdict) {
        FormatRun run = FormatRun.closed(TickFormat.CRYPTO)
                .read(line
                        + "\n1 {\"stream\":\"s\",\"data\":{\"e\":\"trade\",\"s\":\"ABC\",\"p\":\"1.5000\",\"q\":\"10\","
                        + "\"T\":1000000}}\n");

        assertThat(run.verdicts()).isEqualTo(Map.of(verdict, 1L, Verdict.ACCEPTED, 1L));
        assertThat(run.ticks).containsExactly(GOOD);
    }

    @Test
    @DisplayName("an unknown symbol becomes an instrument where none was given, with the format's scale")
    void adding() {
        assertThat(FormatRun.open(TickFormat.GENERIC)
                        .read("timestamp,symbol,price,size\n1000,NEW,1.5,10\n1001,NEXT,1.5,10\n1002,NEW,2,1\n")
                        .ticks)
                .containsExactly("0 1000000 1500000 100000", "1 1001000 1500000 100000", "0 1002000 2000000 10000");
    }
}
