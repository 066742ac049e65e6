package dev.bourse.state.partition;

import dev.bourse.shared.instrument.Instrument;
import dev.bourse.state.instrument.InstrumentState;
import dev.bourse.state.snapshot.StateReader;
import dev.bourse.state.snapshot.StateWriter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * A partition's states as bytes, so that another process can go on with them: a magic number, a version, the rules,
 * then each instrument with its state. Restored and given the rest of the ticks, it gives what the original would have
 * given.
 */
public final class PartitionSnapshot {
    /** The version that this code writes, and the only one that it reads. */
    public static final int VERSION = 1;

    private static final int MAGIC = 0x424f5354;

    private PartitionSnapshot() {}

    /** The bytes of the partition's states. */
    public static byte[] write(StatePartition partition) {
        StateWriter out = new StateWriter();
        steps(partition, out).step(Integer.MAX_VALUE);
        return out.toByteArray();
    }

    /**
     * Begins to write the partition's states, instrument by instrument. Nothing may change them until all is written.
     */
    public static Steps steps(StatePartition partition, StateWriter out) {
        out.putInt(MAGIC);
        out.putInt(VERSION);
        out.putText(partition.rules().fingerprint());
        out.putInt(partition.partition());
        out.putInt(partition.partitions().count());
        out.putInt(partition.size());
        List<InstrumentState> states = new ArrayList<>(partition.size());
        partition.forEach(states::add);
        return new Steps(states.iterator(), out);
    }

    /** Writing under way. Used by one thread. */
    public static final class Steps {
        private final Iterator<InstrumentState> states;
        private final StateWriter out;

        private Steps(Iterator<InstrumentState> states, StateWriter out) {
            this.states = states;
            this.out = out;
        }

        /** Writes further instruments until there are {@code bytes} more or so; true when all is written. */
        public boolean step(int bytes) {
            long until = (long) out.size() + bytes;
            while (states.hasNext() && out.size() < until) {
                InstrumentState state = states.next();
                writeInstrument(out, state.instrument());
                state.write(out);
            }
            return !states.hasNext();
        }
    }

    /**
     * Fills an empty partition with what was written of one.
     *
     * @throws IllegalArgumentException if the bytes are of another version, partition or rules, or damaged; then the
     *     partition is not to be used
     */
    public static void restore(byte[] bytes, StatePartition partition) {
        restore(new StateReader(bytes), partition);
    }

    /** As the other, from where the reader is to its end. */
    public static void restore(StateReader in, StatePartition partition) {
        expect("magic number", MAGIC, in.getInt());
        expect("version", VERSION, in.getInt());
        expect("rules", partition.rules().fingerprint(), in.getText());
        expect("partition", partition.partition(), in.getInt());
        expect("number of partitions", partition.partitions().count(), in.getInt());
        int size = in.getInt();
        for (int i = 0; i < size; i++) {
            Instrument instrument = readInstrument(in);
            partition.add(instrument);
            partition.require(instrument.id()).read(in);
        }
        in.end();
    }

    private static void expect(String what, Object expected, Object found) {
        if (!expected.equals(found)) {
            throw new IllegalArgumentException(
                    "the saved state has " + what + " '" + found + "' where '" + expected + "' is needed");
        }
    }

    private static void writeInstrument(StateWriter out, Instrument instrument) {
        out.putInt(instrument.id());
        out.putText(instrument.symbol());
        out.putInt(instrument.priceDecimals());
        out.putInt(instrument.sizeDecimals());
        out.putLong(instrument.tickSize());
        out.putLong(instrument.lotSize());
        out.putLong(instrument.referencePrice());
    }

    private static Instrument readInstrument(StateReader in) {
        return new Instrument(
                in.getInt(), in.getText(), in.getInt(), in.getInt(), in.getLong(), in.getLong(), in.getLong());
    }
}
