package dev.bourse.exchange.core;

import dev.bourse.exchange.account.Money;
import dev.bourse.exchange.matching.CancelReason;
import dev.bourse.exchange.matching.MatchListener;
import dev.bourse.exchange.matching.Phase;
import dev.bourse.exchange.matching.RejectReason;
import dev.bourse.exchange.matching.Side;
import dev.bourse.exchange.protocol.Liquidity;
import org.jspecify.annotations.Nullable;

/**
 * Hears what happens in the books, has money and shares moved accordingly, and tells it. Which book is at work is said
 * by {@link #begin}; a book's {@code user} number is the order's number in {@link OpenOrders}. One thread.
 */
final class Settlement implements MatchListener {
    private final CoreState state;
    private final OpenOrders orders;
    private final OrderMoney money;
    private final OrderOutputs outputs;
    private final MarketOutputs marketOutputs;
    private final IncomingOrder incoming = new IncomingOrder();

    private @Nullable Instrument working;
    private dev.bourse.exchange.protocol.@Nullable CancelReason cancelReason;
    private long matches;
    private long auctionPrice;
    private long auctionQuantity;

    Settlement(CoreState state, OrderMoney money) {
        this.state = state;
        this.money = money;
        orders = state.orders;
        outputs = new OrderOutputs(state.numbering, orders);
        marketOutputs = new MarketOutputs(state.numbering);
    }

    /** The order that comes in next, to be described before its book is called. */
    IncomingOrder incoming() {
        return incoming;
    }

    /** Says whose book is called next, and that its cancellations give the book's own reason. */
    void begin(Instrument instrument) {
        working = instrument;
        cancelReason = null;
    }

    /** Says whose book is called next, and the reason that its cancellations give. */
    void begin(Instrument instrument, dev.bourse.exchange.protocol.CancelReason reason) {
        working = instrument;
        cancelReason = reason;
    }

    /** How many matches there were. */
    long matches() {
        return matches;
    }

    void setMatches(long matches) {
        this.matches = matches;
    }

    @Override
    public void accepted(long orderId, long accountId, int user, Side side, long price, long quantity) {
        OrderIntent order = incoming.intent();
        int number = incoming.record(state, instrument());
        money.open(number, incoming.held(), order.quantity);
        outputs.accepted(order, orderId, incoming.held());
    }

    /** The command that called the book tells it. */
    @Override
    public void rejected(long orderId, long accountId, RejectReason reason) {}

    @Override
    public void matched(
            long takerOrderId,
            long takerAccountId,
            int takerUser,
            long takerRemaining,
            long makerOrderId,
            long makerAccountId,
            int makerUser,
            long makerRemaining,
            Side takerSide,
            long price,
            long quantity) {
        int taker = takerUser;
        int maker = makerUser;
        matches++;
        Instrument instrument = instrument();
        long value = price * quantity * instrument.tickQuoteUnits;
        boolean takerBuys = takerSide == Side.BUY;
        trade(
                instrument,
                taker,
                price,
                quantity,
                takerRemaining,
                value,
                orders.takerBps(taker),
                takerBuys,
                Liquidity.TAKER);
        trade(
                instrument,
                maker,
                price,
                quantity,
                makerRemaining,
                value,
                orders.makerBps(maker),
                !takerBuys,
                Liquidity.MAKER);
    }

    @Override
    public void auctionMatched(
            long buyOrderId,
            long buyAccountId,
            int buyUser,
            long buyRemaining,
            long sellOrderId,
            long sellAccountId,
            int sellUser,
            long sellRemaining,
            long price,
            long quantity) {
        int buy = buyUser;
        int sell = sellUser;
        matches++;
        auctionPrice = price;
        auctionQuantity += quantity;
        Instrument instrument = instrument();
        long value = price * quantity * instrument.tickQuoteUnits;
        trade(instrument, buy, price, quantity, buyRemaining, value, orders.makerBps(buy), true, Liquidity.AUCTION);
        trade(instrument, sell, price, quantity, sellRemaining, value, orders.makerBps(sell), false, Liquidity.AUCTION);
    }

    @Override
    public void rested(long orderId, long accountId, int user, Side side, long price, long displayed, long remaining) {
        outputs.rested(user, price, displayed, remaining, false);
    }

    @Override
    public void stopped(long orderId, long accountId, int user, Side side, long stopPrice, long remaining) {}

    @Override
    public void triggered(long orderId, long accountId, int user, Side side, long stopPrice, long remaining) {
        outputs.triggered(user);
    }

    @Override
    public void replenished(
            long orderId, long accountId, int user, Side side, long price, long displayed, long remaining) {
        outputs.rested(user, price, displayed, remaining, true);
    }

    /** The core replaces and never reduces. */
    @Override
    public void reduced(long orderId, long accountId, int user, Side side, long price, long by, long remaining) {}

    @Override
    public void replaced(
            long orderId, long accountId, int user, Side side, long price, long remaining, boolean keptPriority) {
        int order = user;
        money.change(instrument(), order, price, incoming.remainingBefore(), remaining);
        outputs.replaced(order, price, incoming.quantityAfter(), remaining, keptPriority);
    }

    @Override
    public void cancelled(
            long orderId, long accountId, int user, Side side, long price, long quantity, CancelReason reason) {
        int order = user;
        money.release(order, quantity);
        var asked = cancelReason;
        var told = asked != null && reason == CancelReason.REQUESTED ? asked : Reasons.of(reason);
        outputs.cancelled(order, quantity, orders.price(order), told);
        end(order);
    }

    @Override
    public void phaseChanged(Phase from, Phase to) {
        int instrumentId = instrument().id;
        if (from.collects() && !to.collects() && to != Phase.HALTED) {
            marketOutputs.uncrossed(instrumentId, auctionPrice, auctionQuantity);
        }
        auctionPrice = 0;
        auctionQuantity = 0;
        boolean byBand = !incoming.takePhaseCommand();
        marketOutputs.phaseChanged(instrumentId, dev.bourse.exchange.protocol.Phase.get((short) to.code()), byBand);
    }

    private void trade(
            Instrument instrument,
            int order,
            long price,
            long lots,
            long remaining,
            long value,
            int feeBps,
            boolean buy,
            Liquidity liquidity) {
        long fee = Money.fee(value, feeBps);
        long baseUnits = lots * instrument.lotBaseUnits;
        if (buy) {
            money.buy(instrument, order, lots, baseUnits, value + fee, remaining);
        } else {
            money.sell(order, lots, baseUnits, value - fee);
        }
        state.balances.receive(instrument.feeBalance, fee);
        outputs.executed(matches, order, price, lots, remaining, value, fee, buy, liquidity);
        if (remaining == 0) {
            end(order);
        }
    }

    private void end(int order) {
        if (orders.hasFlag(order, OpenOrders.EXPIRES)) {
            state.expiries.ended();
        }
        orders.remove(order);
    }

    private Instrument instrument() {
        Instrument instrument = working;
        if (instrument == null) {
            throw new IllegalStateException("no book was announced");
        }
        return instrument;
    }
}
