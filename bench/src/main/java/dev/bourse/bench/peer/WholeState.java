package dev.bourse.bench.peer;

import dev.bourse.shared.instrument.Instrument;
import dev.bourse.shared.message.StateField;
import dev.bourse.state.bar.MarketCalendar;
import dev.bourse.state.instrument.InstrumentState;
import dev.bourse.state.instrument.StateRules;
import org.jspecify.annotations.Nullable;

/** The analysis' own state of one instrument, for a stream processor of others; every output is a whole record. */
final class WholeState {
    private static final StateRules RULES = StateRules.DEFAULT;
    private static final int STRIDE = RULES.layout().stride();

    /** Each of Jet's threads has the instruments of its own processors. */
    private static final ThreadLocal<MarketCalendar> CALENDAR =
            ThreadLocal.withInitial(() -> new MarketCalendar(RULES.zone(), RULES.sessionStart()));

    private @Nullable InstrumentState state;

    /** Takes a tick. */
    Output apply(Tick tick) {
        InstrumentState own = state;
        if (own == null) {
            int id = tick.instrument();
            own = new InstrumentState(new Instrument(id, "S" + id, 2, 0, 1, 1, 10_000), RULES, CALENDAR.get());
            state = own;
        }
        own.apply(1, tick.sequence(), tick.time(), tick.price(), tick.size());
        long[] record = new long[STRIDE];
        own.write(record, 0);
        return new Output(tick.instrument(), record);
    }

    /**
     * A record with all columns.
     *
     * @param record in the order of the rules' layout
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on to the sink, and compared by nobody
    record Output(int instrument, long[] record) {
        void keep(Outputs outputs) {
            outputs.keep(
                    instrument,
                    record[StateField.SEQUENCE.ordinal()],
                    record[StateField.LAST.ordinal()],
                    record[StateField.SESSION_HIGH.ordinal()],
                    record[StateField.SESSION_LOW.ordinal()],
                    record[StateField.AVERAGE_1M.ordinal()],
                    record[StateField.AVERAGE_5M.ordinal()],
                    record[StateField.AVERAGE_15M.ordinal()],
                    record[StateField.AVERAGE_60M.ordinal()]);
        }
    }
}
