package dev.bourse.data.format;

import dev.bourse.data.record.Tally;
import dev.bourse.data.record.TickSink;
import dev.bourse.data.record.Verdict;

/**
 * Cuts a stream into ITCH messages, each with its length in two bytes in front. Some published samples leave the length
 * 0: then the type says it. A message of an unknown type is passed over by its length; where that is 0 too, nothing
 * after it can be found, and the rest counts as one rejected record.
 */
final class ItchRecords implements RecordFormat {
    private static final int LONGEST = 2 + 0xffff;

    private final ItchMessages messages;
    private boolean lost;

    ItchRecords(ItchMessages messages) {
        this.messages = messages;
    }

    /** True where these first bytes of a stream are a whole ITCH message of a known type. */
    static boolean isItch(byte[] bytes, int to) {
        if (to < 3) {
            return false;
        }
        int framed = framed(bytes, 0);
        int length = ItchMessages.length(bytes[2]);
        return length > 0 && (framed == length || framed == 0) && bytes[2] == 'S';
    }

    @Override
    public int window() {
        return LONGEST;
    }

    @Override
    public int take(byte[] bytes, int from, int to, boolean end, TickSink sink, Tally tally) {
        int at = from;
        while (!lost && to - at >= 3) {
            int framed = framed(bytes, at);
            int expected = ItchMessages.length(bytes[at + 2]);
            int length = framed == 0 ? expected : framed;
            if (length == 0) {
                tally.count(Verdict.UNKNOWN_MESSAGE, bytes, at, to);
                lost = true;
            } else if (at + 2 + length > to) {
                break;
            } else {
                Verdict verdict = expected == length ? messages.message(bytes, at + 2, sink) : Verdict.UNKNOWN_MESSAGE;
                tally.count(verdict, bytes, at + 2, at + 2 + length);
                at += 2 + length;
            }
        }
        if (lost) {
            return to;
        }
        if (end && at < to) {
            tally.count(Verdict.TRUNCATED, bytes, at, to);
            return to;
        }
        return at;
    }

    private static int framed(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
    }
}
