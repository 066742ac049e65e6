package dev.bourse.exchange.matching;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the order book as plainly as they can be written: sorted lists, linear searches, and copies of the whole
 * book to try out what an order would do. What {@link OrderBook} is compared with.
 */
final class NaiveBook {
    // All lists: best first and oldest first among equals.
    final List<NaiveOrder> buys = new ArrayList<>();
    final List<NaiveOrder> sells = new ArrayList<>();
    final List<NaiveOrder> waitingBuys = new ArrayList<>();
    final List<NaiveOrder> waitingSells = new ArrayList<>();

    private final MatchListener listener;
    Phase phase = Phase.CONTINUOUS;
    long now = Long.MIN_VALUE;

    @Nullable
    Long last;

    @Nullable
    Long reference;

    long bandLow = Long.MIN_VALUE;
    long bandHigh = Long.MAX_VALUE;
    private List<Long> tradedSinceTriggers = new ArrayList<>();

    // What a try-out traded.
    long triedQuantity;
    BigInteger triedValue = BigInteger.ZERO;
    private @Nullable CancelReason stopped;

    NaiveBook(MatchListener listener) {
        this.listener = listener;
    }

    void place(OrderRequest request) {
        RejectReason reason = NaiveChecks.check(this, request);
        if (reason != RejectReason.NONE) {
            listener.rejected(request.orderId, request.accountId, reason);
            return;
        }
        NaiveOrder order = NaiveOrder.of(request);
        listener.accepted(order.id, order.account, order.user, order.side, order.price, request.quantity);
        enter(order);
        triggerStops();
    }

    void cancel(long id, long account) {
        NaiveOrder order = owned(id, account);
        if (order != null) {
            cancelLinked(order, CancelReason.REQUESTED);
        }
    }

    void reduce(long id, long account, long by) {
        if (by < 1) {
            listener.rejected(id, account, RejectReason.INVALID_QUANTITY);
            return;
        }
        NaiveOrder order = owned(id, account);
        if (order == null) {
            return;
        }
        if (by >= order.left()) {
            cancelLinked(order, CancelReason.REQUESTED);
        } else {
            takeOff(order, by);
            listener.reduced(id, account, order.user, order.side, order.price, by, order.left());
        }
    }

    void move(long id, long account, long price) {
        NaiveOrder order = owned(id, account);
        if (order == null) {
            return;
        }
        RejectReason reason = order.waits() ? RejectReason.NOT_TRIGGERED : NaiveChecks.placeable(this, order, price);
        if (reason != RejectReason.NONE) {
            listener.rejected(id, account, reason);
            return;
        }
        reenter(order, price, order.left());
    }

    void replace(long id, long account, long price, long quantity, long stopPrice) {
        if (quantity < 1 || quantity > OrderRequest.MAX_QUANTITY) {
            listener.rejected(id, account, RejectReason.INVALID_QUANTITY);
            return;
        }
        NaiveOrder order = owned(id, account);
        if (order == null) {
            return;
        }
        long left = quantity - order.filled;
        if (left <= 0) {
            cancelLinked(order, CancelReason.REPLACED_BELOW_FILLED);
        } else if (order.waits()) {
            replaceWaiting(order, price, left, stopPrice);
        } else if (price == order.price && left <= order.left()) {
            takeOff(order, order.left() - left);
            listener.replaced(id, account, order.user, order.side, price, left, true);
        } else {
            RejectReason reason = NaiveChecks.placeable(this, order, price);
            if (reason != RejectReason.NONE) {
                listener.rejected(id, account, reason);
            } else {
                reenter(order, price, left);
            }
        }
    }

    private void replaceWaiting(NaiveOrder order, long price, long left, long stopPrice) {
        boolean stays = stopPrice == order.stopPrice;
        RejectReason reason = NaiveChecks.replaceable(this, order, price, stopPrice);
        if (reason != RejectReason.NONE) {
            listener.rejected(order.id, order.account, reason);
            return;
        }
        order.price = price;
        order.displayed = left;
        listener.replaced(order.id, order.account, order.user, order.side, price, left, stays);
        if (!stays) {
            listOf(order).remove(order);
            order.stopPrice = stopPrice;
            enter(order);
            triggerStops();
        }
    }

    void cancelAccount(long account) {
        cancelAll(order -> order.account == account, CancelReason.ACCOUNT);
    }

