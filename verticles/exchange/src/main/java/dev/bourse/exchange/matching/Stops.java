package dev.bourse.exchange.matching;

import static dev.bourse.exchange.matching.OrderStore.OPEN;

/** Triggers waiting stop orders: buys from the lowest stop price up, then sells from the highest down, oldest first. */
final class Stops {
    private final BookState state;
    private final Entry entry;

    Stops(BookState state, Entry entry) {
        this.state = state;
        this.entry = entry;
    }

    /** Triggers, one after the other, every stop order that trades since the last call reached. */
    void trigger() {
        if (state.tradedLow > state.tradedHigh || state.phase != Phase.CONTINUOUS) {
            return;
        }
        int order = next();
        while (order != 0 && state.phase == Phase.CONTINUOUS) {
            int flags = state.store.flags(order);
            long quantity = state.store.records[order + OPEN];
            state.unlink(order, flags);
            entry.enterTriggered(order, flags, quantity);
            order = next();
        }
        if (state.phase == Phase.CONTINUOUS) {
            state.tradedLow = Long.MAX_VALUE;
            state.tradedHigh = Long.MIN_VALUE;
        }
    }

    private int next() {
        int order = reached(Side.BUY.code(), state.tradedHigh);
        return order != 0 ? order : reached(Side.SELL.code(), state.tradedLow);
    }

    private int reached(int side, long traded) {
        PriceLevels waiting = state.stops[side];
        int level = waiting.best();
        return level != 0 && waiting.bestKey() <= BookState.stopKey(side, traded) ? waiting.head(level) : 0;
    }
}
