package dev.bourse.shared.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.bourse.shared.config.Settings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest {
    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:8080, http://127.0.0.1:8080, ws://127.0.0.1:8080",
        "https://Bourse.Example.org, https://bourse.example.org, wss://bourse.example.org",
        "https://bourse.example.org:443, https://bourse.example.org, wss://bourse.example.org",
        "http://localhost:80, http://localhost, ws://localhost",
        "http://localhost:443, http://localhost:443, ws://localhost:443",
        "http://[::1]:8080, http://[::1]:8080, ws://[::1]:8080"
    })
    void anOriginIsWrittenAsABrowserWritesIt(String given, String origin, String sockets) {
        assertThat(Origin.parse(given).text()).isEqualTo(origin);
        assertThat(Origin.parse(given).sockets()).isEqualTo(sockets);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "null",
                "",
                "https://*.example.org",
                "https://example.org/",
                "https://example.org/page",
                "https://user@example.org",
                "https://example.org:0",
                "https://example.org:65536",
                "ftp://example.org",
                "example.org",
                "https://example.org; script-src *",
                "https://example.org http://other.example"
            })
    void whatIsNoOriginIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Origin.parse(text))
                .withMessageContaining("'" + text + "' is no origin");
    }

    @Test
    void aListNotesEachFault() {
        Settings settings = Settings.of(Map.of("gateway.allowed-origins", "http://a.example, *, b.example"));
        assertThat(Origin.list(settings, "gateway.allowed-origins")).isEqualTo(List.of(new Origin("http://a.example")));
        assertThat(settings.faults())
                .hasSize(2)
                .allMatch(fault -> fault.startsWith("gateway.allowed-origins: '"))
                .anyMatch(fault -> fault.contains("'*'"))
                .anyMatch(fault -> fault.contains("'b.example'"));
    }
}
