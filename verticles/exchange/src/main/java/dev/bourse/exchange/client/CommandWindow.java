package dev.bourse.exchange.client;

import dev.bourse.exchange.envelope.CommandBatchEncoder;
import dev.bourse.exchange.envelope.MessageHeaderEncoder;
import dev.bourse.exchange.session.Messages;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The commands that were not answered yet, as bytes by their sequence, so that they can be sent again; makes batches of
 * those that are to be sent. Knows nothing of connections and clocks. One thread.
 *
 * <p>The commands stand one behind the other in a ring, as they will in a batch, so that a batch is a copy or two.
 *
 * <p>A command is <i>waiting</i> until its batch was sent, then <i>sent</i>, then done: answered, or given up. What is
 * given up may still be applied if it was sent; where it is sent again, only its sequence is.
 */
final class CommandWindow {
    /** No command is longer. */
    static final int LONGEST = 256;
    /** The sequencer remembers as many answers of a client. */
    static final int MOST = 8_192;

    private static final int PREFIX = MessageHeaderEncoder.ENCODED_LENGTH + CommandBatchEncoder.BLOCK_LENGTH;
    /** Bytes for which there is room for each command; where they are longer, fewer fit. */
    private static final int USUAL = 128;

    private static final byte WAITING = 0;
    private static final byte GIVEN_UP = 1;
    private static final byte DONE = 2;

    private final long clientId;
    private final int mask;
    private final UnsafeBuffer commands;
    /** By sequence, masked: where in the stream of all commands' bytes a command starts, and how long it is. */
    private final long[] starts;

    private final int[] lengths;
    /** Apart from the commands' bytes, so that an answer need not touch these, which have left the cache by then. */
    private final long[] correlationIds;

    private final long[] deadlines;
    private final byte[] states;
    private final UnsafeBuffer batch;
    private final int batchBytes;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final CommandBatchEncoder encoder = new CommandBatchEncoder();
    private long first = 1;
    private long nextToSend = 1;
    private long next = 1;
    private long nextDeadline = 1;
    /** How many bytes commands have ever taken, with what was left out at ring ends. */
    private long end;

    private int batchCount;
    private int open;

    /**
     * An empty window.
     *
     * @param size commands that may be unanswered, a power of two up to {@value #MOST}
     * @param batchBytes bytes of a batch at most
     */
    CommandWindow(long clientId, int size, int batchBytes) {
        if (Integer.bitCount(size) != 1 || size > MOST) {
            throw new IllegalArgumentException("the window is " + size + "; it must be a power of two up to " + MOST);
        }
        this.clientId = clientId;
        this.batchBytes = batchBytes;
        mask = size - 1;
        commands = new UnsafeBuffer(new byte[Math.max(size * USUAL, 4 * LONGEST)]);
        starts = new long[size];
        lengths = new int[size];
        correlationIds = new long[size];
        deadlines = new long[size];
        states = new byte[size];
        Arrays.fill(states, DONE);
        batch = new UnsafeBuffer(new byte[Math.max(batchBytes, PREFIX + LONGEST)]);
    }

    /** Whether one more command would find room. */
    boolean isFull() {
        return next - first > mask || (first < next && place() + LONGEST - starts[slot(first)] > commands.capacity());
    }

    /** How many commands have no answer yet and were not given up. */
    int open() {
        return open;
    }

    /** The sequence of the first command that the sequencer has not answered. */
    long first() {
        return first;
    }

    /** Takes a command and gives its sequence; there must be room. */
    long add(DirectBuffer command, int offset, int length, long deadline) {
        if (isFull()) {
            throw new IllegalStateException("the window is full");
        }
        if (length > LONGEST || Messages.lengthAt(command, offset, offset + length) != length) {
            throw new IllegalArgumentException("a command has a header and the block that it names, at most " + LONGEST
                    + " bytes; this has " + length);
        }
        int slot = slot(next);
        long start = place();
        commands.putBytes(at(start), command, offset, length);
        end = start + length;
        starts[slot] = start;
        lengths[slot] = length;
        correlationIds[slot] = Messages.correlationOfCommand(command, offset, length);
        deadlines[slot] = deadline;
        states[slot] = WAITING;
        open++;
        return next++;
    }

    /** Makes a batch of what is to be sent next and gives its length, 0 if there is nothing. */
    int makeBatch() {
        batchCount = 0;
        if (nextToSend == next) {
            return 0;
        }
        encoder.wrapAndApplyHeader(batch, 0, header)
                .clientId(clientId)
                .firstSequence(nextToSend)
                .answeredBelow(first);
        int filled = PREFIX;
        int copied = PREFIX;
        long copyEnd = 0;
        for (long sequence = nextToSend; sequence < next; sequence++) {
            int slot = slot(sequence);
            boolean skip = states[slot] == GIVEN_UP;
            int length = skip ? Messages.HEADER : lengths[slot];
            if (filled + length > batch.capacity() || (filled + length > batchBytes && batchCount > 0)) {
                break;
            }
            if (skip || starts[slot] != copyEnd || at(copyEnd) == 0) {
                copy(copied, copyEnd, filled);
                copied = filled;
            }
            if (skip) {
                batch.putLong(filled, Messages.SKIP);
                copied += length;
            }
            copyEnd = starts[slot] + length;
            filled += length;
            batchCount++;
        }
        copy(copied, copyEnd, filled);
        return filled;
    }

    /** Copies commands that stand one behind the other, up to a place of the ring, into a part of the batch. */
    private void copy(int from, long ringEnd, int to) {
        int length = to - from;
        if (length > 0) {
            batch.putBytes(from, commands, at(ringEnd - length), length);
        }
    }

    /** The batch that was made last. */
    DirectBuffer batch() {
        return batch;
    }

    /** Notes that the batch that was made last is on its way; gives how many commands it holds. */
    int sent() {
        int count = batchCount;
        nextToSend += count;
        batchCount = 0;
        return count;
    }

    /** Everything that has no answer is to be sent again. */
    void sendAgain() {
        nextToSend = first;
        batchCount = 0;
    }

    /** Notes an answer: true if it is the first one and somebody still waits for it. */
    boolean answered(long sequence) {
        if (sequence < first || sequence >= next) {
            return false;
        }
        int slot = slot(sequence);
        boolean awaited = states[slot] == WAITING;
        if (awaited) {
            open--;
        }
        states[slot] = DONE;
        while (first < next && states[slot(first)] == DONE) {
            first++;
        }
        nextToSend = Math.max(nextToSend, first);
        return awaited;
    }

    /** Gives up the next command whose deadline has passed, and gives its sequence, or 0. Deadlines never fall. */
    long giveUp(long now) {
        nextDeadline = Math.max(nextDeadline, first);
        while (nextDeadline < next) {
            int slot = slot(nextDeadline);
            if (states[slot] == WAITING && deadlines[slot] - now > 0) {
                return 0;
            }
            nextDeadline++;
            if (states[slot] == WAITING) {
                states[slot] = GIVEN_UP;
                open--;
                return nextDeadline - 1;
            }
        }
        return 0;
    }

    /** The correlation id of a command that is still kept. */
    long correlationOf(long sequence) {
        return correlationIds[slot(sequence)];
    }

    /** Where the next command starts, however long it is: there is no break within a command. */
    private long place() {
        int untilBreak = commands.capacity() - at(end);
        return untilBreak < LONGEST ? end + untilBreak : end;
    }

    private int slot(long sequence) {
        return (int) sequence & mask;
    }

    private int at(long position) {
        return (int) position & (commands.capacity() - 1);
    }
}
