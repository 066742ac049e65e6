package dev.bourse.exchange.commandfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bourse.exchange.ExchangeTool;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("E4: three million commands give what two independent engines agree on")
class RealStreamTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    @DisplayName("trades, final book and every checkpoint equal the expected ones, to the digest")
    void equalToTheExpected() throws IOException, NoSuchAlgorithmException {
        Path data = data();
        Path stream = data.resolve("stream.csv.gz");
        assumeTrue(Files.exists(stream), () -> "skipped: no file " + stream.toAbsolutePath());
        Path trades = folder.resolve("trades.csv");
        Path book = folder.resolve("book.csv");
        Path checkpoints = folder.resolve("checkpoints.csv");

        int exit = ExchangeTool.commandLine()
                .execute(
                        "match",
                        stream.toString(),
                        "--trades",
                        trades.toString(),
                        "--book",
                        book.toString(),
                        "--checkpoints",
                        checkpoints.toString());

        assertThat(exit).isZero();
        String expected = Files.readString(data.resolve("stream.expected.json"));
        assertThat(sha256WithoutHeader(trades)).isEqualTo(value(expected, "tradesSha256"));
        assertThat(sha256WithoutHeader(book)).isEqualTo(value(expected, "finalBookSha256"));
        assertThat(Files.readAllLines(checkpoints))
                .isEqualTo(Files.readAllLines(data.resolve("stream.checkpoints.csv")));
        assertThat(Files.readString(checkpoints).strip()).endsWith(value(expected, "finalBookFnv1a64"));
    }

    private static Path data() {
        String configured = System.getenv("BOURSE_DATA");
        Path data = configured != null
                ? Path.of(configured)
                : Path.of(System.getProperty("bourse.root", "../..")).resolve("../shared/data");
        return data.resolve("match");
    }

    private static String sha256WithoutHeader(Path file) throws IOException, NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readAllBytes();
            int header = new String(bytes, 0, 200 < bytes.length ? 200 : bytes.length, StandardCharsets.US_ASCII)
                    .indexOf('\n');
            digest.update(bytes, header + 1, bytes.length - header - 1);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String value(String json, String name) {
        Matcher found = Pattern.compile('"' + name + "\": \"([0-9a-f]+)\"").matcher(json);
        assertThat(found.find()).as("field %s of the expected results", name).isTrue();
        return found.group(1);
    }
}
