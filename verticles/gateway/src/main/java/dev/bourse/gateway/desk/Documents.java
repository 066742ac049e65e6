package dev.bourse.gateway.desk;

import dev.bourse.exchange.protocol.CancelReason;
import dev.bourse.gateway.identity.KycDocument;
import dev.bourse.gateway.model.Account;
import dev.bourse.gateway.model.AccountEvent;
import dev.bourse.gateway.model.Asset;
import dev.bourse.gateway.model.Balance;
import dev.bourse.gateway.model.Instrument;
import dev.bourse.gateway.model.Order;
import dev.bourse.gateway.model.Position;
import dev.bourse.gateway.model.ReadModel;
import dev.bourse.gateway.order.Fields;
import dev.bourse.gateway.order.Outcome;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The documents that callers get. Prices, quantities and amounts are decimal texts, ids are texts since they pass what
 * a browser's numbers can hold, times are microseconds since 1970 UTC.
 */
public final class Documents {
    private Documents() {}

    static JsonObject order(Order order) {
        Instrument of = order.instrument();
        JsonObject json = new JsonObject()
                .put("id", String.valueOf(order.id()))
                .put("clientOrderId", String.valueOf(order.clientOrderId()))
                .put("symbol", of.symbol())
                .put("side", Fields.word(order.side()))
                .put("orderType", Fields.word(order.type()))
                .put("timeInForce", Fields.word(order.timeInForce()))
                .put("postOnly", order.postOnly())
                .put("quantity", of.lot().text(order.quantity()))
                .put("filledQuantity", of.lot().text(order.filled()))
                .put("remainingQuantity", of.lot().text(order.remaining()))
                .put("status", Fields.word(order.status()))
                .put("creationTime", order.createdMicros())
                .put("updateTime", order.updatedMicros());
        putPrice(json, "price", of, order.price());
        return putReason(putStops(json, order), order.cancelReason());
    }

    /** An order as the answer to its own command says. */
    static JsonObject order(Outcome outcome, Instrument of, long sequence) {
        JsonObject json = new JsonObject()
                .put("id", String.valueOf(outcome.orderId()))
                .put("clientOrderId", String.valueOf(outcome.clientOrderId()))
                .put("symbol", of.symbol())
                .put("creationTime", outcome.timeMicros())
                .put("quantity", of.lot().text(outcome.quantity()))
                .put("filledQuantity", of.lot().text(outcome.filled()))
                .put("remainingQuantity", of.lot().text(outcome.remaining()))
                .put("status", Fields.word(outcome.status()))
                .put("sequence", sequence);
        return putReason(json, outcome.cancelReason());
    }

    /** An order as the model has it, in the form of an answer. */
    static JsonObject answer(Order order, long sequence) {
        JsonObject json = new JsonObject()
                .put("id", String.valueOf(order.id()))
                .put("clientOrderId", String.valueOf(order.clientOrderId()))
                .put("symbol", order.instrument().symbol())
                .put("creationTime", order.createdMicros())
                .put("quantity", order.instrument().lot().text(order.quantity()))
                .put("filledQuantity", order.instrument().lot().text(order.filled()))
                .put("remainingQuantity", order.instrument().lot().text(order.remaining()))
                .put("status", Fields.word(order.status()))
                .put("sequence", sequence);
        return putReason(json, order.cancelReason());
    }

    /** An event of an order, as WebSocket tells it. */
    public static JsonObject event(AccountEvent event) {
        Order order = event.order();
        Instrument of = order.instrument();
        JsonObject json = new JsonObject()
                .put("sequence", event.sequence())
                .put("time", event.timeMicros())
                .put("orderId", String.valueOf(order.id()))
                .put("clientOrderId", String.valueOf(order.clientOrderId()))
                .put("symbol", of.symbol())
                .put("side", Fields.word(order.side()));
        return switch (event) {
            case AccountEvent.Accepted accepted -> accepted(json.put("event", "accepted"), accepted);
            case AccountEvent.Executed executed -> executed(json.put("event", "executed"), executed);
            case AccountEvent.Cancelled cancelled ->
                json.put("event", "cancelled")
                        .put("quantity", of.lot().text(cancelled.quantity()))
                        .put("reason", Fields.word(cancelled.reason()));
            case AccountEvent.Replaced replaced ->
                json.put("event", "replaced")
                        .put("price", of.tick().text(replaced.price()))
                        .put("quantity", of.lot().text(replaced.quantity()))
                        .put("remainingQuantity", of.lot().text(replaced.remaining()))
                        .put("keptPriority", replaced.keptPriority());
            case AccountEvent.Triggered triggered -> json.put("event", "triggered");
        };
    }

