package dev.bourse.state;

import dev.bourse.shared.message.LookbackField;
import dev.bourse.shared.message.StateBatch;
import dev.bourse.shared.message.StateField;
import dev.bourse.shared.message.StateLayout;
import dev.bourse.state.bar.BarPeriod;
import dev.bourse.state.index.IndexAssembler;
import dev.bourse.state.index.IndexPartial;
import dev.bourse.state.instrument.InstrumentState;
import dev.bourse.state.instrument.StateRules;
import dev.bourse.state.partition.StatePartition;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers what is asked of a partition's states, as JSON. Used on the partition's context. */
final class StateQueries {
    private static final Logger LOG = LoggerFactory.getLogger(StateQueries.class);
    private static final int MOST_BARS = 5_000;

    private final StatePartition partition;
    private final StateRules rules;

    StateQueries(StatePartition partition, StateRules rules) {
        this.partition = partition;
        this.rules = rules;
    }

    /** A question that cannot be answered, with the code that says why. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int code;

        Refused(int code, String message) {
            super(message);
            this.code = code;
        }

        int code() {
            return code;
        }
    }

    /**
     * Answers a question, or refuses it with the reason.
     *
     * @param latest gives the newest record of each instrument
     * @param index the newest price of the index, ABSENT where there is none
     */
    void answer(Message<JsonObject> question, Supplier<StateBatch> latest, long index) {
        JsonObject query = question.body();
        try {
            switch (query.getString("op", "")) {
                case "latest" -> question.reply(latest.get());
                case "bars" -> question.reply(bars(query));
                case "state" -> question.reply(state(query, index));
                default ->
                    question.fail(
                            400,
                            "op: '" + query.getString("op") + "' is not allowed; allowed are latest, bars and state");
            }
        } catch (Refused refused) {
            question.fail(refused.code(), refused.getMessage());
        } catch (ClassCastException notThatType) {
            LOG.debug("a query of another form", notThatType);
            question.fail(400, "a field has the wrong type: " + query.encode());
        }
    }

    /** Bars of one period, oldest first. */
    private JsonObject bars(JsonObject query) {
        InstrumentState state = state(query);
        String word = query.getString("period", "");
        BarPeriod period = BarPeriod.of(word)
                .orElseThrow(() -> new Refused(
                        400, "period: '" + word + "' is not allowed; allowed are 1m, 5m, 1h, 1d, 1w and 1mo"));
        int limit = query.getInteger("limit", 300);
        if (limit < 1 || limit > MOST_BARS) {
            throw new Refused(400, "limit: '" + limit + "' is not allowed; allowed is 1 to " + MOST_BARS);
        }
        JsonArray bars = new JsonArray();
        state.bars(period)
                .forEach(
                        limit,
                        (start, open, high, low, close, volume, trades) ->
                                bars.add(JsonArray.of(start, open, high, low, close, volume, trades)));
        return new JsonObject().put("bars", bars);
    }

    /** Everything of one instrument; {@code index} is the newest price of the index, ABSENT where there is none. */
    private JsonObject state(JsonObject query, long index) {
        InstrumentState state = state(query);
        JsonObject answer = new JsonObject()
                .put("instrument", state.instrument().id())
                .put("symbol", state.instrument().symbol())
                .put("priceDecimals", state.instrument().priceDecimals())
                .put("sizeDecimals", state.instrument().sizeDecimals())
                .put("fineDecimals", state.instrument().priceDecimals() + StateField.FINE_DECIMALS)
                .put("exponentialShort", rules.shortTicks() + " ticks")
                .put("exponentialLong", rules.longTicks() + " ticks")
                .put("fields", new JsonObject())
                .put("ticks", new JsonArray());
        if (!state.hasTicks()) {
            return answer;
        }
        long[] record = new long[partition.layout().stride()];
        state.write(record, 0);
        JsonArray ticks = new JsonArray();
        state.forEachTick(
                rules.ticks(), (sequence, time, price, size) -> ticks.add(JsonArray.of(sequence, time, price, size)));
        answer.put("sessionStart", state.sessionStart())
                .put("missing", state.missing())
                .put("fields", fields(record))
                .put("ticks", ticks);
        index(record, index).ifPresent(found -> answer.put("index", found));
        return answer;
    }

    private JsonObject fields(long[] record) {
        JsonObject fields = new JsonObject();
        for (StateField field : StateField.values()) {
            put(fields, field.name(), record[field.ordinal()]);
        }
        StateLayout layout = partition.layout();
        for (int lookback : layout.lookbacks()) {
            for (LookbackField field : LookbackField.values()) {
                put(fields, field.name() + "_" + lookback, record[layout.column(lookback, field)]);
            }
        }
        return fields;
    }

    private static void put(JsonObject fields, String name, long value) {
        if (value != StateField.ABSENT) {
            fields.put(name, value);
        }
    }

    private static Optional<JsonObject> index(long[] record, long index) {
        if (index == StateField.ABSENT) {
            return Optional.empty();
        }
        double universe = (double) (index - IndexAssembler.BASE) / IndexAssembler.BASE;
        long own =
                IndexPartial.returnSince(record[StateField.SESSION_OPEN.ordinal()], record[StateField.LAST.ordinal()]);
        return Optional.of(new JsonObject()
                .put("price", index)
                .put("decimals", IndexAssembler.DECIMALS)
                .put("return", universe)
                .put("relative", own / 1e9 - universe));
    }

    private InstrumentState state(JsonObject query) {
        Integer id = query.getInteger("instrument");
        if (id == null) {
            throw new Refused(400, "instrument: is missing; allowed is the id of an instrument");
        }
        return partition
                .find(id)
                .orElseThrow(() -> new Refused(
                        404, "instrument: '" + id + "' is not known in partition " + partition.partition()));
    }
}
