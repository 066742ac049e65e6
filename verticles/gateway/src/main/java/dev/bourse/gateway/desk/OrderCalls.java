package dev.bourse.gateway.desk;

import dev.bourse.exchange.protocol.RejectReason;
import dev.bourse.gateway.access.Call;
import dev.bourse.gateway.model.Account;
import dev.bourse.gateway.model.Order;
import dev.bourse.gateway.model.Step;
import dev.bourse.gateway.order.Answer;
import dev.bourse.gateway.order.Fields;
import dev.bourse.gateway.order.NewOrder;
import dev.bourse.gateway.order.Outcome;
import dev.bourse.gateway.order.Rejections;
import dev.bourse.gateway.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Places, changes and cancels orders of the caller's own account. Each answer says what is committed. */
public final class OrderCalls {
    /** How often an id is drawn anew where another gateway took it first. */
    private static final int DRAWS = 4;

    private final Desk desk;
    private final Accounts accounts;
    /** The highest client order id given out here, by account: ahead of the model while orders are under way. */
    private final Map<Integer, Long> drawn = new HashMap<>();

    public OrderCalls(Desk desk, Accounts accounts) {
        this.desk = desk;
        this.accounts = accounts;
    }

    /** Says which calls are answered here. */
    public void addTo(Calls calls) {
        calls.put(Call.PLACE_ORDER, this::place)
                .put(Call.REPLACE_ORDER, this::replace)
                .put(Call.CANCEL_ORDER, this::cancel)
                .put(Call.CANCEL_ALL, this::cancelAll);
    }

    private Future<Reply> place(Request request) {
        int account = accounts.own(request.who());
        NewOrder order = NewOrder.of(request.body(), desk.model());
        return order.clientOrderId() == 0
                ? placeDrawn(account, order, DRAWS)
                : desk.submit(desk.commands().place(account, order.clientOrderId(), order))
                        .compose(answer -> placed(account, order.clientOrderId(), order, answer));
    }

    private Future<Reply> placeDrawn(int account, NewOrder order, int draws) {
        long id = draw(account);
        return desk.submit(desk.commands().place(account, id, order)).compose(answer -> {
            boolean taken = Outcome.of(answer, 0)
                    .rejection()
                    .filter(reason -> reason == RejectReason.DUPLICATE_CLIENT_ORDER_ID)
                    .isPresent();
            return taken && draws > 1
                    ? desk.reached(answer.lastOutput()).compose(reached -> placeDrawn(account, order, draws - 1))
                    : created(order, answer);
        });
    }

    private long draw(int account) {
        long known =
                desk.model().account(account).map(Account::highestClientOrderId).orElse(0L);
        return drawn.merge(account, known + 1, (before, next) -> Math.max(before + 1, next));
    }

    private Future<Reply> placed(int account, long clientOrderId, NewOrder order, Answer answer) {
        boolean again = Outcome.of(answer, 0)
                .rejection()
                .filter(reason -> reason == RejectReason.DUPLICATE_CLIENT_ORDER_ID
                        || reason == RejectReason.CLIENT_ORDER_ID_TOO_OLD)
                .isPresent();
        return again
                ? desk.reached(answer.lastOutput()).map(reached -> repeated(account, clientOrderId, order, answer))
                : created(order, answer);
    }

    /** The same order again gets the same answer, as the order stands now; another under its id is refused. */
    private Reply repeated(int account, long clientOrderId, NewOrder order, Answer answer) {
        Optional<Order> known = desk.model().account(account).flatMap(its -> its.orderOfClient(clientOrderId));
        if (known.isEmpty()) {
            throw Rejections.problem(Outcome.of(answer, 0).rejection().orElseThrow())
                    .refusal();
        }
        if (!order.placed(known.get())) {
            throw Problem.of(
                            409,
                            "client-order-id-reused",
                            "The account used the client order id for another order, "
                                    + known.get().id())
                    .field("clientOrderId")
                    .refusal();
        }
        return Reply.ok(Documents.answer(known.get(), answer.lastOutput()).put("repeated", true));
    }

    private Future<Reply> created(NewOrder order, Answer answer) {
        Outcome outcome = Outcome.of(answer, 0);
        refuse(outcome);
        return answer.complete()
                ? Future.succeededFuture(
                        Reply.created(Documents.order(outcome, order.instrument(), answer.lastOutput())))
                : known(outcome.orderId(), answer).map(Reply::created);
    }

    private Future<Reply> replace(Request request) {
        int account = accounts.own(request.who());
        long id = request.parameters().whole("id", 1, Long.MAX_VALUE);
        Fields body = request.body().only("price", "quantity", "stopPrice");
        return desk.caughtUp().compose(caughtUp -> {
            Order order = Accounts.order(desk.model(), account, id);
            Step tick = order.instrument().tick();
            byte[] command = desk.commands()
                    .replace(
                            account,
                            id,
                            body.steps("price", tick),
                            body.steps("quantity", order.instrument().lot()),
                            body.steps("stopPrice", tick));
            return desk.submit(command).compose(answer -> {
                Outcome outcome = Outcome.of(answer, id);
                refuse(outcome);
                return outcome.tellsQuantities() && answer.complete()
                        ? Future.succeededFuture(
                                Reply.ok(Documents.order(outcome, order.instrument(), answer.lastOutput())))
                        : known(id, answer).map(Reply::ok);
            });
        });
    }

    /** Does not wait for the model: what is cancelled is cancelled. */
    private Future<Reply> cancel(Request request) {
        int account = accounts.own(request.who());
        long id = request.parameters().whole("id", 1, Long.MAX_VALUE);
        return desk.submit(desk.commands().cancel(account, id)).map(answer -> {
            Outcome outcome = Outcome.of(answer, id);
            refuse(outcome);
            return Reply.ok(new JsonObject()
                    .put("id", String.valueOf(id))
                    .put("clientOrderId", String.valueOf(outcome.clientOrderId()))
                    .put("status", Fields.word(outcome.status()))
                    .put("sequence", answer.lastOutput()));
        });
    }

    private Future<Reply> cancelAll(Request request) {
        int account = accounts.own(request.who());
        int instrument = request.parameters().has("symbol")
                ? NewOrder.instrument(request.parameters().text("symbol", 16), desk.model())
                        .id()
                : 0;
        return desk.submit(desk.commands().cancelAll(account, instrument)).map(answer -> {
            Outcome outcome = Outcome.of(answer, 0);
            refuse(outcome);
            return Reply.ok(new JsonObject()
                    .put("cancelledOrders", outcome.ordersCancelled())
                    .put("sequence", answer.lastOutput()));
        });
    }

    /** What the model says of an order once it has all that the answer tells of. */
    private Future<JsonObject> known(long orderId, Answer answer) {
        return desk.reached(answer.lastOutput())
                .map(reached -> desk.model()
                        .order(orderId)
                        .map(order -> Documents.answer(order, answer.lastOutput()))
                        .orElseGet(() -> new JsonObject()
                                .put("id", String.valueOf(orderId))
                                .put("sequence", answer.lastOutput())));
    }

    private static void refuse(Outcome outcome) {
        if (outcome.rejection().isPresent()) {
            throw Rejections.problem(outcome.rejection().get()).refusal();
        }
    }
}
