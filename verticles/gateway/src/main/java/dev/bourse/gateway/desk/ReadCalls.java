package dev.bourse.gateway.desk;

import dev.bourse.gateway.access.Call;
import dev.bourse.gateway.model.Account;
import dev.bourse.gateway.model.AccountEvent;
import dev.bourse.gateway.model.EventRing;
import dev.bourse.gateway.model.Order;
import dev.bourse.gateway.model.ReadModel;
import dev.bourse.gateway.order.Fields;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Iterator;
import java.util.List;

/**
 * Answers questions from the model: never from the exchange's own thread. Lists come in pages; the work of a page is
 * bounded, so that a page may be short, or empty, though more follows.
 */
public final class ReadCalls {
    private static final int MOST = 1_000;
    private static final int USUAL = 100;
    /** Orders or events that are looked at for one page. */
    private static final int LOOKS = 10_000;

    private final Desk desk;
    private final Accounts accounts;

    /** Which orders. */
    private enum Which {
        OPEN,
        ENDED,
        ALL
    }

    public ReadCalls(Desk desk, Accounts accounts) {
        this.desk = desk;
        this.accounts = accounts;
    }

    /** Says which calls are answered here. */
    public void addTo(Calls calls) {
        calls.put(Call.ORDER, request -> desk.caughtUp().map(caughtUp -> order(request)))
                .put(Call.ORDERS, request -> desk.caughtUp().map(caughtUp -> orders(request)))
                .put(Call.EXECUTIONS, request -> desk.caughtUp().map(caughtUp -> executions(request)))
                .put(
                        Call.ACCOUNT,
                        request -> desk.caughtUp()
                                .map(caughtUp -> Reply.ok(Documents.account(account(request), desk.model()))))
                .put(Call.POSITIONS, request -> desk.caughtUp().map(caughtUp -> positions(request)))
                .put(Call.INSTRUMENTS, request -> Future.succeededFuture(instruments()))
                .put(Call.ASSETS, request -> Future.succeededFuture(assets()));
    }

    private Reply order(Request request) {
        Account account = account(request);
        Order order =
                Accounts.order(desk.model(), account.id(), request.parameters().whole("id", 1, Long.MAX_VALUE));
        return Reply.ok(Documents.order(order));
    }

    private Reply orders(Request request) {
        Fields parameters = request.parameters();
        Account account = account(request);
        String symbol = parameters.text("symbol", 16, "");
        Which which = parameters.choice("status", List.of(Which.values()), Which.OPEN);
        long after = parameters.whole("after", 0, Long.MAX_VALUE, 0);
        int limit = limit(parameters);
        Iterator<Order> orders = (which == Which.OPEN ? account.openOrders(after) : account.orders(after)).iterator();
        JsonArray found = new JsonArray();
        long last = 0;
        int looks = 0;
        while (orders.hasNext() && found.size() < limit && looks++ < LOOKS) {
            Order order = orders.next();
            last = order.id();
            boolean wanted = (symbol.isEmpty() || order.instrument().symbol().equals(symbol))
                    && (which != Which.ENDED || order.status() != Order.Status.NEW);
            if (wanted) {
                found.add(Documents.order(order));
            }
        }
        JsonObject page = new JsonObject()
                .put("orders", found)
                .put("sequence", desk.model().applied());
        return Reply.ok(orders.hasNext() ? page.put("next", String.valueOf(last)) : page);
    }

    private Reply executions(Request request) {
        Fields parameters = request.parameters();
        Account account = account(request);
        Wanted wanted = new Wanted(
                parameters.text("symbol", 16, ""),
                parameters.whole("orderId", 1, Long.MAX_VALUE, 0),
                parameters.whole("startTime", 0, Long.MAX_VALUE, 0),
                parameters.whole("endTime", 0, Long.MAX_VALUE, Long.MAX_VALUE));
        int limit = limit(parameters);
        EventRing events = account.events();
        int place = events.firstAfter(parameters.whole("after", 0, Long.MAX_VALUE, 0));
        JsonArray found = new JsonArray();
        long last = 0;
        for (int looks = 0; place < events.size() && found.size() < limit && looks < LOOKS; looks++, place++) {
            AccountEvent event = events.get(place);
            last = event.sequence();
            if (event instanceof AccountEvent.Executed executed && wanted.test(executed)) {
                found.add(Documents.execution(executed));
            }
        }
        JsonObject page = new JsonObject()
                .put("executions", found)
                .put("forgotten", account.forgotten())
                .put("sequence", desk.model().applied());
        return Reply.ok(place < events.size() ? page.put("next", last) : page);
    }

    private Reply positions(Request request) {
        Account account = account(request);
        ReadModel model = desk.model();
        JsonArray positions = new JsonArray();
        account.positions()
                .forEach((id, position) -> model.instrument(id)
                        .ifPresent(instrument -> positions.add(Documents.position(instrument, position))));
        return Reply.ok(new JsonObject()
                .put("positions", positions)
                .put("since", account.since())
                .put("sequence", model.applied()));
    }

    private Reply instruments() {
        JsonArray instruments = new JsonArray();
        desk.model().instruments().forEach(instrument -> instruments.add(Documents.instrument(instrument)));
        return Reply.ok(new JsonObject().put("instruments", instruments));
    }

    private Reply assets() {
        JsonArray assets = new JsonArray();
        desk.model()
                .assets()
                .forEach(asset -> assets.add(
                        new JsonObject().put("symbol", asset.symbol()).put("decimals", asset.decimals())));
        return Reply.ok(new JsonObject().put("assets", assets));
    }

    private Account account(Request request) {
        return accounts.read(request.who(), request.parameters());
    }

    private static int limit(Fields parameters) {
        return (int) parameters.whole("limit", 1, MOST, USUAL);
    }

    private record Wanted(String symbol, long orderId, long startMicros, long endMicros) {
        boolean test(AccountEvent.Executed executed) {
            Order order = executed.order();
            return (symbol.isEmpty() || order.instrument().symbol().equals(symbol))
                    && (orderId == 0 || order.id() == orderId)
                    && executed.timeMicros() >= startMicros
                    && executed.timeMicros() < endMicros;
        }
    }
}
