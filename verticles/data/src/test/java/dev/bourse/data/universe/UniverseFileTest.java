package dev.bourse.data.universe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.data.file.SharedData;
import dev.bourse.data.record.RejectionListener;
import dev.bourse.data.record.Verdict;
import dev.bourse.shared.instrument.InstrumentDraft;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A1: universe files give instruments, and every line is accounted for")
final class UniverseFileTest {
    @Test
    @DisplayName("the columns that the first line names; bad lines are refused with their reason")
    void named(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("universe.csv"), """
            id,symbol,price_decimals,size_decimals,tick_size,lot_size,reference_price
            1,ABC,2,0,0.01,100,12.50
            2,XYZ,4,8,0.0005,0.001,1
            3,ABC,2,0,0.01,100,12.50
            4,A C,2,0,0.01,100,12.50
            5,NEG,2,0,0.01,100,-1
            6,FINE,2,0,0.001,100,1
            7,LOT,2,0,0.01,0,1
            8,SHORT,2
            9,DEC,x,0,0.01,1,1
            """);

        UniverseFile universe = UniverseFile.read(file, RejectionListener.NONE);

        assertThat(universe.instruments())
                .containsExactly(
                        new InstrumentDraft("ABC", 2, 0, 1, 100, 1_250),
                        new InstrumentDraft("XYZ", 4, 8, 5, 100_000, 10_000));
        assertThat(universe.report().rejected())
                .isEqualTo(Map.of(
                        Verdict.DUPLICATE, 1L,
                        Verdict.SYMBOL, 1L,
                        Verdict.PRICE_RANGE, 1L,
                        Verdict.PRICE_SCALE, 1L,
                        Verdict.SIZE_RANGE, 1L,
                        Verdict.TRUNCATED, 1L,
                        Verdict.MALFORMED, 1L));
        assertThat(universe.report().records()).isEqualTo(10);
    }

    @Test
    @DisplayName("the real universe of 7,102 lines gives 7,094 instruments; eight symbols stand twice")
    void real() throws Exception {
        UniverseFile universe =
                UniverseFile.read(SharedData.file("universe/us_equities_20140407.csv"), RejectionListener.NONE);

        assertThat(universe.report().records()).isEqualTo(7_102);
        assertThat(universe.instruments()).hasSize(7_094);
        assertThat(universe.report().rejected()).isEqualTo(Map.of(Verdict.DUPLICATE, 8L));
        assertThat(universe.instruments()).contains(new InstrumentDraft("AA", 4, 0, 100, 1, 124_700));
    }
}
