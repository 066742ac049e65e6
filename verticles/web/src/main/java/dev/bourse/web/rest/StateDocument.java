package dev.bourse.web.rest;

import dev.bourse.shared.instrument.Decimals;
import dev.bourse.shared.instrument.Instrument;
import dev.bourse.shared.message.Signal;
import dev.bourse.shared.message.StateField;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns what the owner of a state says into the document of {@code GET /v1/state/{symbol}}. A value that is not known
 * is left out.
 */
final class StateDocument {
    private static final int MAX_TICKS = 50;

    private final Instrument instrument;
    private final JsonObject answer;
    private final JsonObject fields;

    private StateDocument(Instrument instrument, JsonObject answer) {
        this.instrument = instrument;
        this.answer = answer;
        this.fields = answer.getJsonObject("fields", new JsonObject());
    }

    /** The document of an instrument's state, with the newest signal of each engine. */
    static JsonObject of(Instrument instrument, JsonObject answer, List<Signal> signals) {
        return new StateDocument(instrument, answer).write(signals);
    }

    private JsonObject write(List<Signal> signals) {
        JsonObject document = Documents.head(instrument);
        put(document, "time", fields.getLong(StateField.TIME.name()));
        document.put("session", session());
        document.put("averages", averages());
        JsonObject index = answer.getJsonObject("index");
        if (index != null) {
            JsonObject shown = new JsonObject();
            put(shown, "return", index.getDouble("return"));
            put(shown, "relative", index.getDouble("relative"));
            document.put("index", shown);
        }
        return document.put("ticks", ticks()).put("signals", Documents.signals(signals));
    }

    private JsonObject session() {
        JsonObject session = new JsonObject();
        put(session, "start", answer.getLong("sessionStart"));
        put(session, "open", price(StateField.SESSION_OPEN));
        put(session, "high", price(StateField.SESSION_HIGH));
        put(session, "low", price(StateField.SESSION_LOW));
        put(session, "last", price(StateField.LAST));
        Long open = fields.getLong(StateField.SESSION_OPEN.name());
        Long last = fields.getLong(StateField.LAST.name());
        if (open != null && last != null) {
            session.put("change", Decimals.format(last - open, instrument.priceDecimals()));
        }
        Long volume = fields.getLong(StateField.SESSION_VOLUME.name());
        if (volume != null) {
            session.put("volume", Decimals.format(volume, instrument.sizeDecimals()));
        }
        put(session, "vwap", fine(StateField.SESSION_VWAP));
        put(session, "trades", fields.getLong(StateField.SESSION_TRADES.name()));
        return session;
    }

    private JsonArray averages() {
        JsonArray averages = new JsonArray();
        average(averages, "simple", "1m", StateField.AVERAGE_1M);
        average(averages, "simple", "5m", StateField.AVERAGE_5M);
        average(averages, "simple", "15m", StateField.AVERAGE_15M);
        average(averages, "simple", "60m", StateField.AVERAGE_60M);
        average(averages, "simple", "session", StateField.AVERAGE_SESSION);
        average(averages, "exponential", answer.getString("exponentialShort", "short"), StateField.EXPONENTIAL_SHORT);
        average(averages, "exponential", answer.getString("exponentialLong", "long"), StateField.EXPONENTIAL_LONG);
        return averages;
    }

    private void average(JsonArray averages, String kind, String period, StateField field) {
        String value = fine(field);
        if (value != null) {
            averages.add(
                    new JsonObject().put("kind", kind).put("period", period).put("price", value));
        }
    }

    private JsonArray ticks() {
        JsonArray given = answer.getJsonArray("ticks", new JsonArray());
        List<JsonArray> newestFirst = new ArrayList<>(given.size());
        for (int i = 0; i < given.size(); i++) {
            newestFirst.add(given.getJsonArray(i));
        }
        newestFirst.sort(Comparator.<JsonArray>comparingLong(tick -> tick.getLong(1))
                .thenComparingLong(tick -> tick.getLong(0))
                .reversed());
        JsonArray ticks = new JsonArray();
        for (JsonArray tick : newestFirst.subList(0, Math.min(MAX_TICKS, newestFirst.size()))) {
            ticks.add(new JsonObject()
                    .put("time", tick.getLong(1))
                    .put("price", Decimals.format(tick.getLong(2), instrument.priceDecimals()))
                    .put("size", Decimals.format(tick.getLong(3), instrument.sizeDecimals())));
        }
        return ticks;
    }

    private @Nullable String price(StateField field) {
        Long value = fields.getLong(field.name());
        return value == null ? null : Decimals.format(value, instrument.priceDecimals());
    }

    /**
     * A fine value has four decimals more than the price; a decimal of more than nine digits is written with them all.
     */
    private @Nullable String fine(StateField field) {
        Long value = fields.getLong(field.name());
        return value == null
                ? null
                : BigDecimal.valueOf(value, instrument.priceDecimals() + StateField.FINE_DECIMALS)
                        .toPlainString();
    }

    private static void put(JsonObject target, String name, @Nullable Object value) {
        if (value != null) {
            target.put(name, value);
        }
    }
}
