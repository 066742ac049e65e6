package dev.bourse.exchange.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.exchange.ExchangeTool;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayToolTest {
    private final StringWriter errors = new StringWriter();

    @TempDir
    private Path folder = Path.of("");

    private Path journal = Path.of("");

    @BeforeEach
    void writeJournal() {
        journal = folder.resolve("session.journal");
        assertThat(run("journal", journal.toString(), "--seed", "7", "--commands", "2000", "--accounts", "5"))
                .hasSize(1);
    }

    private List<String> run(String... arguments) {
        StringWriter out = new StringWriter();
        ExchangeTool.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(errors))
                .execute(arguments);
        return out.toString().lines().toList();
    }

    private int exitCode(String... arguments) {
        return ExchangeTool.commandLine()
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(errors))
                .execute(arguments);
    }

    @Test
    @DisplayName(
            "C2: a replay ends in the state in which the journal was written, and the same seed writes the same bytes")
    void same() throws IOException {
        Path again = folder.resolve("again.journal");
        var written = run("journal", again.toString(), "--seed", "7", "--commands", "2000", "--accounts", "5");
        assertThat(Files.readAllBytes(again)).isEqualTo(Files.readAllBytes(journal));
        assertThat(run("replay", journal.toString())).isEqualTo(written);
    }

    @Test
    @DisplayName("C7: a replay stops at a number and shows the book, the accounts and an order's history as of then")
    void look() {
        var lines = run("replay", journal.toString(), "--until", "1000", "--book", "S1/USD", "--accounts");
        assertThat(lines.get(0)).startsWith("commands=1000 outputs=");
        assertThat(lines.get(1)).isEqualTo("book S1/USD phase=CONTINUOUS lastPrice=10001");
        assertThat(lines.get(2)).isEqualTo("side,price,orderId,accountId,displayed,remaining,filled,stopPrice");
        assertThat(lines.get(3)).matches("ASK,\\d+,\\d+,\\d,\\d+,\\d+,\\d+,0");
        assertThat(lines).contains("accountId,status,kyc,openOrders,asset,available,held");
        assertThat(lines.get(lines.size() - 1)).startsWith("5,OPEN,VERIFIED,");

        String order = lines.get(3).split(",", -1)[2];
        var history = run("replay", journal.toString(), "--order", order);
        assertThat(history.get(0)).startsWith("OrderAccepted ").contains(" orderId=" + order + " ");
        assertThat(history.get(1)).startsWith("OrderRested ").contains(" orderId=" + order + " ");
    }

    @Test
    @DisplayName("C7: a journal that is cut off anywhere is told, with the last whole command, and the exit code is 1")
    void cutOff() throws IOException {
        byte[] whole = Files.readAllBytes(journal);
        Files.write(journal, Arrays.copyOf(whole, whole.length - 5));
        assertThat(exitCode("replay", journal.toString())).isEqualTo(1);
        assertThat(errors.toString()).contains("is cut off in command ").contains("the last whole command is ");
        Files.write(journal, Arrays.copyOf(whole, 6));
        assertThat(exitCode("replay", journal.toString())).isEqualTo(1);
        assertThat(errors.toString()).contains("is not a journal");
    }

    @Test
    @DisplayName("C7: one flipped bit in any record is told, with its command and place")
    void damaged() throws IOException {
        byte[] whole = Files.readAllBytes(journal);
        for (int at = 12; at < whole.length; at += 9_973) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 4;
            Files.write(journal, damaged);
            errors.getBuffer().setLength(0);
            assertThat(exitCode("replay", journal.toString())).isEqualTo(1);
            assertThat(errors.toString()).containsAnyOf("is damaged at command ", "is cut off in command ");
        }
    }

    @Test
    @DisplayName("What cannot be shown is told with what there is")
    void wrongArguments() {
        assertThat(exitCode("replay", journal.toString(), "--book", "NONE")).isEqualTo(1);
        assertThat(errors.toString()).contains("no instrument NONE").contains("S1/USD");
        assertThat(exitCode("replay", journal.toString(), "--order", "12345")).isEqualTo(1);
        assertThat(errors.toString()).contains("no order 12345");
        assertThat(exitCode("replay", journal.toString(), "--until", "0")).isEqualTo(2);
        assertThat(exitCode("replay", folder.resolve("none").toString())).isEqualTo(1);
        assertThat(errors.toString()).contains("no file");
    }
}
