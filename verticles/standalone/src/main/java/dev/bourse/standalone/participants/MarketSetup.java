package dev.bourse.standalone.participants;

import dev.bourse.gateway.desk.Programs.Credentials;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Makes sure that the stocks are listed and open, and that participants have accounts with money and shares: as the
 * operator of the exchange would, by the gateway's calls. What is there already stays as it is.
 */
final class MarketSetup {
    private static final String MONEY = "1000000000";
    private static final String SHARES = "10000000";
    private static final JsonObject DOCUMENTS = new JsonObject()
            .put(
                    "documents",
                    new JsonArray()
                            .add(new JsonObject()
                                    .put("type", "passport")
                                    .put("country", "CH")
                                    .put("fileName", "simulated.pdf")
                                    .put("bytes", 1)
                                    .put("sha256", "0".repeat(64))));

    private final GatewayCalls calls;
    private final Credentials operator;

    MarketSetup(GatewayCalls calls, Credentials operator) {
        this.calls = calls;
        this.operator = operator;
    }

    /** Lists the stocks that are not listed yet, and opens those that are closed. */
    Future<Void> list(List<Stock> stocks) {
        return calls.call(operator, "GET", "/v1/assets", null)
                .compose(known -> {
                    Set<String> assets = symbols(known.getJsonArray("assets"), "");
                    return addAsset(assets, Stock.CURRENCY, Stock.CURRENCY_DECIMALS)
                            .compose(money -> each(stocks, stock -> addAsset(assets, stock.symbol(), 0)));
                })
                .compose(added -> calls.call(operator, "GET", "/v1/instruments", null))
                .compose(known -> {
                    Set<String> instruments = symbols(known.getJsonArray("instruments"), "");
                    return each(
                            stocks,
                            stock -> instruments.contains(stock.symbol())
                                    ? Future.succeededFuture()
                                    : calls.call(operator, "POST", "/v1/instruments", instrument(stock)));
                })
                .compose(added -> calls.call(operator, "GET", "/v1/instruments", null))
                .compose(known -> {
                    Set<String> closed = symbols(known.getJsonArray("instruments"), "closed");
                    return each(
                            stocks, stock -> closed.contains(stock.symbol()) ? open(stock) : Future.succeededFuture());
                });
    }

    /** Gives a participant an account with money, and with shares of these stocks. */
    Future<Void> endow(Credentials participant, List<Stock> stocks) {
        return account(participant).compose(account -> {
            int number = account.getInteger("account");
            long last = Long.parseLong(account.getString("lastReference"));
            return verified(account)
                    .compose(verified -> deposit(number, Stock.CURRENCY, MONEY, 1, last))
                    .compose(money -> each(
                            stocks,
                            stock -> deposit(number, stock.symbol(), SHARES, 2L + stocks.indexOf(stock), last)));
        });
    }

    private Future<JsonObject> account(Credentials participant) {
        return calls.call(participant, "GET", "/v1/account", null)
                .recover(failure -> failure instanceof RefusedCall refused
                                && Set.of("no-account", "unknown-account").contains(refused.code())
                        ? calls.call(participant, "POST", "/v1/account", DOCUMENTS)
                        : Future.failedFuture(failure));
    }

    private Future<?> verified(JsonObject account) {
        return account.getString("verification").equals("verified")
                ? Future.succeededFuture()
                : calls.call(
                        operator,
                        "PUT",
                        "/v1/verification/" + account.getInteger("account"),
                        new JsonObject().put("decision", "verified"));
    }

    /** References count the deposits, so that each is made once whatever happens in between. */
    private Future<?> deposit(int account, String asset, String amount, long reference, long last) {
        return reference <= last
                ? Future.succeededFuture()
                : calls.call(
                        operator,
                        "POST",
                        "/v1/deposit",
                        new JsonObject()
                                .put("account", account)
                                .put("asset", asset)
                                .put("amount", amount)
                                .put("reference", reference));
    }

    private Future<?> open(Stock stock) {
        return calls.call(
                operator,
                "PUT",
                "/v1/instruments/" + stock.symbol() + "/phase",
                new JsonObject().put("phase", "continuous"));
    }

    private Future<?> addAsset(Set<String> known, String symbol, int decimals) {
        return known.contains(symbol)
                ? Future.succeededFuture()
                : calls.call(
                        operator,
                        "POST",
                        "/v1/assets",
                        new JsonObject().put("symbol", symbol).put("decimals", decimals));
    }

    private static JsonObject instrument(Stock stock) {
        return new JsonObject()
                .put("symbol", stock.symbol())
                .put("base", stock.symbol())
                .put("quote", Stock.CURRENCY)
                .put("tickSize", Stock.TICK)
                .put("lotSize", "1");
    }

    /** The symbols of those in a phase, or where that is empty of all. */
    private static Set<String> symbols(JsonArray documents, String phase) {
        Set<String> symbols = new HashSet<>();
        documents.forEach(document -> {
            JsonObject json = (JsonObject) document;
            if (phase.isEmpty() || phase.equals(json.getString("phase"))) {
                symbols.add(json.getString("symbol"));
            }
        });
        return symbols;
    }

    /** One after another. */
    private static <T> Future<Void> each(List<T> all, Function<T, Future<?>> action) {
        Future<?> done = Future.succeededFuture();
        for (T one : all) {
            done = done.compose(before -> action.apply(one));
        }
        return done.mapEmpty();
    }
}
