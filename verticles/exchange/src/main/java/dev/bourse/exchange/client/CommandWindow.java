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
 * <p>A command is <i>waiting</i> until its batch was sent, then <i>sent</i>, then done: answered, or given up. What is
 * given up may still be applied if it was sent; where it is sent again, only its sequence is.
 */
final class CommandWindow {
    /** No command is longer. */
    static final int LONGEST = 256;
    /** The sequencer remembers as many answers of a client. */
    static final int MOST = 8_192;

    private static final int PREFIX = MessageHeaderEncoder.ENCODED_LENGTH + CommandBatchEncoder.BLOCK_LENGTH;
    private static final byte WAITING = 0;
    private static final byte GIVEN_UP = 1;
    private static final byte DONE = 2;

    private final long clientId;
    private final int mask;
    private final UnsafeBuffer commands;
    private final int[] lengths;
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
        commands = new UnsafeBuffer(new byte[size * LONGEST]);
        lengths = new int[size];
        deadlines = new long[size];
        states = new byte[size];
        Arrays.fill(states, DONE);
        batch = new UnsafeBuffer(new byte[Math.max(batchBytes, PREFIX + LONGEST)]);
    }

    /** Whether one more command would find room. */
    boolean isFull() {
        return next - first > mask;
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
        commands.putBytes(slot * LONGEST, command, offset, length);
        lengths[slot] = length;
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
        int end = PREFIX;
        for (long sequence = nextToSend; sequence < next; sequence++) {
            int slot = slot(sequence);
            boolean skip = states[slot] == GIVEN_UP;
            int length = skip ? Messages.HEADER : lengths[slot];
            if (end + length > batch.capacity() || (end + length > batchBytes && batchCount > 0)) {
                break;
            }
            if (skip) {
                batch.putLong(end, Messages.SKIP);
            } else {
                batch.putBytes(end, commands, slot * LONGEST, length);
            }
            end += length;
            batchCount++;
        }
        return end;
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
        int slot = slot(sequence);
        return Messages.correlationOfCommand(commands, slot * LONGEST, lengths[slot]);
    }

    private int slot(long sequence) {
        return (int) sequence & mask;
    }
}
