package dev.bourse.data.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.data.record.LocalInstruments;
import dev.bourse.shared.instrument.Universe;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class WrittenDecimalsTest {
    @Test
    void theMostDecimalsOfEachSymbolCount() {
        assertThat(found("1,A,10,1", "2,B,1.25,0.5", "3,A,10.5,10", "4,B,2,1")).containsExactly("A 1 0", "B 2 1");
    }

    @Test
    void zerosAtTheEndCountAsTheyAreWritten() {
        assertThat(found("1,A,10.00,1.0", "2,A,10.5,2")).containsExactly("A 2 1");
    }

    @Test
    void zerosThatTheLargestPriceHasNoRoomForDoNotCount() {
        assertThat(found("1,A,12345678.00000000,1", "2,A,5.25,1")).containsExactly("A 5 0");
        assertThat(found("1,A,1.00000000000000,1")).containsExactly("A 9 0");
        assertThat(found("1,A,1234567890123.0,1")).containsExactly("A 0 0");
    }

    @Test
    void linesThatAreNoTicksSayNothing() {
        assertThat(found(
                        "1,A,10,1",
                        "when,A,10.1,1",
                        "1,A,ten.1,1",
                        "1,A,0.000,1",
                        "1,A,-1.5,1",
                        "1,A,1.5,-1",
                        "1,A,1.5,",
                        "1,A",
                        "1,^A,1.5,1",
                        "1,A,1.0123456789,1",
                        "1,A,123456789012345678901234567890.5,1"))
                .containsExactly("A 0 0");
    }

    @Test
    void columnsStandWhereTheFirstLineSays() {
        assertThat(found("size,note,price,symbol,time", List.of("1.5,x.yyyy,2.25,A,1")))
                .containsExactly("A 2 1");
    }

    @Test
    void moreSymbolsThanThereIsRoomForAtFirstAreAllKept() {
        String[] lines = new String[1_000];
        for (int symbol = 0; symbol < lines.length; symbol++) {
            lines[symbol] = "1,S" + symbol + ",1." + "5".repeat(symbol % 9 + 1) + ",1";
        }
        assertThat(found(lines)).hasSize(1_000).contains("S0 1 0", "S64 2 0", "S129 4 0", "S999 1 0");
    }

    private static List<String> found(String... lines) {
        return found("timestamp,symbol,price,size", List.of(lines));
    }

    private static List<String> found(String header, List<String> lines) {
        LocalInstruments met = new LocalInstruments(Universe.EMPTY, true);
        WrittenDecimals decimals = new WrittenDecimals(met);
        line(decimals, header);
        lines.forEach(line -> line(decimals, line));
        return decimals.universe(met.universe(), -1, -1).instruments().stream()
                .map(one -> one.symbol() + " " + one.priceDecimals() + " " + one.sizeDecimals())
                .toList();
    }

    private static void line(WrittenDecimals decimals, String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        decimals.line(bytes, 0, bytes.length, (instrument, time, price, size) -> {
            throw new AssertionError("it gives no ticks");
        });
    }
}
