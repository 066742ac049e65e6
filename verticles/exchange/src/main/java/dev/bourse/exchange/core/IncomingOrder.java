package dev.bourse.exchange.core;

import dev.bourse.exchange.matching.TimeInForce;

/**
 * What the command at work brings into a book, for the {@link Settlement} that hears the book: a checked new order, or
 * a checked change of an open one. One reusable object.
 */
final class IncomingOrder {
    private OrderIntent intent = new OrderIntent();
    private long held;
    private int exposure;
    private long remainingBefore;
    private long quantityAfter;
    private boolean phaseCommand;

    /** A new order, what is to be held for it, and its account's exposure (-1: the first in the instrument). */
    void place(OrderIntent order, long toHold, int exposureNumber) {
        intent = order;
        held = toHold;
        exposure = exposureNumber;
        phaseCommand = false;
    }

    /** A change of an open order: its open lots before, its whole quantity after. */
    void replace(long openLotsBefore, long wholeQuantityAfter) {
        remainingBefore = openLotsBefore;
        quantityAfter = wholeQuantityAfter;
        phaseCommand = false;
    }

    /** A change of phase that was asked for. */
    void changePhase() {
        phaseCommand = true;
    }

    OrderIntent intent() {
        return intent;
    }

    long held() {
        return held;
    }

    long remainingBefore() {
        return remainingBefore;
    }

    long quantityAfter() {
        return quantityAfter;
    }

    /** Whether the phase that changes was asked for; a further change in the same command was not. */
    boolean takePhaseCommand() {
        boolean asked = phaseCommand;
        phaseCommand = false;
        return asked;
    }

    /** Makes the record of the new order, with its id's use, its account's count and its time to expire. */
    int record(CoreState state, Instrument instrument) {
        OrderIntent order = intent;
        int known = exposure;
        if (known < 0) {
            known = state.exposures.add(
                    order.accountId,
                    instrument.id,
                    state.balances.balance(order.accountId, instrument.baseAssetId),
                    state.balances.balance(order.accountId, instrument.quoteAssetId));
        }
        state.accounts.clientOrderIds().use(order.accountId, order.clientOrderId);
        state.accountLimits.countOrder(order.accountId, state.numbering.timestamp);
        int flags = (order.buy ? OpenOrders.BUY : 0)
                | (order.timeInForce == TimeInForce.DAY ? OpenOrders.DAY : 0)
                | (order.timeInForce == TimeInForce.GTD ? OpenOrders.EXPIRES : 0);
        if (order.timeInForce == TimeInForce.GTD) {
            state.expiries.add(order.expireTime, state.orders.nextOrderId());
        }
        return state.orders.add(
                order.accountId,
                instrument.id,
                order.clientOrderId,
                known,
                order.price,
                instrument.makerFeeBps,
                instrument.takerFeeBps,
                flags);
    }
}
