package dev.bourse.web.rest;

import dev.bourse.web.observe.MarketData;
import io.vertx.core.Handler;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The exchange's books, trades and candles at the web group's own address, as the market data group answers them
 * ({@code /v1/marketdata/...} of its contract). For the clients' context.
 */
public final class ExchangeMarket implements Handler<RoutingContext> {
    private static final String PREFIX = "/v1/marketdata/";
    private static final Map<String, String> OPERATIONS = Map.of(
            "orderBook/L1", "orderBookL1",
            "orderBook/L2", "orderBookL2",
            "orderBook/L3", "orderBookL3",
            "candles", "candles",
            "trades", "trades");

    private final MarketData marketData;

    public ExchangeMarket(MarketData marketData) {
        this.marketData = marketData;
    }

    @Override
    public void handle(RoutingContext context) {
        String operation = OPERATIONS.get(context.request().path().substring(PREFIX.length()));
        if (operation == null) {
            context.fail(404);
            return;
        }
        Map<String, String> query = new LinkedHashMap<>();
        context.queryParams().forEach(parameter -> query.put(parameter.getKey(), parameter.getValue()));
        marketData
                .ask(operation, query, context.request().getHeader(HttpHeaders.AUTHORIZATION))
                .onComplete(
                        document -> context.response()
                                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
                                .end(document.toBuffer()),
                        failure -> fail(context, failure));
    }

    private static void fail(RoutingContext context, Throwable failure) {
        if (!(failure instanceof ReplyException reply)) {
            context.fail(failure);
        } else if (reply.failureType() == ReplyFailure.RECIPIENT_FAILURE
                && reply.failureCode() >= 400
                && reply.failureCode() < 500) {
            context.response()
                    .setStatusCode(reply.failureCode())
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                    .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                    .end(new JsonObject(String.valueOf(reply.getMessage())).toBuffer());
        } else {
            Problem.of(503, "market-data-absent", "No market data group answered; there may be none, or ask again")
                    .answer(context);
        }
    }
}
