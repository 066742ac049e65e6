package dev.bourse.data.vendor;

import dev.bourse.data.format.Digits;
import dev.bourse.data.record.Verdict;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * One connection's half of the line protocol (docs/protocol/tcp-feed.md). It keeps the bytes that it could not deal
 * with yet: at most what was given to it at once and one line. Used by one thread.
 */
public final class TcpSession {
    /** How far {@link #proceed} came. */
    public enum Progress {
        /** Everything that was there is dealt with. */
        DONE,
        /** A tick waits for room: call again when there is some. */
        NO_ROOM,
        /** A tick waits for {@link #newSymbol} to be added: call again then. */
        NEW_SYMBOL,
        /** It is to be found out how far {@link #vendor} came elsewhere: call {@link #welcome} then. */
        GREETING,
        /** The connection is over. */
        CLOSED
    }

    private static final int FIELDS = 6;

    private final VendorRecords records;
    private final Vendors vendors;
    private final BiPredicate<String, String> entitled;
    private final TcpAnswers answers;
    private final int longestLine;
    private final SpacedFields fields = new SpacedFields(FIELDS);
    private final int[] places = new int[8];
    private byte[] pending = {};
    private int at;
    private int dealtWith;
    private boolean passing;
    private boolean closed;
    /** The sequence that was acknowledged last, and whether another acknowledgement is due even of the same. */
    private long acknowledged;

    private boolean due;
    private boolean greeting;
    private boolean leaving;
    private boolean addable;
    private String newSymbol = "";
    private @Nullable Vendor vendor;

    /**
     * A connection that has said nothing yet.
     *
     * @param entitled whether a vendor's name goes with a token (empty where it gave none)
     */
    public TcpSession(
            VendorRecords records,
            Vendors vendors,
            BiPredicate<String, String> entitled,
            TcpAnswers answers,
            int longestLine) {
        this.records = records;
        this.vendors = vendors;
        this.entitled = entitled;
        this.answers = answers;
        this.longestLine = longestLine;
    }

    /** Takes bytes as they come, to be dealt with by {@link #proceed}. */
    public void receive(byte[] bytes) {
        byte[] joined =
                Arrays.copyOf(Arrays.copyOfRange(pending, at, pending.length), pending.length - at + bytes.length);
        System.arraycopy(bytes, 0, joined, pending.length - at, bytes.length);
        pending = joined;
        at = 0;
    }

    /** True once a vendor has said who it is. */
    public boolean greeted() {
        return vendor != null;
    }

    /** Who speaks; null before the greeting. */
    public @Nullable Vendor vendor() {
        return vendor;
    }

    /** Tells the vendor where to go on, once that is known. */
    public void welcome() {
        Vendor speaker = vendor;
        if (greeting && speaker != null) {
            greeting = false;
            due = true;
            acknowledged = speaker.lastSequence();
            answers.line("WELCOME " + speaker.lastSequence());
        }
    }

    /**
     * Acknowledges what is safe and was not acknowledged yet; one acknowledgement for all ticks since the last one.
     * Then ends the connection where the vendor wants to leave and waits for nothing more.
     */
    public void acknowledge() {
        Vendor speaker = vendor;
        if (speaker == null || greeting || closed) {
            return;
        }
        long promised = speaker.promised();
        boolean all = promised == speaker.lastSequence();
        if (promised > acknowledged || (due && all)) {
            answers.line("ACK " + promised);
            acknowledged = promised;
            due = due && !all;
        }
        if (leaving && all) {
            end("BYE");
        }
    }

    /** What came after the last acknowledgement may be lost: asks the vendor for it. */
    public void rewound() {
        Vendor speaker = vendor;
        if (speaker != null && !greeting && !closed) {
            due = false;
            answers.line("GAP " + (speaker.lastSequence() + 1));
            if (leaving) {
                end("BYE");
            }
        }
    }

    /** True where a line has begun and not ended: the start of a slow one, if it stays so. */
    public boolean unfinished() {
        return at < pending.length || passing;
    }

    /** How many bytes it keeps. */
    int kept() {
        return pending.length - at;
    }

    /** How many lines were dealt with so far. */
    public int dealtWith() {
        return dealtWith;
    }

    /** The symbol that {@link Progress#NEW_SYMBOL} is about. */
    public String newSymbol() {
        return newSymbol;
    }

