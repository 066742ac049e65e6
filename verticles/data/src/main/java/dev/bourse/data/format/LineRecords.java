package dev.bourse.data.format;

import dev.bourse.data.record.RejectionListener;
import dev.bourse.data.record.Tally;
import dev.bourse.data.record.TickSink;
import dev.bourse.data.record.Verdict;

/**
 * Cuts a stream into lines, ended by LF or CR LF; the last one may lack its end. A line over the limit is rejected and
 * passed over as its bytes come, so it never takes more memory than the limit.
 */
public final class LineRecords implements RecordFormat {
    private final LineFormat format;
    private final int longest;
    private boolean passing;

    /** @param longest the most bytes that a line may have without its end */
    public LineRecords(LineFormat format, int longest) {
        this.format = format;
        this.longest = longest;
    }

    @Override
    public int window() {
        return longest + 2;
    }

    @Override
    public int take(byte[] bytes, int from, int to, boolean end, TickSink sink, Tally tally) {
        int start = from;
        while (start < to) {
            int lineEnd = lineEnd(bytes, start, to);
            if (lineEnd == to && !end) {
                return unfinished(bytes, start, to, tally);
            }
            if (passing) {
                passing = false;
            } else {
                judge(bytes, start, lineEnd, sink, tally);
            }
            start = lineEnd + 1;
        }
        return to;
    }

    @Override
    public boolean atBeginning() {
        return !passing;
    }

    /** The first line says all; ticks of one that is no header are for nobody. */
    @Override
    public boolean begin(byte[] bytes, int to) {
        int end = lineEnd(bytes, 0, to);
        if (end == to) {
            return false;
        }
        take(bytes, 0, end + 1, false, (instrument, time, price, size) -> {}, new Tally(RejectionListener.NONE));
        return !passing;
    }

    private int unfinished(byte[] bytes, int start, int to, Tally tally) {
        if (!passing && to - start <= longest + 1) {
            return start;
        }
        if (!passing) {
            tally.count(Verdict.TOO_LONG, bytes, start, to);
            passing = true;
        }
        return to;
    }

    private void judge(byte[] bytes, int start, int lineEnd, TickSink sink, Tally tally) {
        int to = lineEnd > start && bytes[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
        Verdict verdict = to == start
                ? Verdict.BLANK
                : to - start > longest ? Verdict.TOO_LONG : format.line(bytes, start, to, sink);
        tally.count(verdict, bytes, start, to);
    }

    private static int lineEnd(byte[] bytes, int from, int to) {
        int index = from;
        while (index < to && bytes[index] != '\n') {
            index++;
        }
        return index;
    }
}
