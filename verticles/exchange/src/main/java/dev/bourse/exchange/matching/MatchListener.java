package dev.bourse.exchange.matching;

/**
 * Hears what happened in an {@link OrderBook}, in order, on the book's thread and before the command returns. It must
 * not call the book back.
 *
 * <p>Prices are in ticks, quantities in lots, as they were given. {@code user} is the number that the placing side
 * attached to its order ({@link OrderRequest#user}). Quantities left ({@code remaining}) include what an iceberg order
 * hides.
 */
public interface MatchListener {
    /** An order was taken; what became of it follows. The first event of an order that was not rejected. */
    void accepted(long orderId, long accountId, int user, Side side, long price, long quantity);

    /** A command was refused; nothing changed. {@code accountId} is the one that the command gave. */
    void rejected(long orderId, long accountId, RejectReason reason);

    /** Two orders traded; the price is the maker's. A remaining quantity of 0 means that the order is complete. */
    void matched(
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
            long quantity);

    /** Two orders traded in an auction at its one price. A remaining quantity of 0 means that the order is complete. */
    void auctionMatched(
            long buyOrderId,
            long buyAccountId,
            int buyUser,
            long buyRemaining,
            long sellOrderId,
            long sellAccountId,
            int sellUser,
            long sellRemaining,
            long price,
            long quantity);

    /** What is left of an order went to the tail of its price level; {@code displayed} of {@code remaining} shows. */
    void rested(long orderId, long accountId, int user, Side side, long price, long displayed, long remaining);

    /** A stop order waits outside the book for a trade at or through its stop price. */
    void stopped(long orderId, long accountId, int user, Side side, long stopPrice, long remaining);

    /** A trade reached a stop order's price; it now acts as a market or limit order, and what becomes of it follows. */
    void triggered(long orderId, long accountId, int user, Side side, long stopPrice, long remaining);

    /** An iceberg order showed its next part, at the tail of its price level. */
    void replenished(long orderId, long accountId, int user, Side side, long price, long displayed, long remaining);

    /** An order lost {@code by} of its quantity and kept its place; {@code remaining} is above 0. */
    void reduced(long orderId, long accountId, int user, Side side, long price, long by, long remaining);

    /**
     * An order got another price or quantity. Where it {@code keptPriority} it stays where it is; otherwise it has left
     * its place, and what becomes of it follows (matched, rested, stopped, cancelled).
     */
    void replaced(long orderId, long accountId, int user, Side side, long price, long remaining, boolean keptPriority);

    /** What was left of an order ({@code quantity}, above 0) is gone; the order is no longer known. */
    void cancelled(long orderId, long accountId, int user, Side side, long price, long quantity, CancelReason reason);

    /** The trading phase changed: by command, or from continuous to halted by the price band. */
    void phaseChanged(Phase from, Phase to);
}
