package dev.bourse.shared.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings are merged, checked and printed (design section 5). */
class SettingsTest {
    private enum Colour {
        DARK_RED,
        BLUE
    }

    @Test
    void theCommandLineIsAboveTheEnvironmentAndThatAboveTheFile(@TempDir Path folder) throws IOException {
        Path file =
                Files.writeString(folder.resolve("bourse.properties"), "web.port = 1\nweb.host = file\nweb.rate=7\n");

        Settings settings = Settings.of(SettingSources.read(
                List.of("--web.port=3", "--config", file.toString()),
                Map.of("BOURSE_WEB_PORT", "2", "BOURSE_WEB_HOST", "environment", "PATH", "/bin")));

        assertThat(settings.integer("web.port", 0, 0, 9)).isEqualTo(3);
        assertThat(settings.text("web.host", "default")).isEqualTo("environment");
        assertThat(settings.integer("web.rate", 0, 0, 9)).isEqualTo(7);
        assertThat(settings.text("web.title", "default")).isEqualTo("default");
        assertThat(settings.faults()).isEmpty();
        assertThat(settings.effective())
                .containsExactly(
                        "web.host = environment  (BOURSE_WEB_HOST)",
                        "web.port = 3  (--web.port)",
                        "web.rate = 7  (" + file + ")",
                        "web.title = default  (default)");
    }

    @Test
    void valuesHaveTypes() {
        Settings settings = Settings.of(Map.of(
                "a.long", "1_000_000",
                "a.wait", "250ms",
                "a.colour", "dark-red",
                "a.address", "[::1]:80",
                "a.list", "x, y,,z ",
                "a.flag", "true",
                "a.path", "some/where"));

        assertThat(settings.number("a.long", 0, 0, Long.MAX_VALUE)).isEqualTo(1_000_000);
        assertThat(settings.duration("a.wait", Duration.ZERO, Duration.ZERO, Duration.ofSeconds(1)))
                .isEqualTo(Duration.ofMillis(250));
        assertThat(settings.choice("a.colour", Colour.BLUE)).isEqualTo(Colour.DARK_RED);
        assertThat(settings.address("a.address", new HostPort("x", 1))).isEqualTo(new HostPort("::1", 80));
        assertThat(settings.list("a.list", List.of())).containsExactly("x", "y", "z");
        assertThat(settings.flag("a.flag", false)).isTrue();
        assertThat(settings.path("a.path", Path.of("."))).isEqualTo(Path.of("some/where"));
        assertThat(settings.faults()).isEmpty();
    }

    @Test
    void everyWrongValueIsAFaultThatNamesItAndWhatIsAllowedAndGivesTheDefault(@TempDir Path folder) {
        Settings settings = Settings.of(Map.of(
                "a.int", "11",
                "a.text", "ten",
                "a.wait", "5",
                "a.colour", "green",
                "a.address", "nowhere",
                "a.flag", "yes",
                "a.file", folder.resolve("absent").toString()));

        assertThat(settings.integer("a.int", 3, 1, 10)).isEqualTo(3);
        assertThat(settings.integer("a.text", 4, 1, 10)).isEqualTo(4);
        assertThat(settings.duration("a.wait", Duration.ofSeconds(1), Duration.ZERO, Duration.ofMinutes(2)))
                .isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.choice("a.colour", Colour.BLUE)).isEqualTo(Colour.BLUE);
        assertThat(settings.address("a.address", new HostPort("here", 1))).isEqualTo(new HostPort("here", 1));
        assertThat(settings.flag("a.flag", false)).isFalse();
        assertThat(settings.readableFile("a.file")).isEmpty();
        settings.fault("a.int", "does not go with a.text");