    void cancelAll() {
        cancelAll(order -> true, CancelReason.INSTRUMENT);
    }

    void advanceTo(long time) {
        now = Math.max(now, time);
        orders().filter(order -> order.timeInForce == TimeInForce.GTD && order.expiry <= now)
                .sorted(Comparator.comparingLong((NaiveOrder order) -> order.expiry)
                        .thenComparingLong(order -> order.id))
                .toList()
                .forEach(order -> cancelLinked(order, CancelReason.EXPIRED));
    }

    void changePhase(Phase to) {
        Phase from = phase;
        if (from == to) {
            return;
        }
        if (to == Phase.CONTINUOUS || (to == Phase.CLOSED && from.collects())) {
            uncross();
        }
        phase = to;
        listener.phaseChanged(from, to);
        if (to == Phase.CLOSED) {
            cancelAll(order -> order.timeInForce == TimeInForce.DAY, CancelReason.END_OF_DAY);
        }
        if (to == Phase.CONTINUOUS && last != null) {
            tradedSinceTriggers.add(last);
            triggerStops();
        }
    }

    /** Every open order: buys, sells, waiting buys, waiting sells. */
    Stream<NaiveOrder> orders() {
        return Stream.of(buys, sells, waitingBuys, waitingSells).flatMap(List::stream);
    }

    /** A copy of the book in which the order was matched. */
    NaiveBook tryOut(NaiveOrder order) {
        NaiveBook copy = new NaiveBook(new EventLog());
        buys.forEach(each -> copy.buys.add(each.copy()));
        sells.forEach(each -> copy.sells.add(each.copy()));
        copy.bandLow = bandLow;
        copy.bandHigh = bandHigh;
        copy.sweep(order);
        return copy;
    }

    private @Nullable NaiveOrder owned(long id, long account) {
        NaiveOrder order = orders().filter(each -> each.id == id).findFirst().orElse(null);
        if (order == null || order.account != account) {
            listener.rejected(id, account, order == null ? RejectReason.UNKNOWN_ORDER : RejectReason.NOT_OWNER);
            return null;
        }
        return order;
    }

    private void reenter(NaiveOrder order, long price, long left) {
        listOf(order).remove(order);
        order.price = price;
        order.displayed = left;
        order.hidden = 0;
        listener.replaced(order.id, order.account, order.user, order.side, price, left, false);
        enter(order);
        triggerStops();
    }

    private void enter(NaiveOrder order) {
        if (order.waits()) {
            boolean reached =
                    last != null && (order.side == Side.BUY ? last >= order.stopPrice : last <= order.stopPrice);
            if (reached && phase == Phase.CONTINUOUS) {
                trigger(order);
            } else {
                insert(order);
                listener.stopped(order.id, order.account, order.user, order.side, order.stopPrice, order.left());
            }
            return;
        }
        stopped = null;
        if (phase == Phase.CONTINUOUS) {
            sweep(order);
        }
        if (order.left() == 0) {
            return;
        }
        boolean rests = order.type == OrderType.LIMIT && order.timeInForce.rests();
        if (rests && stopped != CancelReason.SELF_TRADE) {
            if (order.peak > 0) {
                long left = order.left();
                order.displayed = Math.min(left, order.peak);
                order.hidden = left - order.displayed;
            }
            insert(order);
            listener.rested(
                    order.id, order.account, order.user, order.side, order.price, order.displayed, order.left());
        } else {
            CancelReason reason = stopped == null ? CancelReason.UNFILLED : stopped;
            listener.cancelled(order.id, order.account, order.user, order.side, order.price, order.left(), reason);
        }
    }

    /** While it is matched, all of an order counts as displayed. */
    private void sweep(NaiveOrder taker) {
        List<NaiveOrder> makers = taker.side == Side.BUY ? sells : buys;
        while (taker.displayed > 0 && !makers.isEmpty() && taker.accepts(makers.getFirst().price)) {
            NaiveOrder maker = makers.getFirst();
            if (maker.price < bandLow || maker.price > bandHigh) {
                stopped = CancelReason.PRICE_BAND;
                Phase from = phase;
                phase = Phase.HALTED;
                listener.phaseChanged(from, phase);
                return;
            }
            if (taker.selfTrade != SelfTradePrevention.NONE && taker.account == maker.account) {
                if (taker.selfTrade != SelfTradePrevention.CANCEL_INCOMING) {
                    cancelLinked(maker, CancelReason.SELF_TRADE);
                }
                if (taker.selfTrade != SelfTradePrevention.CANCEL_RESTING) {
                    stopped = CancelReason.SELF_TRADE;
                    return;
                }
            } else {
                trade(taker, maker);
            }
        }
    }

