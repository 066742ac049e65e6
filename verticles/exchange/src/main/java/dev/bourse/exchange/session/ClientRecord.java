package dev.bourse.exchange.session;

import dev.bourse.exchange.snapshot.StateReader;
import dev.bourse.exchange.snapshot.StateWriter;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What is remembered of one client: which command it sends next, and the answers that it has not said to have. Answers
 * are kept as bytes in a ring that grows to what the client leaves unanswered at a time. One thread.
 */
final class ClientRecord {
    private static final int LEAST_ANSWERS = 64;
    private static final int LEAST_BYTES = 1 << 14;

    final long clientId;
    /** The session that sent last; an earlier one is not listened to any more. */
    long sessionId;
    /** Microseconds of the log, when it last sent. */
    long lastSent;

    private long answeredBelow = 1;
    private long next = 1;
    /** By sequence, masked: where in the stream of answer bytes an answer starts, and how long it is. */
    private long[] starts = new long[LEAST_ANSWERS];

    private int[] lengths = new int[LEAST_ANSWERS];
    private UnsafeBuffer bytes = new UnsafeBuffer(new byte[LEAST_BYTES]);
    /** How many bytes were ever kept, with what was left out at ring ends. */
    private long end;

    ClientRecord(long clientId) {
        this.clientId = clientId;
    }

    /** The sequence of the next new command. */
    long next() {
        return next;
    }

    /** The sequence of the first command whose answer is still kept. */
    long answeredBelow() {
        return answeredBelow;
    }

    /** Forgets answers before a sequence. */
    void forgetBelow(long sequence) {
        answeredBelow = Math.max(answeredBelow, Math.min(sequence, next));
    }

    /** Keeps the answer to command {@link #next}, which may have no bytes at all, and counts the command. */
    void keep(DirectBuffer buffer, int offset, int length) {
        if (next - answeredBelow == lengths.length) {
            growIndex();
        }
        long start = place(length);
        while (start + length - oldest(start) > bytes.capacity()) {
            growBytes();
            start = place(length);
        }
        bytes.putBytes(at(start), buffer, offset, length);
        int slot = slot(next);
        starts[slot] = start;
        lengths[slot] = length;
        end = start + length;
        next++;
    }

    /** The length of a kept answer. */
    int length(long sequence) {
        return lengths[slot(sequence)];
    }

    /** Copies a kept answer out. */
    void copy(long sequence, MutableDirectBuffer to, int offset) {
        int slot = slot(sequence);
        to.putBytes(offset, bytes, at(starts[slot]), lengths[slot]);
    }

    void save(StateWriter out) {
        out.putLong(clientId);
        out.putLong(sessionId);
        out.putLong(lastSent);
        out.putLong(answeredBelow);
        out.putLong(next);
        for (long sequence = answeredBelow; sequence < next; sequence++) {
            int length = length(sequence);
            int from = at(starts[slot(sequence)]);
            out.putLong(length);
            for (int i = 0; i < length; i++) {
                out.putLong(bytes.getByte(from + i));
            }
        }
    }

    static ClientRecord load(StateReader in) {
        ClientRecord client = new ClientRecord(in.getLong());
        client.sessionId = in.getLong();
        client.lastSent = in.getLong();
        client.answeredBelow = in.getLong();
        client.next = client.answeredBelow;
        long next = in.getLong();
        UnsafeBuffer answer = new UnsafeBuffer(new byte[AnswerCollector.LONGEST]);
        while (client.next < next) {
            int length = in.getInt("length of an answer", 0, AnswerCollector.LONGEST);
            for (int i = 0; i < length; i++) {
                answer.putByte(i, (byte) in.getLong());
            }
            client.keep(answer, 0, length);
        }
        return client;
    }

    /** Where so many bytes fit without a break at the ring's end. */
    private long place(int length) {
        int untilBreak = bytes.capacity() - at(end);
        return untilBreak < length ? end + untilBreak : end;
    }

    private long oldest(long otherwise) {
        return answeredBelow == next ? otherwise : starts[slot(answeredBelow)];
    }

    private void growIndex() {
        long[] oldStarts = starts;
        int[] oldLengths = lengths;
        starts = new long[oldStarts.length * 2];
        lengths = Arrays.copyOf(oldLengths, starts.length);
        for (long sequence = answeredBelow; sequence < next; sequence++) {
            int old = (int) sequence & (oldStarts.length - 1);
            starts[slot(sequence)] = oldStarts[old];
            lengths[slot(sequence)] = oldLengths[old];
        }
    }

    private void growBytes() {
        UnsafeBuffer old = bytes;
        bytes = new UnsafeBuffer(new byte[old.capacity() * 2]);
        end = 0;
        for (long sequence = answeredBelow; sequence < next; sequence++) {
            int slot = slot(sequence);
            long start = place(lengths[slot]);
            bytes.putBytes(at(start), old, (int) starts[slot] & (old.capacity() - 1), lengths[slot]);
            starts[slot] = start;
            end = start + lengths[slot];
        }
    }

    private int slot(long sequence) {
        return (int) sequence & (lengths.length - 1);
    }

    private int at(long position) {
        return (int) position & (bytes.capacity() - 1);
    }
}
