package dev.bourse.web.market;

import dev.bourse.shared.message.StateBatch;
import dev.bourse.shared.message.StateField;

/**
 * What is kept of an instrument's newest state: a row of longs, in this order. Scales are those of {@link StateField}.
 */
public enum Cell {
    /** Event time of the newest tick, milliseconds since 1970. */
    TIME(StateField.TIME),
    /** Its price. */
    LAST(StateField.LAST),
    /** First price of the session. */
    OPEN(StateField.SESSION_OPEN),
    /** Highest price of the session. */
    HIGH(StateField.SESSION_HIGH),
    /** Lowest price of the session. */
    LOW(StateField.SESSION_LOW),
    /** Volume of the session. */
    VOLUME(StateField.SESSION_VOLUME),
    /** Volume-weighted price of the session; fine, see {@link StateField}. */
    VWAP(StateField.SESSION_VWAP),
    /** Ticks of the session. */
    TRADES(StateField.SESSION_TRADES);

    /**
     * Longs in a row: the cells, and the nanoseconds since 1970 at which the tick behind them entered the system, or 0.
     */
    static final int STRIDE = values().length + 1;

    /** Where the nanoseconds of entry stand. */
    static final int INGESTED = values().length;

    private static final StateField[] FIELDS = fields();

    private final StateField field;

    Cell(StateField field) {
        this.field = field;
    }

    /** Copies what is kept of a record into a row. */
    static void copy(StateBatch batch, int index, long ingestedNanos, long[] rows, int offset) {
        for (int cell = 0; cell < FIELDS.length; cell++) {
            rows[offset + cell] = batch.value(index, FIELDS[cell]);
        }
        rows[offset + INGESTED] = ingestedNanos;
    }

    private static StateField[] fields() {
        Cell[] cells = values();
        StateField[] fields = new StateField[cells.length];
        for (Cell cell : cells) {
            fields[cell.ordinal()] = cell.field;
        }
        return fields;
    }
}