    /**
     * Deals with whole lines for as long as it can.
     *
     * @param mayAdd whether to stop for an unknown symbol or to reject its tick; the first line decides anew for the
     *     next ones
     */
    public Progress proceed(boolean mayAdd, boolean mayAddFirst) {
        addable = mayAddFirst;
        while (!closed) {
            if (greeting) {
                return Progress.GREETING;
            }
            if (leaving) {
                return Progress.DONE;
            }
            int end = lineEnd();
            if (end < 0) {
                acknowledge();
                return Progress.DONE;
            }
            int start = at;
            if (!passing) {
                Progress stopped = line(start, end > start && pending[end - 1] == '\r' ? end - 1 : end);
                if (stopped != Progress.DONE) {
                    acknowledge();
                    return stopped;
                }
            }
            passing = false;
            addable = mayAdd;
            at = end + 1;
            dealtWith++;
        }
        return Progress.CLOSED;
    }

    /**
     * The end of the line that begins at {@code at}; negative where it has not come yet. What is too long is forgotten.
     */
    private int lineEnd() {
        int end = at;
        while (end < pending.length && pending[end] != '\n') {
            end++;
        }
        if (end < pending.length && end - at <= longestLine) {
            return end;
        }
        if (!passing && end - at > longestLine) {
            records.refuse(Verdict.TOO_LONG, pending, at, end);
            answers.line("ERROR too_long a line has at most " + longestLine + " bytes");
            passing = true;
        }
        if (end < pending.length) {
            return end;
        }
        if (passing) {
            pending = new byte[0];
            at = 0;
        }
        return -1;
    }

    private Progress line(int start, int end) {
        int count = fields.split(pending, start, end);
        String word = count == 0 ? "" : fields.text(0);
        switch (word) {
            case "T" -> {
                return tick(start, end, count);
            }
            case "HELLO" -> hello(count);
            case "PING" -> answers.line("PONG");
            case "BYE" -> {
                leaving = true;
                if (vendor == null) {
                    end("BYE");
                }
                acknowledge();
            }
            default -> {
                records.refuse(end == start ? Verdict.BLANK : Verdict.UNKNOWN_MESSAGE, pending, start, end);
                answers.line("ERROR unknown_message allowed are HELLO, T, PING and BYE");
            }
        }
        return closed ? Progress.CLOSED : Progress.DONE;
    }

    private void hello(int count) {
        Optional<Vendor> named = count == 2 || count == 3 ? vendors.of(fields.text(1)) : Optional.empty();
        if (named.isEmpty()) {
            end("ERROR vendor HELLO needs a name of 1 to 32 letters, digits and . _ -, or there are too many vendors");
            return;
        }
        if (!entitled.test(named.get().name(), count == 3 ? fields.text(2) : "")) {
            end("ERROR token this vendor and token are not allowed");
            return;
        }
        vendor = named.get();
        greeting = true;
        answers.greeted(named.get());
    }

    private Progress tick(int start, int end, int count) {
        Vendor speaker = vendor;
        if (speaker == null) {
            end("ERROR hello the first line is HELLO vendor [token]");
            return Progress.CLOSED;
        }
        if (count != FIELDS) {
            records.refuse(count < FIELDS ? Verdict.TRUNCATED : Verdict.MALFORMED, pending, start, end);
            answers.line("ERROR " + records.verdict().word() + " a tick is: T sequence time symbol price size");
            return Progress.DONE;
        }
        long sequence = Digits.whole(pending, fields.from(1), fields.to(1));
        if (sequence < 1) {
            records.refuse(Verdict.SEQUENCE, pending, start, end);
            answers.line("ERROR sequence '" + fields.text(1) + "' is no whole number above 0");
            return Progress.DONE;
        }
        fields.places(2, places);
        return answer(records.take(speaker, sequence, pending, start, end, places, addable), speaker, sequence);
    }

    private Progress answer(VendorRecords.Result result, Vendor speaker, long sequence) {
        switch (result) {
            case TAKEN, REPEATED -> due = true;
            case REJECTED -> {
                due = true;
                answers.line("REJECT " + sequence + ' ' + records.verdict().word());
            }
            case GAP -> answers.line("GAP " + (speaker.lastSequence() + 1));
            case NO_ROOM -> {
                return Progress.NO_ROOM;
            }
            case NEW_SYMBOL -> {
                newSymbol = fields.text(3);
                return Progress.NEW_SYMBOL;
            }
        }
        return Progress.DONE;
    }

    private void end(String lastWord) {
        answers.line(lastWord);
        answers.close();
        closed = true;
    }
}
