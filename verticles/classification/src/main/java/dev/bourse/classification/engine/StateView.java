package dev.bourse.classification.engine;

import dev.bourse.shared.message.StateBatch;
import dev.bourse.shared.message.StateField;

/**
 * A window on one state record, moved from record to record; nobody can write through it. It is valid only during the
 * call that it is given to.
 */
public final class StateView {
    private long[] record = new long[0];
    private int at;

    /** Shows the record that starts at {@code from} in the array. */
    public StateView show(long[] records, int from) {
        record = records;
        at = from;
        return this;
    }

    /** Shows a batch's record, through a buffer that is as long as a record at least. */
    public StateView show(StateBatch batch, int index, long[] buffer) {
        batch.copyRecord(index, buffer, 0);
        return show(buffer, 0);
    }

    /** The value in a field; {@link StateField#ABSENT} where there is none. */
    public long value(StateField field) {
        return record[at + field.ordinal()];
    }

    /** The value in a column as {@link dev.bourse.shared.message.StateLayout} numbers them. */
    public long value(int column) {
        return record[at + column];
    }
}
