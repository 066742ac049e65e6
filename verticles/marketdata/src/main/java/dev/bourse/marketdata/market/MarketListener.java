package dev.bourse.marketdata.market;

import dev.bourse.marketdata.trade.Trade.Aggressor;

/**
 * Hears what happened to the public market, in order, before the output has wholly been taken. Each output of the core
 * gives at most one event, and events carry the output's number. Prices in ticks, quantities in lots, times in
 * microseconds.
 */
public interface MarketListener {
    /** An instrument was added, in phase CLOSED. */
    default void instrumentAdded(long number, long time, InstrumentDefinition definition) {}

    /** An instrument is in another phase. */
    default void phaseChanged(long number, long time, int instrumentId, TradingPhase phase, boolean byPriceBand) {}

    /** An order stands at the tail of its level. */
    default void orderAdded(
            long number, long time, int instrumentId, long orderId, boolean buy, long price, long displayed) {}

    /** An order shows another quantity, 1 or more, and kept its place. */
    default void orderChanged(long number, long time, int instrumentId, long orderId, long displayed) {}

    /** An order is no longer in the book. */
    default void orderDeleted(long number, long time, int instrumentId, long orderId) {}

    /**
     * A resting order traded; one that shows nothing more is gone. Of an auction's match there are two such events, the
     * buyer's and then the seller's; only the second says that it {@code counts} as a trade.
     */
    default void orderExecuted(
            long number,
            long time,
            int instrumentId,
            long orderId,
            long matchId,
            long price,
            long quantity,
            Aggressor aggressor,
            boolean counts) {}

    /** An auction ended; its executions came before. */
    default void uncrossed(long number, long time, int instrumentId, long price, long quantity) {}

    /** The trading day ended; statistics begin anew. */
    default void dayEnded(long number, long time) {}
}
