package dev.bourse.exchange.session;

import dev.bourse.exchange.core.CoreView;
import dev.bourse.exchange.core.ExchangeCore;
import dev.bourse.exchange.core.OutputConsumer;
import dev.bourse.exchange.envelope.CommandBatchDecoder;
import dev.bourse.exchange.envelope.MessageHeaderDecoder;
import dev.bourse.exchange.envelope.Refusal;
import dev.bourse.exchange.message.CommandWriter;
import dev.bourse.exchange.protocol.SnapshotMarkedDecoder;
import dev.bourse.exchange.snapshot.StateHash;
import dev.bourse.exchange.snapshot.StateReader;
import dev.bourse.exchange.snapshot.StateWriter;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The exchange as the log drives it: batches of clients' commands and the passing of time go in, answers and numbered
 * outputs come out. The same log gives the same outputs, answers and state on every replica.
 *
 * <p>A client's commands count from 1. The next one is applied; an earlier one is answered with the bytes of its first
 * answer, marked as repeated; a batch that leaves some out, or is otherwise at fault, is refused and changes nothing.
 * So a client that sends all unanswered commands again after a failure has each of them applied exactly once. One
 * thread.
 */
public final class SequencedExchange {
    private static final int PREFIX = MessageHeaderDecoder.ENCODED_LENGTH + CommandBatchDecoder.BLOCK_LENGTH;

    /** Commands for which the core reads ahead at a time: as many as the benchmark of the core found best. */
    private static final int GROUP = 32;

    private final ExchangeCore core;
    private final Listener listener;
    private final Clients clients = new Clients();
    private final AnswerCollector collector = new AnswerCollector();
    private final AnswerBatch answers;
    private final OutputBatcher outputs;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final CommandBatchDecoder batch = new CommandBatchDecoder();
    private final UnsafeBuffer tick = new UnsafeBuffer(new byte[CommandWriter.LONGEST]);
    private final int tickLength = new CommandWriter(tick).market().tick(0);
    /** Made once: a method reference is a new object wherever it stands. */
    private final OutputConsumer answered = this::onOutput;

    private final OutputConsumer unanswered = this::onOutputAlone;
    private long timestamp;
    private boolean snapshotMarked;

    /** Takes what the exchange says. Buffers are valid during the call only. */
    public interface Listener {
        /** Answers for the session whose batch is at work, or its refusal, behind which it is to be closed. */
        void onAnswers(DirectBuffer buffer, int length, boolean refused);

        /** A batch of outputs with its header: {@code outputs} of them from number {@code first} on, 0 a heartbeat. */
        void onOutputs(long first, int outputs, DirectBuffer buffer, int length);

        /** A command is about to be applied; repeats and given up ones are not. */
        default void onCommand(DirectBuffer buffer, int offset, int length, long timestampMicros) {}
    }

    /** An empty exchange with room for so many open orders before its tables grow. */
    public SequencedExchange(int expectedOrders, Listener listener) {
        core = new ExchangeCore(expectedOrders);
        this.listener = listener;
        answers = new AnswerBatch(listener);
        outputs = new OutputBatcher(listener::onOutputs);
    }

    /**
     * Takes one batch of a client.
     *
     * @param sessionId rises with each new session
     * @param timestampMicros the log's time
     * @return whether the batch was taken; if not, its refusal was given to the listener
     */
    public boolean apply(DirectBuffer buffer, int offset, int length, long sessionId, long timestampMicros) {
        timestamp = timestampMicros;
        header.wrap(buffer, offset);
        int end = offset + length;
        if (length < PREFIX
                || header.schemaId() != MessageHeaderDecoder.SCHEMA_ID
                || header.templateId() != CommandBatchDecoder.TEMPLATE_ID
                || header.blockLength() < CommandBatchDecoder.BLOCK_LENGTH
                || length < MessageHeaderDecoder.ENCODED_LENGTH + header.blockLength()) {
            answers.refuse(0, 0, Refusal.MALFORMED);
            return false;
        }
        batch.wrapAndApplyHeader(buffer, offset, header);
        int at = offset + MessageHeaderDecoder.ENCODED_LENGTH + header.blockLength();
        long clientId = batch.clientId();
        long sequence = batch.firstSequence();
        int count = Messages.count(buffer, at, end);
        Refusal refusal = clients.whyNot(clientId, sessionId, sequence, batch.answeredBelow(), count, timestampMicros);
        if (refusal != Refusal.NULL_VAL) {
            ClientRecord known = clients.find(clientId);
            answers.refuse(clientId, known == null ? 0 : known.next(), refusal);
            return false;
        }
        ClientRecord client = clients.heardOf(clientId, sessionId, timestampMicros);
        client.forgetBelow(batch.answeredBelow());
        while (at < end) {
            int endOfGroup = readAhead(buffer, at, end);
            while (at < endOfGroup) {
                int commandLength = Messages.lengthAt(buffer, at, end);
                command(client, sequence++, buffer, at, commandLength);
                at += commandLength;
            }
        }
        answers.flush();
        outputs.flush(timestampMicros);
        return true;
    }

