package dev.bourse.classification;

import dev.bourse.shared.message.Signal;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * The question for a partition's newest signals.
 *
 * @param limit the most signals that are wanted, 1 to {@link #MOST}
 * @param instrument whose signals, by id; null for those of all
 * @param engine of which engine, by id; null for all
 */
record RecentQuery(
        int limit, @Nullable Integer instrument, @Nullable String engine) {
    static final int MOST = 10_000;
    private static final int USUAL = 100;

    /**
     * Reads a question from the event bus.
     *
     * @throws IllegalArgumentException naming the field, its value and what is allowed
     */
    static RecentQuery of(JsonObject query) {
        if (!"recent".equals(query.getValue("op"))) {
            throw refusal(query, "op", "recent");
        }
        Object limit = query.getValue("limit", USUAL);
        if (!(limit instanceof Integer number) || number < 1 || number > MOST) {
            throw refusal(query, "limit", "1 to " + MOST);
        }
        Object instrument = query.getValue("instrument");
        if (instrument != null && !(instrument instanceof Integer id && id >= 0)) {
            throw refusal(query, "instrument", "the id of an instrument, a whole number from 0");
        }
        Object engine = query.getValue("engine");
        if (engine != null && !(engine instanceof String)) {
            throw refusal(query, "engine", "the id of an engine, a text");
        }
        return new RecentQuery(number, (Integer) instrument, (String) engine);
    }

    boolean wants(Signal signal) {
        return (instrument == null || signal.instrument() == instrument)
                && (engine == null || signal.engine().equals(engine));
    }

    private static IllegalArgumentException refusal(JsonObject query, String field, String allowed) {
        return new IllegalArgumentException(
                field + ": '" + query.getValue(field) + "' is not allowed; allowed is " + allowed);
    }
}
