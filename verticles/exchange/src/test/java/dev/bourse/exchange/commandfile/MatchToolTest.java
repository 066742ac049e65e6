package dev.bourse.exchange.commandfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.exchange.ExchangeTool;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

@DisplayName("E4: the match tool")
class MatchToolTest {
    private static final String HEADER = "seq,command,orderId,uid,side,type,price,size,reserveBidPrice\n";

    @TempDir
    private Path folder = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    @DisplayName("writes the trades, the final book and the checkpoints of a command file")
    void writesWhatCameOfAFile() throws IOException {
        Path file = file(HEADER
                + "0,PLACE,1,10,ASK,GTC,100,5,\n"
                + "1,PLACE,2,11,ASK,GTC,101,5,\n"
                + "2,PLACE,3,12,BID,GTC,90,8,120\n"
                + "3,MOVE,3,12,,,100,,\n"
                + "4,REDUCE,2,11,,,,2,\n"
                + "5,PLACE,4,13,BID,IOC,101,1,\n"
                + "6,CANCEL,1,10,,,,,\n");
        Path trades = folder.resolve("trades.csv");
        Path book = folder.resolve("book.csv");
        Path checkpoints = folder.resolve("checkpoints.csv");

        int exit = run(
                "match",
                file.toString(),
                "--trades",
                trades.toString(),
                "--book",
                book.toString(),
                "--checkpoints",
                checkpoints.toString());

        assertThat(exit).isZero();
        assertThat(trades).hasContent("""
            seq,takerOrderId,takerUid,makerOrderId,makerUid,price,size,takerCompleted,makerCompleted
            3,3,12,1,10,100,5,0,1
            5,4,13,2,11,101,1,1,0
            """);
        assertThat(book).hasContent("""
            side,price,orderId,uid,size,filled
            ASK,101,2,11,3,1
            BID,100,3,12,8,5
            """);
        assertThat(Files.readAllLines(checkpoints)).element(1).asString().startsWith("7,2,6,1,1,1,1,101,100,");
        assertThat(out.toString()).startsWith("7 commands, 1 rejected, 2 trades of 6, book digest ");
        assertThat(err.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0,PLACE,1,10,ASK,GTC,100,5 | has 8 fields; 9 are needed",
                "0,PLACE,1,10,ASK,GTC,100,5,0,0 | has 10 fields; 9 are needed",
                "x,PLACE,1,10,ASK,GTC,100,5,0 | seq is \"x\"; allowed: a whole number from 0 to",
                "0,FILL,1,10,ASK,GTC,100,5,0 | command is \"FILL\"; allowed: PLACE, MOVE, REDUCE or CANCEL",
                "0,PLACE,,10,ASK,GTC,100,5,0 | orderId is \"\"; allowed: a whole number from",
                "0,PLACE,1,ten,ASK,GTC,100,5,0 | uid is \"ten\"; allowed: a whole number from",
                "0,PLACE,1,10,BUY,GTC,100,5,0 | side is \"BUY\"; allowed: ASK or BID",
                "0,PLACE,1,10,ASK,FOK,100,5,0 | type is \"FOK\"; allowed: GTC, IOC or FOK_BUDGET",
                "0,PLACE,1,10,ASK,GTC,1.5,5,0 | price is \"1.5\"; allowed: a whole number from",
                "0,PLACE,1,10,ASK,GTC,100,0,0 | size is \"0\"; allowed: a whole number from 1 to 1099511627776",
                "0,REDUCE,1,10,,,,-3,0 | size is \"-3\"; allowed: a whole number from 1 to",
                "0,CANCEL,1,10,ASK,,,, | side is \"ASK\"; allowed: nothing for CANCEL"
            })
    @DisplayName("a bad line ends the run with one line that names file, line, field, value and what is allowed")
    void badLines(String line, String fault) throws IOException {
        Path file = file(HEADER + "0,CANCEL,9,9,,,,,\n" + line + "\n");

        int exit = run("match", file.toString());

        assertThat(exit).isEqualTo(1);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(err.toString()).startsWith("match: " + file + " line 3: " + fault);
    }

    @Test
    @DisplayName("a file without the header, and a file that is not there, end the run with one line")
    void badFiles() throws IOException {
        assertThat(run("match", file("1,2,3\n").toString())).isEqualTo(1);
        assertThat(err.toString()).contains("line 1: header is \"1,2,3\"; allowed: seq,command,");
        assertThat(run("match", folder.resolve("absent.csv").toString())).isEqualTo(1);
        assertThat(err.toString().lines().toList()).element(1).asString().contains("no such file or folder");
    }

    @Test
    @DisplayName("no file named is a wrong command line, with exit code 2")
    void noFile() {
        assertThat(run("match")).isEqualTo(2);
        assertThat(err.toString()).contains("FILE");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("commands.csv"), text);
    }

    private int run(String... arguments) {
        CommandLine tool = ExchangeTool.commandLine();
        tool.setOut(new PrintWriter(out, true));
        tool.setErr(new PrintWriter(err, true));
        return tool.execute(arguments);
    }
}
