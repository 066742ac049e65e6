package dev.bourse.web.observe;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks the market data group over the cluster's event bus. For the clients' context. */
public final class MarketData {
    private static final String QUESTIONS = "marketdata.ask";
    private static final String ENTITLEMENTS = "marketdata.entitlement";

    private final Vertx clustered;
    private final Context clusterContext;
    private final Context callerContext;
    private final Duration timeout;
    private final int maxUnderWay;
    private int underWay;

    /** Must be made on the clients' context. */
    public MarketData(Vertx clustered, Context callerContext, Duration timeout, int maxUnderWay) {
        this.clustered = clustered;
        this.clusterContext = clustered.getOrCreateContext();
        this.callerContext = callerContext;
        this.timeout = timeout;
        this.maxUnderWay = maxUnderWay;
    }

    /**
     * What an operation of market data's contract answers. Fails with a {@link io.vertx.core.eventbus.ReplyException}:
     * of a refusal the code is the HTTP status and the message the problem document.
     */
    public Future<JsonObject> ask(String operation, Map<String, String> query, @Nullable String authorization) {
        JsonObject fields = new JsonObject();
        query.forEach(fields::put);
        JsonObject question = new JsonObject().put("operation", operation).put("query", fields);
        if (authorization != null) {
            question.put("authorization", authorization);
        }
        return ask(QUESTIONS, question);
    }

    /** How many levels of a side a key or an access token allows. */
    public Future<Integer> depth(String key) {
        return ask(ENTITLEMENTS, new JsonObject().put("key", key)).map(answer -> answer.getInteger("depth"));
    }

    private Future<JsonObject> ask(String address, JsonObject question) {
        if (underWay >= maxUnderWay) {
            return Future.failedFuture(new Owners.Overloaded(underWay));
        }
        underWay++;
        Promise<JsonObject> promise = Promise.promise();
        DeliveryOptions options = new DeliveryOptions().setSendTimeout(timeout.toMillis());
        clusterContext.runOnContext(now -> clustered
                .eventBus()
                .<JsonObject>request(address, question, options)
                .onComplete(answer -> callerContext.runOnContext(back -> {
                    underWay--;
                    if (answer.succeeded()) {
                        promise.complete(answer.result().body());
                    } else {
                        promise.fail(answer.cause());
                    }
                })));
        return promise.future();
    }
}
