package dev.bourse.data.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.data.format.FormatOptions;
import dev.bourse.data.format.TickFields;
import dev.bourse.data.record.LocalInstruments;
import dev.bourse.data.record.RejectionListener;
import dev.bourse.data.record.SymbolTable;
import dev.bourse.data.record.Tally;
import dev.bourse.data.record.Verdict;
import dev.bourse.data.vendor.TcpSession.Progress;
import dev.bourse.shared.instrument.Instrument;
import dev.bourse.shared.instrument.Universe;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A1: the line protocol answers each line, and acknowledges what it has taken")
final class TcpSessionTest {
    private final Instrument abc = new Instrument(7, "ABC", 2, 0, 1, 1, 0);
    private final LocalInstruments instruments = new LocalInstruments(Universe.of(List.of(abc)), false);
    private final Tally tally = new Tally(RejectionListener.NONE);
    private final Vendors vendors = new Vendors(2);
    private final List<String> events = new ArrayList<>();
    private int room = Integer.MAX_VALUE;
    private final VendorRecords records = new VendorRecords(
            new TickFields(FormatOptions.of(instruments), new SymbolTable(instruments)),
            tally,
            (vendor, sequence, instrument, time, price, size) -> {
                if (room == 0) {
                    return false;
                }
                room--;
                events.add("tick " + instrument + " " + time + " " + price + " " + size);
                return true;
            });
    private TcpSession session = connect(Tokens.parse(""));

    private TcpSession connect(Tokens tokens) {
        return new TcpSession(
                records,
                vendors,
                tokens,
                new TcpAnswers() {
                    @Override
                    public void line(String line) {
                        events.add(
                                line.startsWith("ERROR ") ? line.split(" ", 3)[0] + " " + line.split(" ", 3)[1] : line);
                    }

                    @Override
                    public void close() {
                        events.add("closed");
                    }

                    @Override
                    public void greeted(Vendor vendor) {
                        events.add("greeted " + vendor.name());
                        session.welcome();
                    }
                },
                64);
    }

    private Progress send(String text) {
        session.receive(text.getBytes(StandardCharsets.US_ASCII));
        return session.proceed(false, false);
    }

    @Test
    @DisplayName("a vendor greets, sends ticks, and gets one acknowledgement for all that came together")
    void happy() {
        send("HELLO acme\nT 1 1000 ABC 1.50 10\nT 2 1001 ABC 1.51 20\n");
        send("PING\nBYE\n");

        assertThat(events)
                .containsExactly(
                        "greeted acme",
                        "WELCOME 0",
                        "tick 7 1000000 150 10",
                        "tick 7 1001000 151 20",
                        "ACK 2",
                        "PONG",
                        "BYE",
                        "closed");
    }

    @Test
    @DisplayName("a vendor that connects again is told where to go on; what it repeats is not taken twice")
    void resumes() {
        send("HELLO acme\nT 1 1000 ABC 1.50 10\nT 2 1001 ABC 1.51 20\n");
        events.clear();
        session = connect(Tokens.parse(""));

        send("HELLO acme\nT 2 1001 ABC 1.51 20\nT 3 1002 ABC 1.52 30\n");

        assertThat(events).containsExactly("greeted acme", "WELCOME 2", "tick 7 1002000 152 30", "ACK 3");
        assertThat(tally.count(Verdict.REPEATED)).isEqualTo(1);
    }

    @Test
    @DisplayName("ticks after a gap are not taken; the vendor hears which one is expected")
    void gap() {
        send("HELLO acme\nT 1 1000 ABC 1.50 10\nT 3 1002 ABC 1.52 30\nT 2 1001 ABC 1.51 20\n");

        assertThat(events)
                .containsExactly(
                        "greeted acme",
                        "WELCOME 0",
                        "tick 7 1000000 150 10",
                        "GAP 2",
                        "tick 7 1001000 151 20",
                        "ACK 2");
        assertThat(tally.count(Verdict.SEQUENCE)).isEqualTo(1);
    }

    @Test
    @DisplayName("bad ticks are rejected for good with their reason, and use up their sequence")
    void rejects() {
        send("""
            HELLO acme
            T 1 1000 ABC -1.50 10
            T 2 1000 NONE 1 10
            T 3 1000 ABC 1.501 10
            T 4 abc ABC 1 10
            T 5 1000 ABC
            T x 1000 ABC 1 1
            T 5 1000 ABC 1 1 1
            HALLO
            """);

        assertThat(events)
                .containsExactly(
                        "greeted acme",
                        "WELCOME 0",
                        "REJECT 1 price_range",
                        "REJECT 2 unknown_symbol",
                        "REJECT 3 price_scale",
                        "REJECT 4 time",
                        "ERROR truncated",
                        "ERROR sequence",
                        "ERROR malformed",
                        "ERROR unknown_message",
                        "ACK 4");
        assertThat(tally.report().rejections()).isEqualTo(8);
    }

    @Test
    @DisplayName("while there is no room nothing is acknowledged that was not taken, and it goes on where it stood")
    void noRoom() {
        room = 1;
        assertThat(send("HELLO acme\nT 1 1000 ABC 1.50 10\nT 2 1001 ABC 1.51 20\nT 3 10"))
                .isEqualTo(Progress.NO_ROOM);
        room = 5;
        assertThat(session.proceed(false, false)).isEqualTo(Progress.DONE);
        assertThat(session.unfinished()).isTrue();
        send("02 ABC 1.52 30\n");

        assertThat(events)
                .containsExactly(
                        "greeted acme",
                        "WELCOME 0",
                        "tick 7 1000000 150 10",
                        "ACK 1",
                        "tick 7 1001000 151 20",
                        "ACK 2",
                        "tick 7 1002000 152 30",
                        "ACK 3");
    }

    @Test
    @DisplayName("of a line of 100 MB no more than the limit is kept, it is refused once, and the next line is read")
    void hugeLine() {
        send("HELLO acme\n");
        byte[] part = new byte[1 << 16];
        Arrays.fill(part, (byte) 'x');
        for (int sent = 0; sent < 100 << 20; sent += part.length) {
            session.receive(part);
            session.proceed(false, false);
            assertThat(session.kept()).isLessThanOrEqualTo(64);
        }
        send("\nT 1 1000 ABC 1.50 10\n");

        assertThat(events)
                .containsExactly(
                        "greeted acme", "WELCOME 0", "ACK 0", "ERROR too_long", "tick 7 1000000 150 10", "ACK 1");
    }

    @Test
    @DisplayName("nobody sends ticks without a greeting, with a wrong token or under a name that is none")
    void strangers() {
        send("T 1 1000 ABC 1.50 10\n");
        session = connect(Tokens.parse("acme=secret"));
        send("HELLO acme\n");
        session = connect(Tokens.parse("acme=secret"));
        send("HELLO other secret\n");
        session = connect(Tokens.parse("acme=secret"));
        send("HELLO a/b secret\n");
        session = connect(Tokens.parse("acme=secret"));
        send("HELLO acme secret\n");

        assertThat(events)
                .containsExactly(
                        "ERROR hello",
                        "closed",
                        "ERROR token",
                        "closed",
                        "ERROR token",
                        "closed",
                        "ERROR vendor",
                        "closed",
                        "greeted acme",
                        "WELCOME 0",
                        "ACK 0");
    }
}
