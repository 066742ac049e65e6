package dev.bourse.exchange.core;

import dev.bourse.exchange.matching.TimeInForce;
import dev.bourse.exchange.risk.Exposures;

/**
 * What the command at work brings into a book, for the {@link Settlement} that hears the book: a checked new order, or
 * a checked change of an open one. One reusable object.
 */
final class IncomingOrder {
    private OrderIntent intent = new OrderIntent();
    private long held;
    private int account;
    private int exposure;
    private long remainingBefore;
    private long quantityAfter;
    private boolean phaseCommand;

    /** A new order, what is to be held for it, its account's address and exposure (none: the first there). */
    void place(OrderIntent order, long toHold, int accountAddress, int exposureNumber) {
        if (intent != order) {
            intent = order;
        }
        held = toHold;
        account = accountAddress;
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
        if (known == Exposures.NONE) {
            known = state.exposures.add(
                    order.accountId,
                    instrument.holding,
                    state.balances.balance(account, instrument.baseAssetId),
                    state.balances.balance(account, instrument.quoteAssetId));
        }
        state.accounts.clientOrderIds().use(account, order.clientOrderId);
        state.accountLimits.countOrder(account, state.numbering.timestamp);
        int flags = (order.buy ? OpenOrders.BUY : 0)
                | (order.timeInForce == TimeInForce.DAY ? OpenOrders.DAY : 0)
                | (order.timeInForce == TimeInForce.GTD ? OpenOrders.EXPIRES : 0);
        if (order.timeInForce == TimeInForce.GTD) {
            state.expiries.add(order.expireTime, state.orders.nextOrderId());
        }
        return state.orders.add(
                order.accountId,
                account,
                instrument.id,
                order.clientOrderId,
                known,
                order.price,
                instrument.makerFeeBps,
                instrument.takerFeeBps,
                flags);
    }
}
