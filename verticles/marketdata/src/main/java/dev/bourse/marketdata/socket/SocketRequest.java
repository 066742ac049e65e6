package dev.bourse.marketdata.socket;

import dev.bourse.marketdata.candle.Period;
import dev.bourse.marketdata.rest.Directory;
import dev.bourse.marketdata.rest.Entitlements;
import dev.bourse.marketdata.stream.Subscription;
import dev.bourse.shared.rest.Problem;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Set;

/** Reads what clients send; what is not allowed is a {@link Problem} that names the field. */
final class SocketRequest {
    static final Set<String> OPERATIONS = Set.of("subscribe", "unsubscribe", "authenticate", "ping");
    private static final int DEEPEST = 50;

    private final JsonObject fields;

    private SocketRequest(JsonObject fields) {
        this.fields = fields;
    }

    static SocketRequest read(String text) {
        SocketRequest request;
        try {
            request = new SocketRequest(new JsonObject(text));
        } catch (DecodeException noJson) {
            throw Problem.of(400, "no-json", "A message is one JSON object");
        }
        if (!OPERATIONS.contains(request.text("op"))) {
            throw invalid("op", "authenticate, ping, subscribe, unsubscribe");
        }
        return request;
    }

    String text(String name) {
        Object value = fields.getValue(name);
        if (value instanceof String text) {
            return text;
        }
        throw invalid(name, "a text");
    }

    /** The subscription that is meant, as deep as the client may see. */
    Subscription subscription(Directory directory, int allowedDepth) {
        String channel = text("channel");
        return switch (channel) {
            case "book" -> {
                int depth = depth();
                Entitlements.check(depth, allowedDepth);
                yield new Subscription.Book(directory.place(text("symbol")), depth);
            }
            case "trades" -> new Subscription.Trades(directory.place(text("symbol")));
            case "candles" -> new Subscription.Candles(directory.place(text("symbol")), period());
            default -> throw invalid("channel", "book, candles, trades");
        };
    }

    private int depth() {
        Object value = fields.getValue("depth", Entitlements.PUBLIC_DEPTH);
        if (value instanceof Integer depth && depth >= 1 && depth <= DEEPEST) {
            return depth;
        }
        throw invalid("depth", "1 to " + DEEPEST);
    }

    private Period period() {
        Object value = fields.getValue("resolution");
        if (value instanceof Integer seconds) {
            return Period.ofSeconds(seconds).orElseThrow(SocketRequest::resolution);
        }
        throw resolution();
    }

    private static Problem resolution() {
        return invalid("resolution", "1, 60, 300, 3600, 86400, 604800, 2592000");
    }

    private static Problem invalid(String field, String allowed) {
        return Problem.ofField(400, "invalid-field", field, "'" + field + "' is missing or not allowed", allowed);
    }
}
