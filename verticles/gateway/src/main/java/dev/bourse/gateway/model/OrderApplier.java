package dev.bourse.gateway.model;

import dev.bourse.exchange.protocol.ExecutedDecoder;
import dev.bourse.exchange.protocol.Flag;
import dev.bourse.exchange.protocol.OrderAcceptedDecoder;
import dev.bourse.exchange.protocol.OrderCancelledDecoder;
import dev.bourse.exchange.protocol.OrderReplacedDecoder;
import dev.bourse.exchange.protocol.OrderTriggeredDecoder;
import dev.bourse.gateway.model.Order.Status;
import java.util.Objects;

/**
 * Applies what happened to orders: the orders themselves, and what is held, paid and received for them. Which amounts
 * are held after each output follows from the rules of the core's protocol. One thread.
 */
final class OrderApplier {
    private final ReadModel model;

    OrderApplier(ReadModel model) {
        this.model = model;
    }

    void accepted(long number, OrderAcceptedDecoder event) {
        Instrument instrument = Objects.requireNonNull(
                model.instruments.get(event.instrumentId()), "an order of an instrument that was never added");
        Order order = new Order(
                event.accountId(),
                instrument,
                new Order.Terms(
                        event.orderId(),
                        event.clientOrderId(),
                        event.timestamp(),
                        event.side(),
                        event.orderType(),
                        event.timeInForce(),
                        event.stopPrice(),
                        event.displayQuantity(),
                        event.postOnly() == Flag.YES,
                        event.price(),
                        event.quantity(),
                        Math.max(instrument.makerFeeBps, instrument.takerFeeBps)));
        model.add(order);
        hold(order, event.held());
        position(order).open(order.isBuy(), order.remaining);
        model.tell(new AccountEvent.Accepted(number, event.timestamp(), order, order.price, order.quantity));
    }

    void executed(long number, ExecutedDecoder event) {
        Order order = model.orderOf(event.orderId());
        boolean ends = event.remaining() == 0;
        order.remaining = event.remaining();
        order.filled += event.quantity();
        order.updatedMicros = event.timestamp();
        settle(order, event.quantity(), event.value(), event.fee(), ends);
        position(order).open(order.isBuy(), -event.quantity());
        position(order).trade(order.isBuy(), event.quantity(), event.value(), event.fee());
        if (ends) {
            order.status = Status.FILLED;
            model.end(order);
        }
        model.tell(new AccountEvent.Executed(
                number,
                event.timestamp(),
                order,
                event.matchId(),
                event.price(),
                event.quantity(),
                event.remaining(),
                event.value(),
                event.fee(),
                event.liquidity()));
    }

    void cancelled(long number, OrderCancelledDecoder event) {
        Order order = model.orderOf(event.orderId());
        position(order).open(order.isBuy(), -event.quantity());
        hold(order, 0);
        order.remaining = 0;
        order.status = Status.CANCELLED;
        order.cancelReason = event.reason();
        order.updatedMicros = event.timestamp();
        model.end(order);
        model.tell(new AccountEvent.Cancelled(number, event.timestamp(), order, event.quantity(), event.reason()));
    }

    void replaced(long number, OrderReplacedDecoder event) {
        Order order = model.orderOf(event.orderId());
        position(order).open(order.isBuy(), event.remaining() - order.remaining);
        order.price = event.price();
        order.quantity = event.quantity();
        order.remaining = event.remaining();
        order.updatedMicros = event.timestamp();
        hold(order, event.held());
        model.tell(new AccountEvent.Replaced(
                number,
                event.timestamp(),
                order,
                event.price(),
                event.quantity(),
                event.remaining(),
                event.keptPriority() == Flag.YES));
    }

    void triggered(long number, OrderTriggeredDecoder event) {
        Order order = model.orderOf(event.orderId());
        order.triggered = true;
        order.updatedMicros = event.timestamp();
        model.tell(new AccountEvent.Triggered(number, event.timestamp(), order));
    }

    private void settle(Order order, long lots, long value, long fee, boolean ends) {
        Account account = model.accountOf(order.account);
        Balance base = account.balanceOf(order.instrument.base());
        Balance quote = account.balanceOf(order.instrument.quote());
        long baseUnits = order.instrument.baseUnits(lots);
        if (order.isBuy()) {
            // A buy without a limit pays from what was held when it came, one with a limit holds for what is open.
            long cost = value + fee;
            long after = ends ? 0 : order.price == 0 ? order.held - cost : order.required();
            quote.held -= cost;
            order.held -= cost;
            hold(order, after);
            base.available += baseUnits;
        } else {
            base.held -= baseUnits;
            order.held -= baseUnits;
            quote.available += value - fee;
        }
        model.accountOf(0).balanceOf(order.instrument.quote()).available += fee;
    }

    /** Makes an order hold this much, from or to what is available. */
    private void hold(Order order, long amount) {
        Asset asset = order.isBuy() ? order.instrument.quote() : order.instrument.base();
        model.accountOf(order.account).balanceOf(asset).hold(amount - order.held);
        order.held = amount;
    }

    private Position position(Order order) {
        return model.accountOf(order.account).positionOf(order.instrument);
    }
}
