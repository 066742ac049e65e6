package dev.bourse.shared.message;

import java.util.List;

/**
 * Where the columns of a state record stand: those of {@link StateField}, then for each lookback those of
 * {@link LookbackField}.
 *
 * @param lookbacks numbers of ticks, each 2 to 10,000, ascending, at most 8 of them
 */
public record StateLayout(List<Integer> lookbacks) {
    /** @throws IllegalArgumentException naming what is not allowed */
    public StateLayout {
        lookbacks = List.copyOf(lookbacks);
        boolean ascending = true;
        for (int i = 1; i < lookbacks.size(); i++) {
            ascending &= lookbacks.get(i - 1) < lookbacks.get(i);
        }
        if (lookbacks.size() > 8 || !ascending || lookbacks.stream().anyMatch(n -> n < 2 || n > 10_000)) {
            throw new IllegalArgumentException("lookbacks: '" + lookbacks
                    + "' is not allowed; allowed are up to 8 ascending numbers from 2 to 10000");
        }
    }

    /** Longs in a record. */
    public int stride() {
        return StateField.COUNT + lookbacks.size() * LookbackField.COUNT;
    }

    /** The column of a lookback's field, or -1 where the layout does not have that lookback. */
    public int column(int lookback, LookbackField field) {
        int index = lookbacks.indexOf(lookback);
        return index < 0 ? -1 : StateField.COUNT + index * LookbackField.COUNT + field.ordinal();
    }
}
