package dev.bourse.shared.log;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The newest part of one partition's stream. One writer at a time, told by its epoch: once a successor has opened the
 * log, nothing of an earlier one enters. Where more copies were lost than there were, a writer goes on with an empty
 * one. An append may be repeated, so it may be tried again whenever its answer was lost. Used by one thread at a time.
 */
public final class PartitionLog {
    /** The version of {@link #toBytes} that this code writes, and the only one that it reads. */
    public static final byte VERSION = 1;

    private final ArrayDeque<LogEntry> entries = new ArrayDeque<>();
    private long epoch;
    private long last;
    private long bytes;
    private LogMark mark = LogMark.NONE;
    private byte[] note = new byte[0];

    /**
     * A writer begins its term: from now on earlier ones are refused. Where {@code ofEpoch} is lower than that of the
     * log it changes nothing; compare {@link LogHead#epoch} of {@link #head}.
     */
    public void open(long ofEpoch) {
        epoch = Math.max(epoch, ofEpoch);
    }

    /**
     * Appends entries with the sequences after {@link LogHead#last}; those up to there are passed over. Stops at the
     * first one that cannot be appended.
     *
     * @param mostBytes what the entries may take together; one entry is always taken in
     */
    public AppendResult append(long ofEpoch, List<LogEntry> further, long mostBytes, Overflow overflow) {
        if (ofEpoch < epoch) {
            return answer(AppendResult.Outcome.FENCED);
        }
        if (ofEpoch > epoch || last == 0) {
            goOn(ofEpoch, further);
        }
        for (LogEntry entry : further) {
            if (entry.sequence() > last + 1) {
                return answer(AppendResult.Outcome.OUT_OF_ORDER);
            }
            if (entry.sequence() == last + 1) {
                if (!makeRoom(entry.bytes(), mostBytes, overflow)) {
                    return answer(AppendResult.Outcome.FULL);
                }
                entries.add(entry);
                last = entry.sequence();
                bytes += entry.bytes();
                note = entry.note();
            }
        }
        return answer(AppendResult.Outcome.APPENDED);
    }

    /**
     * The log that this writer has opened is gone with all of its copies, or nothing was ever in it: it begins where
     * the writer is. Readers see what they lack by the first sequence that is there.
     */
    private void goOn(long ofEpoch, List<LogEntry> further) {
        epoch = ofEpoch;
        if (!further.isEmpty() && further.getFirst().sequence() > last + 1) {
            entries.clear();
            bytes = 0;
            last = further.getFirst().sequence() - 1;
        }
    }

    /** Keeps a newer mark of the present writer, where the log has come as far. */
    public void mark(long ofEpoch, LogMark newer) {
        if (ofEpoch == epoch && newer.sequence() >= mark.sequence() && newer.sequence() <= last) {
            mark = newer;
        }
    }

    /** No reader needs the entries up to {@code sequence}: forgets them, as far as the mark goes. */
    public void trim(long sequence) {
        long until = Math.min(sequence, mark.sequence());
        while (!entries.isEmpty() && entries.element().sequence() <= until) {
            bytes -= entries.remove().bytes();
        }
    }

    /** The entries after {@code after}, as many as {@code mostBytes} allow, and one at least. */
    public LogSlice read(long after, long mostBytes) {
        List<LogEntry> slice = new ArrayList<>();
        long taken = 0;
        for (LogEntry entry : entries) {
            if (entry.sequence() > after) {
                taken += entry.bytes();
                if (taken > mostBytes && !slice.isEmpty()) {
                    break;
                }
                slice.add(entry);
            }
        }
        return new LogSlice(first(), last, slice);
    }

    /** How far it is. */
    public LogHead head() {
        return new LogHead(epoch, first(), last, bytes, mark, note);
    }

    private long first() {
        return last + 1 - entries.size();
    }

    private boolean makeRoom(int needed, long mostBytes, Overflow overflow) {
        while (overflow == Overflow.DROP_OLDEST && bytes + needed > mostBytes && !entries.isEmpty()) {
            bytes -= entries.remove().bytes();
        }
        return bytes + needed <= mostBytes || entries.isEmpty();
    }

    private AppendResult answer(AppendResult.Outcome outcome) {
        return new AppendResult(outcome, last, bytes);
    }

    /** All of it, to move to another process. */
    public byte[] toBytes() {
        int size = 1 + 3 * Long.BYTES + 3 * Integer.BYTES + mark.bytes().length + note.length;
        for (LogEntry entry : entries) {
            size += 2 * Integer.BYTES + entry.batch().length + entry.note().length;
        }
        ByteBuffer out = ByteBuffer.allocate(size);
        out.put(VERSION).putLong(epoch).putLong(last).putLong(mark.sequence());
        put(out, mark.bytes());
        put(out, note);
        out.putInt(entries.size());
        entries.forEach(entry -> {
            put(out, entry.batch());
            put(out, entry.note());
        });
        return out.array();
    }

    /**
     * What {@link #toBytes} has written.
     *
     * @throws IllegalArgumentException if the bytes are of another version or damaged
     */
    public static PartitionLog of(byte[] written) {
        ByteBuffer in = ByteBuffer.wrap(written);
        try {
            byte version = in.get();
            if (version != VERSION) {
                throw new IllegalArgumentException("log version " + version + " is not known; known is " + VERSION);
            }
            PartitionLog log = new PartitionLog();
            log.epoch = in.getLong();
            log.last = in.getLong();
            log.mark = new LogMark(in.getLong(), get(in));
            log.note = get(in);
            int count = in.getInt();
            for (int i = 0; i < count; i++) {
                LogEntry entry = new LogEntry(log.last - count + 1 + i, get(in), get(in));
                log.entries.add(entry);
                log.bytes += entry.bytes();
            }
            return log;
        } catch (BufferUnderflowException | NegativeArraySizeException truncated) {
            throw new IllegalArgumentException("a log of " + written.length + " bytes is cut short", truncated);
        }
    }

    private static void put(ByteBuffer out, byte[] value) {
        out.putInt(value.length).put(value);
    }

    private static byte[] get(ByteBuffer in) {
        byte[] value = new byte[in.getInt()];
        in.get(value);
        return value;
    }
}
