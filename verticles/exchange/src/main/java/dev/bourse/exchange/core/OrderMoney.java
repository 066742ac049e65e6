package dev.bourse.exchange.core;

import dev.bourse.exchange.account.Balances;
import dev.bourse.exchange.account.Money;
import dev.bourse.exchange.risk.Exposures;

/**
 * Moves money and shares for open orders: holds, pays, receives and releases, to the unit. The caller has made sure
 * that what is to be held is available.
 *
 * <p>What is held for a buy with a limit is always the value of its open quantity at its limit with the higher of its
 * two fees; for a market or budget buy it was fixed when it came, and what is left is released when it ends. What is
 * held for a sell is its open quantity. One thread.
 */
final class OrderMoney {
    private final Balances balances;
    private final Exposures exposures;
    private final OpenOrders orders;

    OrderMoney(CoreState state) {
        balances = state.balances;
        exposures = state.exposures;
        orders = state.orders;
    }

    /** What must be held for lots at a limit, or {@link Money#OVERFLOW}. */
    static long required(Instrument instrument, boolean buy, long price, long lots, int feeBps) {
        return buy ? Money.withFee(instrument.value(price, lots), feeBps) : instrument.baseUnits(lots);
    }

    /** Holds an amount for an order that holds nothing yet, and counts its lots as open. */
    void open(int order, long held, long lots) {
        int exposure = orders.exposure(order);
        boolean buy = orders.isBuy(order);
        orders.setHeld(order, held);
        balances.hold(heldBalance(exposure, buy), held);
        exposures.addOpen(exposure, buy, lots);
    }

    /** Holds, or releases, what an order with another limit and quantity needs more or less. */
    void change(Instrument instrument, int order, long price, long lotsBefore, long lots) {
        int exposure = orders.exposure(order);
        boolean buy = orders.isBuy(order);
        long held = required(instrument, buy, price, lots, Math.max(orders.makerBps(order), orders.takerBps(order)));
        balances.hold(heldBalance(exposure, buy), held - orders.held(order));
        orders.setHeld(order, held);
        orders.setPrice(order, price);
        exposures.addOpen(exposure, buy, lots - lotsBefore);
    }

    /** Pays for bought lots with the fee from what is held, and receives them. */
    void buy(Instrument instrument, int order, long lots, long baseUnits, long cost, long remaining) {
        int exposure = orders.exposure(order);
        int quote = exposures.quoteBalance(exposure);
        long held = orders.held(order);
        long price = orders.price(order);
        long heldAfter =
                remaining == 0 ? 0 : price == 0 ? held - cost : heldForBuy(instrument, order, price, remaining);
        balances.payHeld(quote, cost);
        balances.release(quote, held - heldAfter - cost);
        orders.setHeld(order, heldAfter);
        balances.receive(exposures.baseBalance(exposure), baseUnits);
        exposures.trade(exposure, true, lots);
    }

    /** Delivers sold lots from what is held, and receives what they cost less the fee. */
    void sell(int order, long lots, long baseUnits, long proceeds) {
        int exposure = orders.exposure(order);
        balances.payHeld(exposures.baseBalance(exposure), baseUnits);
        orders.setHeld(order, orders.held(order) - baseUnits);
        balances.receive(exposures.quoteBalance(exposure), proceeds);
        exposures.trade(exposure, false, lots);
    }

    /** Releases all that is held for an order of which so many lots are not traded any more. */
    void release(int order, long lots) {
        int exposure = orders.exposure(order);
        boolean buy = orders.isBuy(order);
        balances.release(heldBalance(exposure, buy), orders.held(order));
        orders.setHeld(order, 0);
        exposures.addOpen(exposure, buy, -lots);
    }

    private long heldForBuy(Instrument instrument, int order, long price, long lots) {
        return required(instrument, true, price, lots, Math.max(orders.makerBps(order), orders.takerBps(order)));
    }

    private int heldBalance(int exposure, boolean buy) {
        return buy ? exposures.quoteBalance(exposure) : exposures.baseBalance(exposure);
    }
}