    private void trade(NaiveOrder taker, NaiveOrder maker) {
        long fill = Math.min(taker.displayed, maker.displayed);
        taker.displayed -= fill;
        maker.displayed -= fill;
        taker.filled += fill;
        maker.filled += fill;
        triedQuantity += fill;
        triedValue = triedValue.add(BigInteger.valueOf(fill).multiply(BigInteger.valueOf(maker.price)));
        last = maker.price;
        tradedSinceTriggers.add(maker.price);
        listener.matched(
                taker.id,
                taker.account,
                taker.user,
                taker.displayed,
                maker.id,
                maker.account,
                maker.user,
                maker.left(),
                taker.side,
                maker.price,
                fill);
        settle(maker);
    }

    /** An order that shows nothing more leaves, or shows its next part behind its level. */
    private void settle(NaiveOrder order) {
        if (order.displayed > 0) {
            return;
        }
        listOf(order).remove(order);
        if (order.hidden > 0) {
            order.displayed = Math.min(order.hidden, order.peak);
            order.hidden -= order.displayed;
            insert(order);
            listener.replenished(
                    order.id, order.account, order.user, order.side, order.price, order.displayed, order.left());
        }
    }

    private void triggerStops() {
        while (phase == Phase.CONTINUOUS) {
            NaiveOrder next = waitingBuys.stream()
                    .filter(order -> tradedSinceTriggers.stream().anyMatch(price -> price >= order.stopPrice))
                    .findFirst()
                    .or(() -> waitingSells.stream()
                            .filter(order -> tradedSinceTriggers.stream().anyMatch(price -> price <= order.stopPrice))
                            .findFirst())
                    .orElse(null);
            if (next == null) {
                tradedSinceTriggers = new ArrayList<>();
                return;
            }
            listOf(next).remove(next);
            trigger(next);
        }
    }

    private void trigger(NaiveOrder order) {
        listener.triggered(order.id, order.account, order.user, order.side, order.stopPrice, order.left());
        order.type = order.type == OrderType.STOP ? OrderType.MARKET : OrderType.LIMIT;
        enter(order);
    }

    private void uncross() {
        long[] clearing = NaiveAuction.clearing(this);
        if (clearing == null) {
            return;
        }
        long price = clearing[0];
        while (!buys.isEmpty()
                && !sells.isEmpty()
                && buys.getFirst().price >= price
                && sells.getFirst().price <= price) {
            NaiveOrder buy = buys.getFirst();
            NaiveOrder sell = sells.getFirst();
            long fill = Math.min(buy.displayed, sell.displayed);
            buy.displayed -= fill;
            sell.displayed -= fill;
            buy.filled += fill;
            sell.filled += fill;
            listener.auctionMatched(
                    buy.id,
                    buy.account,
                    buy.user,
                    buy.left(),
                    sell.id,
                    sell.account,
                    sell.user,
                    sell.left(),
                    price,
                    fill);
            settle(buy);
            settle(sell);
        }
        last = price;
        tradedSinceTriggers.add(price);
    }

    private void cancelAll(Predicate<NaiveOrder> which, CancelReason reason) {
        orders().filter(which).toList().forEach(order -> cancelLinked(order, reason));
    }

    private void cancelLinked(NaiveOrder order, CancelReason reason) {
        listOf(order).remove(order);
        listener.cancelled(order.id, order.account, order.user, order.side, order.price, order.left(), reason);
    }

    private static void takeOff(NaiveOrder order, long by) {
        long hidden = Math.min(by, order.hidden);
        order.hidden -= hidden;
        order.displayed -= by - hidden;
    }

    private List<NaiveOrder> listOf(NaiveOrder order) {
        return order.waits()
                ? (order.side == Side.BUY ? waitingBuys : waitingSells)
                : order.side == Side.BUY ? buys : sells;
    }

    private void insert(NaiveOrder order) {
        List<NaiveOrder> list = listOf(order);
        int at = 0;
        while (at < list.size() && !list.get(at).isBehind(order)) {
            at++;
        }
        list.add(at, order);
    }
}