    private static JsonObject accepted(JsonObject json, AccountEvent.Accepted accepted) {
        Order order = accepted.order();
        Instrument of = order.instrument();
        json.put("orderType", Fields.word(order.type()))
                .put("timeInForce", Fields.word(order.timeInForce()))
                .put("postOnly", order.postOnly())
                .put("quantity", of.lot().text(accepted.quantity()));
        putPrice(json, "price", of, accepted.price());
        return putStops(json, order);
    }

    /** An execution, as REST lists it. */
    static JsonObject execution(AccountEvent.Executed executed) {
        Order order = executed.order();
        return executed(
                new JsonObject()
                        .put("id", String.valueOf(executed.sequence()))
                        .put("orderId", String.valueOf(order.id()))
                        .put("clientOrderId", String.valueOf(order.clientOrderId()))
                        .put("symbol", order.instrument().symbol())
                        .put("side", Fields.word(order.side()))
                        .put("time", executed.timeMicros())
                        .put("sequence", executed.sequence()),
                executed);
    }

    static JsonObject account(Account account, ReadModel model) {
        JsonArray balances = new JsonArray();
        account.balances()
                .forEach((id, balance) -> model.asset(id).ifPresent(asset -> balances.add(balance(asset, balance))));
        return new JsonObject()
                .put("account", account.id())
                .put("verification", Fields.word(account.kyc()))
                .put("killed", account.isKilled())
                .put("lastReference", String.valueOf(account.lastReference()))
                .put("lastClientOrderId", String.valueOf(account.highestClientOrderId()))
                .put("balances", balances)
                .put("sequence", model.applied());
    }

    static JsonObject balance(Asset asset, Balance balance) {
        return new JsonObject()
                .put("asset", asset.symbol())
                .put("available", asset.text(balance.available()))
                .put("held", asset.text(balance.held()));
    }

    static JsonObject position(Instrument of, Position position) {
        return new JsonObject()
                .put("symbol", of.symbol())
                .put("quantity", of.lot().text(position.bought() - position.sold()))
                .put("boughtQuantity", of.lot().text(position.bought()))
                .put("boughtValue", of.quote().text(position.boughtValue()))
                .put("soldQuantity", of.lot().text(position.sold()))
                .put("soldValue", of.quote().text(position.soldValue()))
                .put("openBuyQuantity", of.lot().text(position.openBuy()))
                .put("openSellQuantity", of.lot().text(position.openSell()))
                .put("fees", of.quote().text(position.fees()));
    }

    static JsonObject instrument(Instrument instrument) {
        JsonObject json = new JsonObject()
                .put("symbol", instrument.symbol())
                .put("base", instrument.base().symbol())
                .put("quote", instrument.quote().symbol())
                .put("lotSize", instrument.lot().toString())
                .put("makerFeeBps", instrument.makerFeeBps())
                .put("takerFeeBps", instrument.takerFeeBps())
                .put("phase", Fields.word(instrument.phase()));
        return instrument.hasDecimalPrices()
                ? json.put("tickSize", instrument.tick().toString())
                : json;
    }

    static JsonArray documents(List<KycDocument> documents) {
        JsonArray array = new JsonArray();
        documents.forEach(document -> array.add(new JsonObject()
                .put("type", document.type())
                .put("country", document.country())
                .put("expires", document.expires())
                .put("fileName", document.fileName())
                .put("bytes", document.bytes())
                .put("sha256", document.sha256())));
        return array;
    }

    private static JsonObject executed(JsonObject json, AccountEvent.Executed executed) {
        Instrument of = executed.order().instrument();
        return json.put("match", String.valueOf(executed.match()))
                .put("orderType", Fields.word(executed.order().type()))
                .put("price", of.tick().text(executed.price()))
                .put("quantity", of.lot().text(executed.quantity()))
                .put("remainingQuantity", of.lot().text(executed.remaining()))
                .put("value", of.quote().text(executed.value()))
                .put("fee", of.quote().text(executed.fee()))
                .put("liquidity", Fields.word(executed.liquidity()));
    }

    private static JsonObject putPrice(JsonObject json, String name, Instrument of, long ticks) {
        return ticks == 0 ? json : json.put(name, of.tick().text(ticks));
    }

    private static JsonObject putStops(JsonObject json, Order order) {
        Instrument of = order.instrument();
        if (order.displayQuantity() != 0) {
            json.put("displayQuantity", of.lot().text(order.displayQuantity()));
        }
        return putPrice(json, "stopPrice", of, order.stopPrice());
    }

    private static JsonObject putReason(JsonObject json, @Nullable CancelReason reason) {
        return reason == null ? json : json.put("cancelReason", Fields.word(reason));
    }
}