    /** Applies a command of nobody, whose outputs go out without an answer. */
    public void apply(DirectBuffer command, int offset, int length, long timestampMicros) {
        timestamp = timestampMicros;
        listener.onCommand(command, offset, length, timestampMicros);
        core.apply(command, offset, length, timestampMicros, unanswered);
        outputs.flush(timestampMicros);
    }

    /**
     * Lets time pass, once for each second of the log's time: orders that are due expire, and a heartbeat tells readers
     * of outputs that there are none.
     */
    public void passTime(long timestampMicros) {
        timestamp = timestampMicros;
        if (core.view().nextExpiry() <= timestampMicros) {
            apply(tick, 0, tickLength, timestampMicros);
        }
        outputs.heartbeat(core.outputNumber() + 1, timestampMicros);
    }

    /** Whether a command has marked a snapshot since this was asked last. */
    public boolean takeSnapshotMark() {
        boolean marked = snapshotMarked;
        snapshotMarked = false;
        return marked;
    }

    /** How many commands were applied. */
    public long commandNumber() {
        return core.commandNumber();
    }

    /** The last output's number. */
    public long outputNumber() {
        return core.outputNumber();
    }

    /** What can be looked at. */
    public CoreView view() {
        return core.view();
    }

    /** A hash of the core's state and of what is remembered of clients. */
    public long stateHash() {
        StateHash hash = new StateHash();
        save(hash);
        return hash.value();
    }

    /** How many clients are remembered. */
    public int clients() {
        return clients.count();
    }

    /** Writes the whole state, between two batches. */
    public void save(StateWriter out) {
        core.save(out);
        clients.save(out);
    }

    /** Replaces the whole state by one that was saved. */
    public void load(StateReader in) {
        core.load(in);
        clients.load(in);
    }

    private void command(ClientRecord client, long sequence, DirectBuffer buffer, int offset, int length) {
        if (sequence < client.next()) {
            if (sequence >= client.answeredBelow()) {
                answers.repeat(client, sequence);
            }
            return;
        }
        long commandNumber = 0;
        int at = answers.end();
        collector.begin(Messages.correlationOfCommand(buffer, offset, length), answers.bytes(), at);
        if (!Messages.isSkip(buffer, offset)) {
            listener.onCommand(buffer, offset, length, timestamp);
            core.apply(buffer, offset, length, timestamp, answered);
            commandNumber = core.commandNumber();
        }
        int answerLength = collector.finish(client.clientId, sequence, commandNumber, core.outputNumber() + 1);
        client.keep(answers.buffer(), at, answerLength);
        answers.written(answerLength);
    }

    private void onOutput(DirectBuffer buffer, int offset, int length) {
        collector.add(buffer, offset, length);
        outputs.add(buffer, offset, length, timestamp);
        snapshotMarked |= Messages.templateId(buffer, offset) == SnapshotMarkedDecoder.TEMPLATE_ID;
    }

    private void onOutputAlone(DirectBuffer buffer, int offset, int length) {
        outputs.add(buffer, offset, length, timestamp);
    }

    /** Has the core read ahead for a group of commands and gives where the group ends. */
    private int readAhead(DirectBuffer buffer, int from, int end) {
        int at = from;
        for (int i = 0; i < GROUP && at < end; i++) {
            int length = Messages.lengthAt(buffer, at, end);
            core.readAhead(buffer, at, length);
            at += length;
        }
        core.readFurtherAhead();
        return at;
    }
}
