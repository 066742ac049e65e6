package dev.bourse.shared.management;

import dev.bourse.shared.instrument.Instrument;
import dev.bourse.shared.instrument.InstrumentDraft;
import dev.bourse.shared.instrument.InstrumentRegistry;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds and removes instruments while the cluster runs: {@code GET}, {@code POST} and {@code DELETE} under
 * {@code /v1/admin/instruments}. Reading is free; changing needs the bearer token, and is refused where none is
 * configured.
 */
public final class InstrumentAdmin {
    private static final Logger LOG = LoggerFactory.getLogger(InstrumentAdmin.class);
    private static final String PATH = "/v1/admin/instruments";
    private static final int BODY_LIMIT = 16_384;
    private static final int MOST_AT_ONCE = 10_000;
    private static final Set<String> FIELDS =
            Set.of("symbol", "priceDecimals", "sizeDecimals", "tickSize", "lotSize", "referencePrice");

    private final InstrumentRegistry registry;
    private final Optional<String> token;

    /** @param token what callers must show to change anything; empty refuses all of them */
    public InstrumentAdmin(InstrumentRegistry registry, Optional<String> token) {
        this.registry = registry;
        this.token = token;
    }

    /** Adds the calls to a router. */
    public void mount(Router router) {
        router.get(PATH).handler(this::list);
        router.post(PATH)
                .handler(BodyHandler.create(false).setBodyLimit(BODY_LIMIT))
                .handler(this::authorize)
                .handler(this::add);
        router.delete(PATH + "/:symbol").handler(this::authorize).handler(this::remove);
        router.errorHandler(
                413,
                call -> Problem.of(413, "too-large", "a body has at most " + BODY_LIMIT + " bytes")
                        .answer(call));
    }

    private void list(RoutingContext call) {
        try {
            int offset = parameter(call, "offset", 0, Integer.MAX_VALUE);
            int limit = parameter(call, "limit", 100, MOST_AT_ONCE);
            var all = registry.universe().instruments();
            JsonArray page = new JsonArray();
            all.stream().skip(offset).limit(limit).map(InstrumentAdmin::json).forEach(page::add);
            answer(call, 200, new JsonObject().put("total", all.size()).put("instruments", page));
        } catch (IllegalArgumentException wrong) {
            Problem.ofField(400, "invalid", String.valueOf(wrong.getMessage())).answer(call);
        }
    }

    private void add(RoutingContext call) {
        InstrumentDraft draft;
        try {
            draft = draft(call.body().asJsonObject());
        } catch (DecodeException | ClassCastException noObject) {
            Problem.of(400, "invalid", "the body is no JSON object").answer(call);
            return;
        } catch (IllegalArgumentException wrong) {
            Problem.ofField(400, "invalid", String.valueOf(wrong.getMessage())).answer(call);
            return;
        }
        registry.add(draft)
                .onSuccess(added -> {
                    LOG.info("instrument {} was added as {}", added.symbol(), added.id());
                    answer(call, 201, json(added));
                })
                .onFailure(failure -> refuse(call, 409, "taken", failure));
    }

    private void remove(RoutingContext call) {
        registry.remove(call.pathParam("symbol"))
                .onSuccess(removed -> {
                    LOG.info("instrument {} ({}) was removed", removed.symbol(), removed.id());
                    call.response().setStatusCode(204).end();
                })
                .onFailure(failure -> refuse(call, 404, "unknown", failure));
    }

    private static void refuse(RoutingContext call, int status, String code, Throwable failure) {
        if (failure instanceof IllegalArgumentException || failure instanceof NoSuchElementException) {
            Problem.ofField(status, code, String.valueOf(failure.getMessage())).answer(call);
        } else {
            LOG.error("a change of the instruments failed", failure);
            Problem.of(500, "internal", "the change failed; the log says why").answer(call);
        }
    }

    private void authorize(RoutingContext call) {
        String given = String.valueOf(call.request().getHeader("authorization"));
        if (token.isEmpty()) {
            Problem.of(403, "no-token", "nothing can be changed here, since management.token is not set")
                    .answer(call);
        } else if (!MessageDigest.isEqual(
                given.getBytes(StandardCharsets.UTF_8), ("Bearer " + token.get()).getBytes(StandardCharsets.UTF_8))) {
            call.response().putHeader("www-authenticate", "Bearer");
            Problem.of(401, "unauthorized", "show the management token as a bearer token")
                    .answer(call);
        } else {
            call.next();
        }
    }

    private static InstrumentDraft draft(JsonObject body) {
        if (body == null) {
            throw new IllegalArgumentException(
                    "symbol: '' is not allowed; allowed is a JSON object with at least a symbol");
        }
        body.fieldNames().stream()
                .filter(name -> !FIELDS.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException(name + ": is not known; known are "
                            + String.join(", ", FIELDS.stream().sorted().toList()));
                });
        if (!(body.getValue("symbol") instanceof String symbol)) {
            throw new IllegalArgumentException(
                    "symbol: '" + body.getValue("symbol") + "' is not allowed; allowed is a text");
        }
        return new InstrumentDraft(
                symbol,
                Math.toIntExact(number(body, "priceDecimals", 2, 9)),
                Math.toIntExact(number(body, "sizeDecimals", 0, 9)),
                number(body, "tickSize", 1, Instrument.MAX_PRICE),
                number(body, "lotSize", 1, Instrument.MAX_SIZE),
                number(body, "referencePrice", 0, Instrument.MAX_PRICE));
    }

    private static long number(JsonObject body, String field, long fallback, long max) {
        Object value = body.getValue(field, fallback);
        if (value instanceof Integer || value instanceof Long) {
            long number = ((Number) value).longValue();
            if (number >= 0 && number <= max) {
                return number;
            }
        }
        throw new IllegalArgumentException(
                field + ": '" + value + "' is not allowed; allowed is a whole number from 0 to " + max);
    }

    private static int parameter(RoutingContext call, String name, int fallback, int max) {
        String text = call.request().getParam(name);
        if (text == null) {
            return fallback;
        }
        try {
            int value = Integer.parseInt(text);
            if (value >= 0 && value <= max) {
                return value;
            }
        } catch (NumberFormatException noNumber) {
            // Said below, as for a number out of range.
        }
        throw new IllegalArgumentException(
                name + ": '" + text + "' is not allowed; allowed is a whole number from 0 to " + max);
    }

    private static JsonObject json(Instrument instrument) {
        return new JsonObject()
                .put("id", instrument.id())
                .put("symbol", instrument.symbol())
                .put("priceDecimals", instrument.priceDecimals())
                .put("sizeDecimals", instrument.sizeDecimals())
                .put("tickSize", instrument.tickSize())
                .put("lotSize", instrument.lotSize())
                .put("referencePrice", instrument.referencePrice());
    }

    private static void answer(RoutingContext call, int status, JsonObject body) {
        call.response()
                .setStatusCode(status)
                .putHeader("content-type", "application/json")
                .end(body.toBuffer());
    }
}
