package dev.bourse.standalone.analyse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class AnalyseCommandTest {
    private static final String CSV = """
        timestamp,symbol,price,size
        2024-01-05T14:59:59.999Z,ACME,10.00,5
        2024-01-05T15:00:03.000Z,ACME,10.50,1
        2024-01-05T14:59:59.999Z,ACME,10.25,2
        2024-01-05T14:59:57.000Z,ACME,9.00,7
        2024-01-05T15:00:30.000Z,ACME,11.00,1
        """;

    @TempDir
    private Path directory;

    @Test
    void lateTicksCorrectTheBarTheyBelongToAndTooLateOnesAreCounted() throws IOException {
        Path file = Files.writeString(directory.resolve("ticks.csv"), CSV);
        Run run = run(file.toString(), "--set", "state.lateness=4s", "--engines", "range");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("5, of them 1 too late or invalid");
        assertThat(Files.readAllLines(directory.resolve("out/bars.csv")).subList(1, 3))
                .containsExactly(
                        "ACME,1m,1704466740000,10.00,10.25,10.00,10.25,7,2",
                        "ACME,1m,1704466800000,10.50,11.00,10.50,11.00,2,2");
    }

    @Test
    void eachSymbolHasTheDecimalsThatItsPricesAndSizesAreWrittenWith() throws IOException {
        Path file = Files.writeString(directory.resolve("ticks.csv"), """
            timestamp,symbol,price,size
            2024-01-05T15:00:00Z,WHOLE,10,5
            2024-01-05T15:00:01Z,FINE,0.00012345,0.5
            2024-01-05T15:00:02Z,WHOLE,12,5
            2024-01-05T15:00:03Z,ZEROS,2.500,1.0
            2024-01-05T15:00:04Z,WHOLE,-1.234,5
            yesterday,WHOLE,10.2345,5
            2024-01-05T15:00:06Z,FINE,1,250
            """);
        Run run = run(file.toString());
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("8 read").contains("2 rejected");
        assertThat(Files.readAllLines(directory.resolve("out/bars.csv")))
                .contains(
                        "WHOLE,1m,1704466800000,10,12,10,12,10,2",
                        "FINE,1m,1704466800000,0.00012345,1.00000000,0.00012345,1.00000000,250.5,2",
                        "ZEROS,1m,1704466800000,2.500,2.500,2.500,2.500,1.0,1");
        assertThat(Files.readAllLines(directory.resolve("out/signals.csv")))
                .contains("1704466802000,WHOLE,2,crossover,1,ABOVE,0.0157,12,last=12;short=10.3077;long=10.1481");
        assertThat(Files.readString(directory.resolve("out/states.csv")))
                .contains("WHOLE,2,1704466802000,12,5,10,12,10,10,2,11.0000,");
    }

    @Test
    void prescribedDecimalsHoldForAllSymbolsAndFinerTicksAreRejected() throws IOException {
        Path file = Files.writeString(directory.resolve("ticks.csv"), """
            timestamp,symbol,price,size
            2024-01-05T15:00:00Z,ACME,10,5
            2024-01-05T15:00:01Z,ACME,10.125,5
            2024-01-05T15:00:02Z,OTHER,11.50,5
            """);
        Run run = run(file.toString(), "--price-decimals", "2", "--size-decimals", "1");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("4 read, 2 accepted").contains("1 rejected");
        assertThat(Files.readAllLines(directory.resolve("out/bars.csv")))
                .contains(
                        "ACME,1m,1704466800000,10.00,10.00,10.00,10.00,5.0,1",
                        "OTHER,1m,1704466800000,11.50,11.50,11.50,11.50,5.0,1");
    }

    @Test
    void oneOfTheTwoPrescribedLeavesTheOtherToTheFile() throws IOException {
        Path file = Files.writeString(directory.resolve("ticks.csv"), CSV);
        Run run = run(file.toString(), "--price-decimals", "4", "--engines", "range");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(Files.readAllLines(directory.resolve("out/bars.csv")))
                .contains("ACME,1m,1704466740000,10.0000,10.2500,10.0000,10.2500,7,2");
    }

    @Test
    void everyRejectedLineIsWrittenWithItsNumberAndReasonAndTheSameAtEveryRun() throws IOException {
        StringBuilder lines = new StringBuilder(CSV)
                .append("2024-01-05T15:00:31.000Z,ACME,-1,1\n")
                .append("2024-01-05T15:00:31.000Z,ACME\n")
                .append("2024-01-05T15:00:31.000Z,AC\"\u0001\"ME,1,1\n");
        for (int line = 10; line <= 3_000; line++) {
            lines.append("yesterday,ACME,1,1\n");
        }
        Path file = Files.writeString(directory.resolve("ticks.csv"), lines);

        Run run = run(file.toString());

        assertThat(run.out()).contains("2,994 rejects in");
        List<String> written = Files.readAllLines(directory.resolve("out/rejects.csv"));
        assertThat(written).hasSize(2_995);
        assertThat(written.subList(0, 5))
                .containsExactly(
                        "record,reason,text",
                        "7,price_range,\"2024-01-05T15:00:31.000Z,ACME,-1,1\"",
                        "8,truncated,\"2024-01-05T15:00:31.000Z,ACME\"",
                        "9,symbol,\"2024-01-05T15:00:31.000Z,AC\"\".\"\"ME,1,1\"",
                        "10,time,\"yesterday,ACME,1,1\"");
        assertThat(written.getLast()).isEqualTo("3000,time,\"yesterday,ACME,1,1\"");
        run(file.toString(), "--partitions", "3");
        assertThat(Files.readAllLines(directory.resolve("out/rejects.csv"))).isEqualTo(written);
    }

    @ParameterizedTest(name = "{0} is refused with: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "--engines oracle|engines: 'oracle' is not allowed; allowed are crossover,",
                "--zone Mars|state.zone: 'Mars' is not allowed",
                "--price-decimals 10|--price-decimals: '10' is not allowed; allowed is 0 to 9",
                "--size-decimals -1|--size-decimals: '-1' is not allowed; allowed is 0 to 9",
                "--partitions 0|partitions: '0' is not allowed; allowed is 1 to 4096",
                "--set state.lookbacks=50|needs the lookback 20, and the states have [50]; add it to state.lookbacks",
                "--set state.lateness=5|state.lateness: '5'"
            })
    void aWrongOptionIsOneLineThatSaysWhatIsAllowed(String option, String message) throws IOException {
        Path file = Files.writeString(directory.resolve("ticks.csv"), CSV);
        List<String> arguments = new ArrayList<>(List.of(option.split(" ")));
        arguments.addFirst(file.toString());
        Run run = run(arguments.toArray(String[]::new));
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).startsWith("bourse: ").contains(message).hasLineCount(1);
    }

    @Test
    void aMissingFileIsNamed() {
        Run run = run(directory.resolve("nowhere.csv").toString());
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).startsWith("bourse: ").contains("nowhere.csv").hasLineCount(1);
    }

    private record Run(int code, String out, String err) {}

    private Run run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--out");
        all.add(directory.resolve("out").toString());
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = new CommandLine(new AnalyseCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(all.toArray(String[]::new));
        return new Run(code, out.toString(), err.toString());
    }
}
