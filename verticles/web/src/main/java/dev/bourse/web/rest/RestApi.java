package dev.bourse.web.rest;

import dev.bourse.shared.instrument.Instrument;
import dev.bourse.shared.message.Signal;
import dev.bourse.shared.rest.Contract;
import dev.bourse.web.chart.Period;
import dev.bourse.web.market.Listing;
import dev.bourse.web.market.MarketView;
import dev.bourse.web.market.Order;
import dev.bourse.web.market.Orders;
import dev.bourse.web.market.RowQuery;
import dev.bourse.web.market.SignalLog;
import dev.bourse.web.market.Sort;
import dev.bourse.web.observe.Owners;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.validation.RequestParameter;
import io.vertx.openapi.validation.ValidatedRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers {@code /v1} by the contract, which the router enforces before anything in here is called. Used on the
 * clients' context, where the market's view may be read.
 */
public final class RestApi {
    /** The contract, on the class path. */
    public static final String CONTRACT = "/webroot/openapi.yaml";

    /** Signals of one instrument among which the newest of each engine are looked for. */
    private static final int SIGNALS_OF_STATE = 200;

    private final MarketView market;
    private final SignalLog signals;
    private final Orders orders;
    private final Owners owners;

    public RestApi(MarketView market, SignalLog signals, Orders orders, Owners owners) {
        this.market = market;
        this.signals = signals;
        this.orders = orders;
        this.owners = owners;
    }

    /** The router of all operations; fails where the contract cannot be read. */
    public Future<Router> router(Vertx vertx) {
        return Contract.read(vertx, CONTRACT).map(contract -> {
            RouterBuilder builder = RouterBuilder.create(vertx, contract.enforced());
            route(builder, "instruments", this::instruments);
            route(builder, "state", this::state);
            route(builder, "bars", this::bars);
            route(builder, "signals", this::signals);
            Router router = builder.createRouter();
            Buffer json = contract.document().toBuffer();
            router.get("/openapi.json")
                    .handler(context -> context.response()
                            .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                            .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
                            .end(json));
            router.route().failureHandler(Failures::answer);
            return router;
        });
    }

    private interface Operations {
        Future<JsonObject> answer(ValidatedRequest request);
    }

    private static void route(RouterBuilder builder, String id, Operations operations) {
        Operation operation =
                java.util.Objects.requireNonNull(builder.getRoute(id)).getOperation();
        builder.getRoute(id)
                .addHandler(context -> {
                    Optional<String> unknown = Failures.unknownParameter(operation, context);
                    if (unknown.isPresent()) {
                        Problem.of(400, "unknown-parameter", operation.getOperationId() + " has no such parameter")
                                .field(unknown.get())
                                .answer(context);
                        return;
                    }
                    ValidatedRequest request = context.get(RouterBuilder.KEY_META_DATA_VALIDATED_REQUEST);
                    answer(context, operations, request);
                })
                .addFailureHandler(Failures::answer);
    }

    private static void answer(RoutingContext context, Operations operations, ValidatedRequest request) {
        Future<JsonObject> document;
        try {
            document = operations.answer(request);
        } catch (RuntimeException fault) {
            document = Future.failedFuture(fault);
        }
        document.onComplete(
                body -> context.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                        .end(body.toBuffer()),
                context::fail);
    }

    private Future<JsonObject> instruments(ValidatedRequest request) {
        String search = text(request.getQuery().get("search")).orElse("");
        int offset = number(request, "offset", 0);
        int limit = number(request, "limit", 100);
        Order order = orders.acquire(new RowQuery(search, Sort.SYMBOL, false), 0);
        try {
            Listing listing = market.listing();
            List<Instrument> page = new ArrayList<>();
            for (int place = offset; place < Math.min(order.count(), (long) offset + limit); place++) {
                page.add(listing.instrument(order.slot(place)));
            }
            return Future.succeededFuture(Documents.instruments(order.count(), page));
        } finally {
            orders.release(order);
        }
    }

    private Future<JsonObject> state(ValidatedRequest request) {
        Instrument instrument = instrument(symbol(request));
        Future<JsonObject> state = owners.state(instrument.id());
        Future<List<Signal>> newest = owners.signals(instrument.id(), Optional.empty(), SIGNALS_OF_STATE)
                .map(batch -> newestOfEachEngine(batch.signals()));
        return state.compose(answer -> newest.map(signalsOfIt -> StateDocument.of(instrument, answer, signalsOfIt)));
    }

    private Future<JsonObject> bars(ValidatedRequest request) {
        Instrument instrument = instrument(symbol(request));
        Period period =
                text(request.getQuery().get("period")).flatMap(Period::of).orElseThrow();
        return owners.bars(instrument.id(), period, number(request, "limit", 300))
                .map(flat -> Documents.bars(instrument, period, flat));
    }

    private Future<JsonObject> signals(ValidatedRequest request) {
        Optional<String> symbol = text(request.getQuery().get("symbol"));
        Optional<String> engine = text(request.getQuery().get("engine"));
        int limit = number(request, "limit", 100);
        Future<List<Signal>> found = symbol.isPresent()
                ? owners.signals(instrument(symbol.get()).id(), engine, limit)
                        .map(batch -> batch.signals().reversed())
                : Future.succeededFuture(signals.newest(
                        limit, signal -> engine.isEmpty() || signal.engine().equals(engine.get())));
        return found.map(list -> new JsonObject().put("signals", Documents.signals(list)));
    }

    private static List<Signal> newestOfEachEngine(List<Signal> oldestFirst) {
        Map<String, Signal> newest = new LinkedHashMap<>();
        oldestFirst.forEach(signal -> newest.put(signal.engine(), signal));
        return newest.values().stream()
                .sorted(Comparator.comparingLong(Signal::time).reversed())
                .toList();
    }

    private Instrument instrument(String symbol) {
        int slot = market.listing().slot(symbol);
        if (slot < 0) {
            throw new UnknownInstrument(symbol);
        }
        return market.listing().instrument(slot);
    }

    private static String symbol(ValidatedRequest request) {
        return text(request.getPathParameters().get("symbol")).orElseThrow();
    }

    /** A text, also where the contract's reader took it for a number, as it does with a search for digits. */
    private static Optional<String> text(@Nullable RequestParameter parameter) {
        return parameter == null || parameter.isNull()
                ? Optional.empty()
                : Optional.of(String.valueOf(parameter.get()));
    }

    private static int number(ValidatedRequest request, String name, int fallback) {
        RequestParameter parameter = request.getQuery().get(name);
        return parameter == null || parameter.isNull() ? fallback : parameter.getInteger();
    }

    /** No instrument has that symbol. */
    static final class UnknownInstrument extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnknownInstrument(String symbol) {
            super("No instrument has the symbol '" + symbol + "'", null, false, false);
        }
    }
}
