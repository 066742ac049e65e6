package dev.bourse.classification.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bourse.classification.builtin.RangeEngine;
import dev.bourse.classification.engine.Engine;
import dev.bourse.shared.message.StateLayout;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A4: engines are found by id and built from payloads of any size, whose checksum must be right. */
class EngineLoaderTest {
    private static final EngineLoader LOADER = EngineLoader.fromClassPath();
    private static final String EMPTY_SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    @Test
    void theEnginesThatComeWithBourseLoadFromTheClassPath() {
        List<EngineLoader.Loaded> loaded =
                LOADER.load(List.of("range", "crossover", "reversion"), ConfiguredPayloads.BUILT_IN);
        assertThat(loaded).extracting(one -> one.engine().id()).containsExactly("range", "crossover", "reversion");
        assertThat(loaded).allSatisfy(one -> assertThat(one.checksum()).hasSize(64));
    }

    @Test
    void aPayloadInAFileLoadsWhenItsChecksumIsThePrescribedOne(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("range.txt"), "");
        Map<String, String> location = Map.of("range", file.toString());
        ConfiguredPayloads source = new ConfiguredPayloads(location, Map.of("range", EMPTY_SHA256));
        assertThat(LOADER.load(List.of("range"), source).getFirst().checksum()).isEqualTo(EMPTY_SHA256);
    }

    @Test
    void aPayloadWithAnotherChecksumIsRefusedNamingBoth() {
        PayloadSource source = text("lookback 20\n", Optional.of(EMPTY_SHA256));
        assertThatThrownBy(() -> LOADER.load(List.of("range"), source))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has the sha-256 ")
                .hasMessageContaining("where " + EMPTY_SHA256 + " is prescribed");
    }

    @Test
    void anUnknownEngineIsRefusedNamingThoseThereAre() {
        assertThatThrownBy(() -> LOADER.load(List.of("oracle"), ConfiguredPayloads.BUILT_IN))
                .hasMessage("engines: 'oracle' is not allowed; allowed are crossover, range, reversion");
    }

    @Test
    void aMissingFileIsNamed() {
        ConfiguredPayloads source = new ConfiguredPayloads(Map.of("range", "/nowhere/range.txt"), Map.of());
        assertThatThrownBy(() -> LOADER.load(List.of("range"), source))
                .hasMessageContaining("engine 'range': /nowhere/range.txt cannot be read");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "lookback|line 1 has no value",
                "lookback 1|lookback: '1' is not allowed; allowed is a whole number from 2 to 10000",
                "depth 5|line 1 names 'depth'; allowed are",
                "symbol AAPL lookback|line 1 has 'lookback' where name=value is allowed",
                "symbol AAPL|line 1 is not 'symbol NAME name=value ...'",
                "symbol AAPL lookback=x|lookback: 'x' is not allowed"
            })
    void aFaultyLineIsRefusedNamingItsNumberAndWhatIsAllowed(String line, String message) {
        assertThatThrownBy(() -> LOADER.load(List.of("range"), text(line, Optional.empty())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aSymbolNamedTwiceAndALineWithoutEndAreRefused() {
        String twice = "symbol A lookback=5\nsymbol A lookback=6\n";
        assertThatThrownBy(() -> LOADER.load(List.of("range"), text(twice, Optional.empty())))
                .hasMessageContaining("line 2 names the symbol 'A' again");
        assertThatThrownBy(() -> LOADER.load(List.of("range"), text("x".repeat(5_000), Optional.empty())))
                .hasMessageContaining("is longer than the 4096 bytes that are allowed");
    }

    @Test
    void aPayloadOf300MegabytesIsHeldAsWhatItSaysAndNotAsItsText() {
        long bytes = 300_000_000;
        PayloadSource source = engine -> Optional.of(
                new PayloadSource.Payload("generated", Optional.empty(), () -> new GeneratedPayload(bytes)));
        long before = used();
        Engine engine = LOADER.load(List.of("range"), source).getFirst().engine();
        long held = used() - before;
        assertThat(held).isLessThan(bytes);
        assertThatThrownBy(() -> engine.require(new StateLayout(List.of(20))))
                .hasMessageContaining("engine 'range' needs the lookback 50");
        assertThat(engine.id()).isEqualTo(RangeEngine.ID);
    }

    private static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static PayloadSource text(String text, Optional<String> sha256) {
        return engine -> Optional.of(new PayloadSource.Payload(
                "a text", sha256, () -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))));
    }

    /** Lines of {@code symbol S0000001 lookback=50 margin=3}, as many as are needed. */
    private static final class GeneratedPayload extends InputStream {
        private final long bytes;
        private byte[] line = new byte[0];
        private int at;
        private int number;
        private long given;

        GeneratedPayload(long bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0];
        }

        @Override
        public int read(byte[] target, int from, int most) {
            if (at == line.length) {
                if (given >= bytes) {
                    return -1;
                }
                line = line(number++);
                given += line.length;
                at = 0;
            }
            int count = Math.min(most, line.length - at);
            System.arraycopy(line, at, target, from, count);
            at += count;
            return count;
        }

        /** Put together by hand, since a format takes longer than to read and judge the line. */
        private static byte[] line(int number) {
            String digits = String.valueOf(10_000_000 + number);
            return ("symbol S" + digits.substring(1) + " lookback=50 margin=" + number % 10 + "\n")
                    .getBytes(StandardCharsets.US_ASCII);
        }
    }
}
