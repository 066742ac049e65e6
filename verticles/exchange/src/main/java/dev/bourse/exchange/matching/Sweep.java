package dev.bourse.exchange.matching;

import static dev.bourse.exchange.matching.OrderStore.ACCOUNT;
import static dev.bourse.exchange.matching.OrderStore.FILLED;
import static dev.bourse.exchange.matching.OrderStore.HIDDEN;
import static dev.bourse.exchange.matching.OrderStore.ID;
import static dev.bourse.exchange.matching.OrderStore.OPEN;
import static dev.bourse.exchange.matching.OrderStore.PEAK;
import static dev.bourse.exchange.matching.OrderStore.PRICE;

/** Matches one incoming order with the other side, best level first and oldest order first. */
final class Sweep {
    /** Why the last sweep ended. */
    enum End {
        /** The order is complete, or no order at its limit is left. */
        DONE,
        /** The next trade would have been with the order's own account, and the incoming order yields. */
        SELF_TRADE,
        /** The next trade would have been outside the price band. The phase is now halted. */
        PRICE_BAND
    }

    private final BookState state;
    private final OrderStore store;
    private final MatchListener listener;
    private End end = End.DONE;

    Sweep(BookState state) {
        this.state = state;
        this.store = state.store;
        this.listener = state.listener;
    }

    /** Why the last sweep ended. */
    End end() {
        return end;
    }

    /**
     * Trades an order, which is known but not linked, up to a limit: the worst key of the other side.
     *
     * @return what is left of its quantity
     */
    long run(int taker, int flags, long quantity, long limit) {
        end = End.DONE;
        PriceLevels other = state.sides[(flags & OrderFlags.SIDE) ^ OrderFlags.SIDE];
        long left = quantity;
        while (left > 0 && other.bestKey() <= limit && other.best() != 0 && end == End.DONE) {
            int level = other.best();
            long price = store.records[other.head(level) + PRICE];
            if (price < state.bandLow || price > state.bandHigh) {
                end = End.PRICE_BAND;
                state.changePhase(Phase.HALTED);
            } else {
                left = level(other, level, price, taker, flags, left);
            }
        }
        store.records[taker + FILLED] += quantity - left;
        return left;
    }

    private long level(PriceLevels other, int level, long price, int taker, int flags, long quantity) {
        long[] records = store.records;
        Side side = Side.of(flags & OrderFlags.SIDE);
        boolean prevents = OrderFlags.selfTradeCode(flags) != 0;
        long left = quantity;
        int maker = other.head(level);
        while (left > 0 && maker != 0) {
            if (prevents && records[maker + ACCOUNT] == records[taker + ACCOUNT]) {
                if (selfTrade(other, level, maker, flags)) {
                    break;
                }
            } else {
                long fill = Math.min(left, records[maker + OPEN]);
                left -= fill;
                trade(other, level, maker, taker, side, price, fill, left);
            }
            // The level may be empty now, and its page be gone: its head is 0 then.
            maker = other.head(level);
        }
        return left;
    }

    private void trade(
            PriceLevels other, int level, int maker, int taker, Side side, long price, long fill, long left) {
        long[] records = store.records;
        long displayed = records[maker + OPEN] - fill;
        long hidden = store.hidden(maker);
        records[maker + OPEN] = displayed;
        records[maker + FILLED] += fill;
        other.change(level, -fill, 0);
        state.traded(price);
        long makerId = records[maker + ID];
        long makerAccount = records[maker + ACCOUNT];
        int makerUser = store.user(maker);
        if (displayed == 0 && hidden == 0) {
            other.unlink(maker, level, 0, 0);
            state.forget(maker, store.flags(maker));
        }
        listener.matched(
                records[taker + ID],
                records[taker + ACCOUNT],
                store.user(taker),
                left,
                makerId,
                makerAccount,
                makerUser,
                displayed + hidden,
                side,
                price,
                fill);
        if (displayed == 0 && hidden != 0) {
            replenish(other, level, maker, hidden);
        }
    }

    /** Shows the next part of an iceberg, behind all that its level shows. */
    void replenish(PriceLevels levels, int level, int order, long hidden) {
        long[] records = store.records;
        long shown = Math.min(hidden, store.details[order + PEAK]);
        records[order + OPEN] = shown;
        store.details[order + HIDDEN] = hidden - shown;
        levels.change(level, shown, -shown);
        levels.toTail(order, level);
        listener.replenished(
                records[order + ID],
                records[order + ACCOUNT],
                store.user(order),
                store.side(order),
                records[order + PRICE],
                shown,
                hidden);
    }

    /** Says whether the incoming order yields. */
    private boolean selfTrade(PriceLevels other, int level, int maker, int flags) {
        int rule = OrderFlags.selfTradeCode(flags);
        if (rule != SelfTradePrevention.CANCEL_INCOMING.code()) {
            long displayed = store.records[maker + OPEN];
            long hidden = store.hidden(maker);
            int makerFlags = store.flags(maker);
            other.unlink(maker, level, displayed, hidden);
            state.cancel(maker, makerFlags, displayed + hidden, CancelReason.SELF_TRADE);
        }
        if (rule == SelfTradePrevention.CANCEL_RESTING.code()) {
            return false;
        }
        end = End.SELF_TRADE;
        return true;
    }
}
