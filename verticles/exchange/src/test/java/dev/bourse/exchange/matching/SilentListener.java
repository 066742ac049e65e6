package dev.bourse.exchange.matching;

/** Hears events and does nothing. */
final class SilentListener implements MatchListener {
    @Override
    public void accepted(long orderId, long accountId, int user, Side side, long price, long quantity) {}

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
            long quantity) {}

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
            long quantity) {}

    @Override
    public void rested(long orderId, long accountId, int user, Side side, long price, long displayed, long remaining) {}

    @Override
    public void stopped(long orderId, long accountId, int user, Side side, long stopPrice, long remaining) {}

    @Override
    public void triggered(long orderId, long accountId, int user, Side side, long stopPrice, long remaining) {}

    @Override
    public void replenished(
            long orderId, long accountId, int user, Side side, long price, long displayed, long remaining) {}

    @Override
    public void reduced(long orderId, long accountId, int user, Side side, long price, long by, long remaining) {}

    @Override
    public void replaced(
            long orderId, long accountId, int user, Side side, long price, long remaining, boolean keptPriority) {}

    @Override
    public void cancelled(
            long orderId, long accountId, int user, Side side, long price, long quantity, CancelReason reason) {}

    @Override
    public void phaseChanged(Phase from, Phase to) {}
}
