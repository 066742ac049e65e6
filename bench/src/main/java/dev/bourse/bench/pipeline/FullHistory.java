package dev.bourse.bench.pipeline;

import dev.bourse.shared.instrument.Instrument;
import dev.bourse.shared.partition.Partitions;
import dev.bourse.state.instrument.StateRules;
import dev.bourse.state.partition.StatePartition;
import java.util.Random;

/**
 * Instruments whose every ring is full: bars of three years, days, hours and minutes, each of several ticks, and
 * windows with ticks in each bucket. Nothing of it takes part in the other measurements.
 */
final class FullHistory {
    private static final long START = 1_600_000_000_000L;
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final int TICKS_IN_A_STEP = 4;

    private final StatePartition partition = new StatePartition(0, new Partitions(1), StateRules.DEFAULT);
    private final long[] record = new long[partition.layout().stride()];
    private final Random random = new Random(1);
    private final int instruments;
    private final long[] prices;
    private long sequence;
    private long time = START;

    private FullHistory(int instruments) {
        this.instruments = instruments;
        this.prices = new long[instruments];
        for (int id = 0; id < instruments; id++) {
            partition.add(new Instrument(id, "S" + id, 2, 0, 1, 1, 0));
            prices[id] = 10_000L + random.nextInt(100_000);
        }
    }

    /** Bytes of heap that one such instrument takes, the mean over so many. */
    static double bytesEach(int instruments) {
        long before = StateProcess.liveBytes();
        FullHistory history = new FullHistory(instruments);
        history.step(3 * 366, DAY);
        history.step(11 * 24, HOUR);
        history.step(26 * 12, 5 * MINUTE);
        history.step(5 * 60, MINUTE);
        history.step(16 * 60, SECOND);
        long after = StateProcess.liveBytes();
        if (history.partition.size() != instruments) {
            throw new IllegalStateException("the instruments are gone");
        }
        return (double) (after - before) / instruments;
    }

    private void step(int steps, long millis) {
        for (int step = 0; step < steps; step++) {
            for (int tick = 0; tick < TICKS_IN_A_STEP; tick++) {
                sequence++;
                time += millis / TICKS_IN_A_STEP;
                for (int id = 0; id < instruments; id++) {
                    prices[id] = Math.max(1, prices[id] + random.nextInt(-50, 51));
                    long size = 1L + random.nextInt(1_000);
                    if (!partition.apply(1, id, sequence, time, prices[id], size, record, 0)) {
                        throw new IllegalStateException("a tick was not applied");
                    }
                }
            }
        }
    }
}