        assertThat(settings.faults())
                .containsExactly(
                        "a.int: '11' (--a.int) is not allowed; allowed is a whole number from 1 to 10",
                        "a.text: 'ten' (--a.text) is not allowed; allowed is a whole number from 1 to 10",
                        "a.wait: '5' (--a.wait) is not allowed; allowed is a time from 0ms to 2m with its unit (ms, s,"
                                + " m, h, d)",
                        "a.colour: 'green' (--a.colour) is not allowed; allowed is one of dark-red, blue",
                        "a.address: 'nowhere' (--a.address) is not allowed; allowed is host:port with a port from 0 to"
                                + " 65535",
                        "a.flag: 'yes' (--a.flag) is not allowed; allowed is true or false",
                        "a.file: '" + folder.resolve("absent")
                                + "' (--a.file) is not allowed; allowed is a file that exists and can be read",
                        "a.int: does not go with a.text");
    }

    @Test
    void whatNobodyDeclaresIsAFaultWithASuggestionWhereOneIsNear(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("bourse.properties"), "web.hots = x\nzzz = 1\n");

        Settings settings = Settings.of(SettingSources.read(
                List.of("--web.prot=3", "--config=" + file, "--verbose"), Map.of("BOURSE_WEB_PROT", "2")));
        settings.integer("web.port", 0, 0, 9);
        settings.text("web.host", "");

        assertThat(settings.faults())
                .containsExactly(
                        "--web.prot is not known; did you mean --web.port?",
                        "--verbose is not known; --help lists the settings",
                        "web.hots in " + file + " is not known; did you mean web.host?",
                        "zzz in " + file + " is not known",
                        "environment variable BOURSE_WEB_PROT is not known; did you mean BOURSE_WEB_PORT?");
    }

    @Test
    void aSharedFileMaySpeakToGroupsThatThisProcessDoesNotRunButTheCommandLineMayNot(@TempDir Path folder)
            throws IOException {
        Path file = Files.writeString(folder.resolve("bourse.properties"), "web.port = 1\ndata.rate = 2\n");

        Settings settings = Settings.of(SettingSources.read(
                List.of("--config=" + file, "--state.x=1"),
                Map.of("BOURSE_STATE_WINDOW", "3", "BOURSE_WEB_SERVICE_HOST", "10.0.0.1", "BOURSE_DATA", "/data")));
        settings.integer("data.rate", 1, 1, 9);

        assertThat(settings.faults()).containsExactly("--state.x is not known; --help lists the settings");
    }

    @Test
    void whatIsGivenTwiceIsAFaultAndSoIsAFileThatCannotBeRead(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("bourse.properties"), "web.port = 1\nweb.port = 2\n");

        Settings twice = Settings.of(
                SettingSources.read(List.of("--web.port=1", "--web.port", "2", "--config=" + file), Map.of()));
        twice.integer("web.port", 0, 0, 9);
        Settings absent = Settings.of(SettingSources.read(List.of(), Map.of("BOURSE_CONFIG", "/nowhere/at.all")));

        assertThat(twice.faults())
                .containsExactly(
                        "--web.port stands twice; give it once", "web.port stands twice in " + file + "; give it once");
        assertThat(absent.faults())
                .containsExactly("--config /nowhere/at.all: cannot be read; give a properties file that exists");
    }

    @Test
    void secretsAreMaskedWhereverTheyArePrinted() {
        Settings settings = Settings.of(Map.of("management.token", "open sesame"));

        assertThat(settings.secret("management.token")).isEqualTo(Optional.of("open sesame"));
        assertThat(settings.secret("other.token")).isEmpty();
        assertThat(settings.effective())
                .containsExactly("management.token = ********  (--management.token)", "other.token =   (not set)");
    }

    @Test
    void anOptionWithoutAValueMeansTrue() {
        Settings settings = Settings.of(SettingSources.read(List.of("--a.flag", "--a.text", "x"), Map.of()));

        assertThat(settings.flag("a.flag", false)).isTrue();
        assertThat(settings.text("a.text", "")).isEqualTo("x");
        assertThat(settings.faults()).isEmpty();
    }
}
