package dev.bourse.standalone.chaos;

import dev.bourse.shared.instrument.Decimals;
import dev.bourse.shared.message.Signal;
import dev.bourse.shared.message.StateField;
import java.math.BigDecimal;
import java.util.Map;
import java.util.stream.Collectors;

/** A signal as the row that {@code analyse} writes of it into {@code signals.csv}. */
public final class SignalRow {
    private static final long FNV_BASIS = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private SignalRow() {}

    /** The row, without its end. */
    public static String of(Signal signal) {
        Map<String, String> inputs =
                signal.inputs().stream().collect(Collectors.toMap(Signal.Input::name, SignalRow::text));
        return String.join(
                ",",
                String.valueOf(signal.time()),
                signal.symbol(),
                String.valueOf(signal.sequence()),
                signal.engine(),
                signal.version(),
                signal.signalClass(),
                Decimals.format(signal.strength(), 4),
                inputs.getOrDefault("last", ""),
                signal.inputs().stream()
                        .map(input -> input.name() + "=" + inputs.get(input.name()))
                        .collect(Collectors.joining(";")));
    }

    /** Eight bytes that stand for a row: millions of rows need not be kept to be compared. */
    static long mark(String row) {
        long hash = FNV_BASIS;
        for (int i = 0; i < row.length(); i++) {
            hash = (hash ^ row.charAt(i)) * FNV_PRIME;
        }
        return hash;
    }

    private static String text(Signal.Input input) {
        // Means and deviations have more decimals than a price may have.
        return input.value() == StateField.ABSENT
                ? ""
                : BigDecimal.valueOf(input.value(), input.decimals()).toPlainString();
    }
}
