package dev.bourse.exchange.core;

import dev.bourse.exchange.protocol.MessageHeaderDecoder;
import dev.bourse.exchange.protocol.RejectReason;
import dev.bourse.exchange.snapshot.StateHash;
import dev.bourse.exchange.snapshot.StateReader;
import dev.bourse.exchange.snapshot.StateWriter;
import org.agrona.DirectBuffer;

/**
 * The exchange's business logic: takes one command after another with its time, and gives numbered outputs. The same
 * commands with the same times give the same output bytes and the same state, on every machine, also when a snapshot
 * was taken and restored in between.
 *
 * <p>Every command counts, also one that is refused; what is refused changes nothing else and gives one
 * {@code Rejected} with its reason. Bytes that are no command are refused likewise: {@link #apply} does not throw on
 * its input. Before a command is looked at, orders whose time has come expire.
 *
 * <p>One thread, which is whichever thread calls. The core reads no clock, does no I/O, and makes no garbage once its
 * tables have grown to the size of what they hold.
 */
public final class ExchangeCore {
    private final CoreState state;
    private final CommandReader reader;
    private final CommandOutputs outputs;
    private final CoreImage image;
    private final CoreView view;
    private final ReadAhead ahead;
    private final CommandSubject subject = new CommandSubject();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    /** Not part of the state, and read by nobody: it keeps the reads of readAhead from being optimised away. */
    @SuppressWarnings("UnusedVariable")
    private long readAhead;

    /** An exchange without accounts and instruments, with room for so many open orders before its tables grow. */
    public ExchangeCore(int expectedOrders) {
        state = new CoreState(expectedOrders);
        outputs = new CommandOutputs(state.numbering);
        image = new CoreImage(state);
        reader = new CommandReader(state, outputs, this::stateHash);
        view = new CoreView(state);
        ahead = new ReadAhead(state);
    }

    /**
     * Applies one command.
     *
     * @param buffer holds the SBE message, header included
     * @param offset where the message starts
     * @param length bytes of the message
     * @param timestampMicros the log's time; one before an earlier command's counts as that one's: time stands still
     *     rather than go back
     * @param output takes what the command causes, before this method returns
     */
    public void apply(DirectBuffer buffer, int offset, int length, long timestampMicros, OutputConsumer output) {
        OutputNumbering numbering = state.numbering;
        numbering.beginCommand(timestampMicros, output);
        if (state.expiries.first() <= numbering.timestamp) {
            reader.expire();
        }
        subject.set(0, 0, 0, 0);
        int templateId = 0;
        RejectReason reason = RejectReason.MALFORMED;
        if (length >= MessageHeaderDecoder.ENCODED_LENGTH) {
            header.wrap(buffer, offset);
            templateId = header.templateId();
            reason = reader.read(buffer, offset, length, header, subject);
        }
        if (reason != RejectReason.NULL_VAL) {
            outputs.rejected(
                    templateId,
                    reason,
                    subject.accountId,
                    subject.instrumentId,
                    subject.orderId,
                    subject.clientOrderId);
        }
    }

    /**
     * Reads what a command that will be applied soon is going to need, so that it need not be waited for then. Changes
     * nothing and may be left out: whoever has several commands at hand calls it for each of them first, then once
     * {@link #readFurtherAhead}, and then applies them. Of more than {@value ReadAhead#MOST} the first are read.
     */
    public void readAhead(DirectBuffer buffer, int offset, int length) {
        ahead.read(buffer, offset, length);
    }

    /** Reads what the records lead to that were read by {@link #readAhead} since the last call. */
    public void readFurtherAhead() {
        readAhead += ahead.readNoted();
    }

    /** How many commands were applied; the last one's number. */
    public long commandNumber() {
        return state.numbering.commandNumber;
    }

    /** How many outputs were given; the last one's number. */
    public long outputNumber() {
        return state.numbering.outputNumber;
    }

    /** Microseconds: the time of the last command. */
    public long timestamp() {
        return state.numbering.timestamp;
    }

    /** What can be looked at: accounts, balances, books. */
    public CoreView view() {
        return view;
    }

    /** Writes the whole state, between two commands. */
    public void save(StateWriter out) {
        image.save(out);
    }

    /**
     * Replaces the whole state by one that was saved.
     *
     * @throws dev.bourse.exchange.snapshot.SnapshotException if it cannot be read; the core is not usable then
     */
    public void load(StateReader in) {
        image.load(in);
    }

    /** A hash of the whole state: equal states, equal hashes. Costs a pass over the state. */
    public long stateHash() {
        StateHash hash = new StateHash();
        image.save(hash);
        return hash.value();
    }
}
