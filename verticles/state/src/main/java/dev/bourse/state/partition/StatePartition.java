package dev.bourse.state.partition;

import dev.bourse.shared.instrument.Instrument;
import dev.bourse.shared.message.BatchHeader;
import dev.bourse.shared.message.StateBatch;
import dev.bourse.shared.message.StateLayout;
import dev.bourse.shared.message.TickBatch;
import dev.bourse.shared.partition.Partitions;
import dev.bourse.state.bar.MarketCalendar;
import dev.bourse.state.instrument.InstrumentState;
import dev.bourse.state.instrument.StateRules;
import dev.bourse.state.instrument.TickOutcome;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The states of one partition's instruments. Used by one thread, but for {@link #counts()}. */
public final class StatePartition {
    private final int partition;
    private final Partitions partitions;
    private final StateRules rules;
    private final StateLayout layout;
    private final int stride;
    private final MarketCalendar calendar;
    private final TickCounts counts = new TickCounts();
    private @Nullable InstrumentState[] slots = new InstrumentState[16];
    /** The batch of states that has the last change of each slot. */
    private long[] changedBy = new long[16];

    private int size;
    private long missing;

    /** A partition without instruments. */
    public StatePartition(int partition, Partitions partitions, StateRules rules) {
        this.partition = partition;
        this.partitions = partitions;
        this.rules = rules;
        this.layout = rules.layout();
        this.stride = layout.stride();
        this.calendar = new MarketCalendar(rules.zone(), rules.sessionStart());
    }

    public int partition() {
        return partition;
    }

    public StateLayout layout() {
        return layout;
    }

    public TickCounts counts() {
        return counts;
    }

    /** How many instruments it has. */
    public int size() {
        return size;
    }

    /**
     * Starts the state of an instrument; one that it has already stays as it is.
     *
     * @throws IllegalArgumentException if the instrument belongs to another partition
     */
    public void add(Instrument instrument) {
        if (partitions.of(instrument.id()) != partition) {
            throw new IllegalArgumentException(
                    "id: '" + instrument.id() + "' is not allowed; partition " + partition + " is not its own");
        }
        int slot = partitions.slot(instrument.id());
        if (slot >= slots.length) {
            slots = Arrays.copyOf(slots, Math.max(slot + 1, slots.length * 2));
            changedBy = Arrays.copyOf(changedBy, slots.length);
        }
        if (slots[slot] == null) {
            slots[slot] = new InstrumentState(instrument, rules, calendar);
            changedBy[slot] = 0;
            size++;
        }
    }

    /** Forgets an instrument and its state; its further ticks count as unknown. */
    public void remove(int instrument) {
        int slot = partitions.slot(instrument);
        if (partitions.of(instrument) == partition && slot < slots.length && slots[slot] != null) {
            slots[slot] = null;
            size--;
        }
    }

    /** The state of an instrument. */
    public Optional<InstrumentState> find(int instrument) {
        return Optional.ofNullable(instrument < 0 ? null : state(instrument));
    }

    /** Gives each instrument's state to the consumer, in the order of the ids. */
    public void forEach(Consumer<InstrumentState> consumer) {
        for (InstrumentState state : slots) {
            if (state != null) {
                consumer.accept(state);
            }
        }
    }

    /**
     * Takes one tick and, where it changed the state, writes the record into the array.
     *
     * @return whether it changed the state
     */
    public boolean apply(
            long epoch, int instrument, long sequence, long time, long price, long tickSize, long[] record, int at) {
        InstrumentState state = state(instrument);
        if (state == null) {
            counts.countUnknown();
            return false;
        }
        long missingBefore = state.missing();
        TickOutcome outcome = state.apply(epoch, sequence, time, price, tickSize);
        missing += state.missing() - missingBefore;
        counts.count(outcome);
        if (outcome != TickOutcome.APPLIED && outcome != TickOutcome.CORRECTED) {
            return false;
        }
        state.write(record, at);
        return true;
    }

    /**
     * Takes a batch and gives the records of the ticks that changed a state, in their order, until
     * {@link Applied#batch} wraps them.
     */
    public Applied apply(TickBatch ticks) {
        return apply(ticks, ticks.header().sequence());
    }

    /** The same, where the batch of states that is made of it has another number than the batch of ticks. */
    public Applied apply(TickBatch ticks, long number) {
        int[] instruments = new int[ticks.size()];
        long[] records = new long[ticks.size() * stride];
        long epoch = ticks.header().epoch();
        int applied = 0;
        for (int i = 0; i < instruments.length; i++) {
            int instrument = ticks.instrument(i);
            if (apply(
                    epoch,
                    instrument,
                    ticks.sequence(i),
                    ticks.time(i),
                    ticks.price(i),
                    ticks.size(i),
                    records,
                    applied * stride)) {
                changedBy[partitions.slot(instrument)] = number;
                instruments[applied++] = instrument;
            }
        }
        counts.publish(missing);
        return new Applied(layout, trim(instruments, applied), trim(records, applied * stride));
    }

    /** The newest record of each instrument that has ticks, in the order of the ids. */
    public Applied latest() {
        return changedAfter(-1);
    }

    /** The same of those that changed in batches of states after {@code number} since this object was made. */
    public Applied changedAfter(long number) {
        int[] instruments = new int[size];
        long[] records = new long[size * stride];
        int count = 0;
        for (int slot = 0; slot < slots.length; slot++) {
            InstrumentState state = slots[slot];
            if (state != null && changedBy[slot] > number && state.hasTicks()) {
                state.write(records, count * stride);
                instruments[count++] = state.instrument().id();
            }
        }
        return new Applied(layout, trim(instruments, count), trim(records, count * stride));
    }

    /**
     * State records on their way into a batch.
     *
     * @param instruments instrument of each record
     * @param records the records one after another
     */
    @SuppressWarnings("ArrayRecordComponent") // it hands the arrays on to a batch, and is compared by nobody
    public record Applied(StateLayout layout, int[] instruments, long[] records) {
        /** The records as a batch. */
        public StateBatch batch(BatchHeader header) {
            return new StateBatch(header, layout, instruments, records);
        }
    }

    private @Nullable InstrumentState state(int instrument) {
        int slot = partitions.slot(instrument);
        if (slot >= slots.length) {
            return null;
        }
        InstrumentState state = slots[slot];
        return state == null || state.instrument().id() != instrument ? null : state;
    }

    private static int[] trim(int[] values, int length) {
        return values.length == length ? values : Arrays.copyOf(values, length);
    }

    private static long[] trim(long[] values, int length) {
        return values.length == length ? values : Arrays.copyOf(values, length);
    }

    StateRules rules() {
        return rules;
    }

    Partitions partitions() {
        return partitions;
    }

    InstrumentState require(int instrument) {
        return Objects.requireNonNull(state(instrument));
    }
}
