package dev.bourse.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The launcher script: what it offers, and how it says that something is wrong. */
class ScriptIT {
    @Test
    void helpListsEveryCommand() throws Exception {
        Command.Result help = Command.run(Map.of(), Command.script(), "help");

        assertThat(help.code()).isZero();
        assertThat(help.err()).isEmpty();
        assertThat(String.join("\n", help.out()))
                .contains(
                        "run ",
                        "start ",
                        "analyse ",
                        "match ",
                        "replay ",
                        "bench ",
                        "build ",
                        "format ",
                        "test ",
                        "help ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        rnu              | 'rnu' is not a command; './bourse help' lists them
        start            | start needs a group after it: all data state classification web exchange marketdata \
        analytics gateway
        start dta        | 'dta' is not a group; there are: data state classification web exchange marketdata \
        analytics gateway
        run --feed       | --feed needs a file after it
        run --feed=/no/x | the feed '/no/x' is no file that can be read; check its name
        analyse          | analyse needs a file after it; './bourse help' shows how
        match /no/x      | the file of commands '/no/x' is no file that can be read; check its name
        replay /no/x     | the journal '/no/x' is no file that can be read; check its name
        format --chekc   | format has one option, --check; '--chekc' is none
        """)
    void whatIsWrongIsOneLineAndTheExitCodeIsNotZero(String arguments, String line) throws Exception {
        List<String> command = new java.util.ArrayList<>(List.of(Command.script()));
        command.addAll(List.of(arguments.split(" ")));

        Command.Result result = Command.run(Map.of(), command.toArray(String[]::new));

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).containsExactly("bourse: " + line);
        assertThat(result.out()).isEmpty();
    }

    @Test
    void aMachineWithoutJdk25IsToldToInstallOne(@TempDir Path home) throws Exception {
        Command.Result result = Command.run(
                Map.of("HOME", home.toString(), "JAVA_HOME", "", "JAVA25_HOME", "", "JAVA_HOME_25_X64", ""),
                withoutJdk(home).toString(),
                "run");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .containsExactly("bourse: needs a JDK 25 (javac included) and found none in JAVA_HOME, /usr/lib/jvm,"
                        + " ~/.sdkman, ~/.jdks or the PATH; install one, or point JAVA_HOME to it");
    }

    /** The script as it would be on a machine that has no JDK 25: it looks for one that does not exist. */
    private static Path withoutJdk(Path folder) throws IOException {
        String script = Files.readString(Path.of(Command.script())).replace("JAVA_VERSION=\"25", "JAVA_VERSION=\"none");
        Path copy = Files.writeString(folder.resolve("bourse"), script);
        assertThat(copy.toFile().setExecutable(true)).isTrue();
        return copy;
    }
}
