package dev.bourse.exchange.matching;

/** Answers how much an incoming order would trade at once and for what, without trading. */
final class Liquidity {
    private final BookState state;
    private final SweepEstimate estimate = new SweepEstimate();

    /** The value of the last walk, as the halves of a number of 128 bits: budgets are exact at any price. */
    private long valueHigh;

    private long valueLow;

    Liquidity(BookState state) {
        this.state = state;
    }

    /** Whether at least this much of an order can trade at once up to a limit, the worst key of the other side. */
    boolean atLeast(OrderRequest request, long limit, long quantity) {
        walk(request.side, limit, quantity, request.accountId, request.selfTradePrevention, estimate);
        return estimate.quantity == quantity;
    }

    /** Whether a budget order can wholly trade at once within its budget. */
    boolean fillsWithin(OrderRequest request) {
        walk(request.side, Long.MAX_VALUE, request.quantity, request.accountId, request.selfTradePrevention, estimate);
        boolean within = request.side == Side.BUY ? compareValue(request.price) <= 0 : compareValue(request.price) >= 0;
        return within && estimate.quantity == request.quantity;
    }

    /** Adds up, best first, what an order of this quantity would trade with. */
    void walk(Side side, long limit, long quantity, long account, SelfTradePrevention rule, SweepEstimate out) {
        PriceLevels other = state.sides[side.opposite().code()];
        long found = 0;
        valueHigh = 0;
        valueLow = 0;
        int level = other.best();
        boolean open = true;
        while (open && level != 0 && found < quantity && other.key(level) <= limit) {
            long price = BookState.key(side.opposite().code(), other.key(level));
            if (price < state.bandLow || price > state.bandHigh) {
                break;
            }
            long there = rule == SelfTradePrevention.NONE ? ~other.total(level) : ofOthers(other, level, account, rule);
            open = there < 0;
            long fill = Math.min(quantity - found, open ? ~there : there);
            found += fill;
            addValue(price, fill);
            level = other.after(level);
        }
        out.quantity = found;
        out.value = valueHigh == valueLow >> 63 ? valueLow : valueHigh < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }

    /** What of a level can be traded; as its complement, which is negative, where the sweep may go on behind it. */
    private long ofOthers(PriceLevels other, int level, long account, SelfTradePrevention rule) {
        OrderStore store = state.store;
        long displayed = 0;
        long hidden = 0;
        for (int order = other.head(level); order != 0; order = other.behind(order)) {
            if (store.records[order + OrderStore.ACCOUNT] != account) {
                displayed += store.records[order + OrderStore.OPEN];
                hidden += store.hidden(order);
            } else if (rule != SelfTradePrevention.CANCEL_RESTING) {
                // Hidden parts show behind the own order only.
                return displayed;
            }
        }
        return ~(displayed + hidden);
    }

    private void addValue(long price, long quantity) {
        long low = valueLow + price * quantity;
        boolean carries = Long.compareUnsigned(low, valueLow) < 0;
        valueHigh += Math.multiplyHigh(price, quantity) + (carries ? 1 : 0);
        valueLow = low;
    }

    private int compareValue(long budget) {
        int high = Long.compare(valueHigh, budget >> 63);
        return high != 0 ? high : Long.compareUnsigned(valueLow, budget);
    }
}
