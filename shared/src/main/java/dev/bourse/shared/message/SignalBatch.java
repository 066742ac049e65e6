package dev.bourse.shared.message;

import java.util.List;

/**
 * Signals of one partition, in the order of the ticks behind them.
 *
 * @param header what the batch says of itself
 * @param signals the signals
 */
public record SignalBatch(BatchHeader header, List<Signal> signals) implements Batch {
    /** Keeps a copy of the signals. */
    public SignalBatch {
        signals = List.copyOf(signals);
    }

    @Override
    public int size() {
        return signals.size();
    }
}
