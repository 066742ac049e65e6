package dev.bourse.standalone.chaos;

import dev.bourse.exchange.client.Answer;
import dev.bourse.exchange.client.AnswerListener;
import dev.bourse.exchange.client.SequencerSession;
import dev.bourse.exchange.core.OutputConsumer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.Function;
import org.agrona.DirectBuffer;

/**
 * One client of the exchange: sends its commands and notes what each answer said. Sends and polls on one thread; what
 * it noted may be read by others once that has ended.
 */
final class ExchangeTrader implements AnswerListener {
    private final ExchangeOrders orders;
    private final BitSet marks = new BitSet();
    private final OutputConsumer fold = this::fold;
    private final SequencerSession session;
    private long[] commandNumbers = new long[1 << 16];
    private long[] firstOutputs = new long[1 << 16];
    private int[] outputs = new int[1 << 16];
    private long[] hashes = new long[1 << 16];
    private long hash;
    private long sent;
    private long answered;
    private long doubled;
    private long unknown;
    private long repeated;
    private long lastOutput;

    ExchangeTrader(int client, long seed, Function<AnswerListener, SequencerSession> connect) {
        orders = new ExchangeOrders(client, seed);
        session = connect.apply(this);
    }

    /** Sends the next command, or a request for a snapshot in its place; false where there is no room now. */
    boolean sendNext(boolean mark) {
        long number = sent + 1;
        int length = mark ? orders.writeMark(number) : orders.write(number);
        if (session.send(orders.buffer(), 0, length) < 0) {
            return false;
        }
        sent = number;
        if (mark) {
            marks.set((int) number);
        }
        return true;
    }

    int poll() {
        return session.poll();
    }

    @Override
    public void onAnswer(long correlationId, Answer answer) {
        int number = (int) ExchangeOrders.number(correlationId);
        if (number >= commandNumbers.length) {
            int room = Math.max(number + 1, 2 * commandNumbers.length);
            commandNumbers = Arrays.copyOf(commandNumbers, room);
            firstOutputs = Arrays.copyOf(firstOutputs, room);
            outputs = Arrays.copyOf(outputs, room);
            hashes = Arrays.copyOf(hashes, room);
        }
        if (commandNumbers[number] != 0) {
            doubled++;
            return;
        }
        answered++;
        repeated += answer.isRepeated() ? 1 : 0;
        commandNumbers[number] = answer.commandNumber();
        firstOutputs[number] = answer.firstOutput();
        hash = 0;
        // Of very many outputs an answer leaves some out; there is nothing to compare then.
        outputs[number] = answer.forEach(fold) == answer.outputs() ? answer.outputs() : 0;
        hashes[number] = hash;
        lastOutput = Math.max(lastOutput, answer.firstOutput() + answer.outputs() - 1);
    }

    @Override
    public void onUnknown(long correlationId, String why) {
        unknown++;
    }

    void close() {
        session.close();
    }

    /** Writes its commands once more. */
    ExchangeOrders orders() {
        return orders;
    }

    int leader() {
        return session.leader();
    }

    String state() {
        return session.state();
    }

    long sent() {
        return sent;
    }

    long answered() {
        return answered;
    }

    /** Answers to one command beyond the first. */
    long doubled() {
        return doubled;
    }

    /** Commands of which the client was told that their outcome is not known. */
    long unknown() {
        return unknown;
    }

    /** Commands that had been applied when they were sent again. */
    long repeated() {
        return repeated;
    }

    /** The number of the last output of all answers. */
    long lastOutput() {
        return lastOutput;
    }

    /** The core's number of a command, 0 where it has no answer. */
    long commandNumber(long number) {
        return number < commandNumbers.length ? commandNumbers[(int) number] : 0;
    }

    /** Whether the outputs that the answer to a command held are those under their numbers. */
    boolean agrees(long number, LongList outputHashes) {
        int at = (int) number;
        long all = 0;
        for (int i = 0; i < outputs[at]; i++) {
            long output = firstOutputs[at] - 1 + i;
            if (output >= outputHashes.size()) {
                return false;
            }
            all = join(all, outputHashes.get((int) output));
        }
        return all == hashes[at] || outputs[at] == 0;
    }

    /** Whether a number was a request for a snapshot. */
    boolean isMark(long number) {
        return marks.get((int) number);
    }

    /** A hash of a message's bytes. */
    static long hash(DirectBuffer buffer, int offset, int length) {
        long hash = length;
        int at = offset;
        int end = offset + length;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            hash = join(hash, buffer.getLong(at));
        }
        for (; at < end; at++) {
            hash = join(hash, buffer.getByte(at));
        }
        return hash;
    }

    private void fold(DirectBuffer buffer, int offset, int length) {
        hash = join(hash, hash(buffer, offset, length));
    }

    private static long join(long hash, long next) {
        return (Long.rotateLeft(hash, 5) ^ next) * 0x9E3779B97F4A7C15L;
    }
}
