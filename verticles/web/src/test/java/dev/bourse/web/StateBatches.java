package dev.bourse.web;

import dev.bourse.shared.instrument.Instrument;
import dev.bourse.shared.instrument.Universe;
import dev.bourse.shared.message.BatchHeader;
import dev.bourse.shared.message.Signal;
import dev.bourse.shared.message.StateBatch;
import dev.bourse.shared.message.StateField;
import dev.bourse.shared.message.StateLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** States and instruments for tests. */
public final class StateBatches {
    private static final StateLayout LAYOUT = new StateLayout(List.of());

    private final List<long[]> records = new ArrayList<>();
    private final List<Integer> instruments = new ArrayList<>();

    /** Instruments 0 to {@code count - 1}, named S00000, S00001, ... with two price decimals and whole sizes. */
    public static Universe universe(int count) {
        return Universe.of(IntStream.range(0, count)
                .mapToObj(id -> new Instrument(id, "S%05d".formatted(id), 2, 0, 1, 1, 10_000))
                .toList());
    }

    /** A state after a tick; the session opened at 100.00, its volume is ten times the sequence. */
    public StateBatches state(int instrument, long sequence, long time, long last) {
        long[] record = new long[LAYOUT.stride()];
        Arrays.fill(record, StateField.ABSENT);
        record[StateField.SEQUENCE.ordinal()] = sequence;
        record[StateField.TIME.ordinal()] = time;
        record[StateField.LAST.ordinal()] = last;
        record[StateField.SIZE.ordinal()] = 10;
        record[StateField.SESSION_OPEN.ordinal()] = 10_000;
        record[StateField.SESSION_HIGH.ordinal()] = Math.max(10_000, last);
        record[StateField.SESSION_LOW.ordinal()] = Math.min(10_000, last);
        record[StateField.SESSION_VOLUME.ordinal()] = 10 * sequence;
        record[StateField.SESSION_TRADES.ordinal()] = sequence;
        record[StateField.SESSION_VWAP.ordinal()] = last * 10_000;
        instruments.add(instrument);
        records.add(record);
        return this;
    }

    /** The states so far as a batch of partition 0 and epoch 1. */
    public StateBatch batch() {
        return batch(new BatchHeader(0, 1, 1, 0, 1_000_000, 2_000_000));
    }

    /** The states so far as a batch. */
    public StateBatch batch(BatchHeader header) {
        long[] all = records.stream().flatMapToLong(Arrays::stream).toArray();
        int[] ids = instruments.stream().mapToInt(Integer::intValue).toArray();
        return new StateBatch(header, LAYOUT, ids, all);
    }

    /** A signal of the range engine at price 101.00. */
    public static Signal signal(int instrument, long sequence, String signalClass) {
        return new Signal(
                instrument,
                "S%05d".formatted(instrument),
                "range",
                "1",
                signalClass,
                5_000,
                sequence,
                1_000 * sequence,
                List.of(new Signal.Input("last", 10_100, 2)));
    }
}
