package dev.bourse.bench.matching;

import dev.bourse.exchange.matching.CancelReason;
import dev.bourse.exchange.matching.MatchListener;
import dev.bourse.exchange.matching.Phase;
import dev.bourse.exchange.matching.RejectReason;
import dev.bourse.exchange.matching.Side;

/** Counts trades, traded lots, refusals and all other events. */
class CountingListener implements MatchListener {
    long trades;
    long volume;
    long refused;
    long others;

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
        trades++;
        volume += quantity;
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
        trades++;
        volume += quantity;
    }

    @Override
    public void rejected(long orderId, long accountId, RejectReason reason) {
        refused++;
    }

    @Override
    public void accepted(long orderId, long accountId, int user, Side side, long price, long quantity) {
        others++;
    }

    @Override
    public void rested(long orderId, long accountId, int user, Side side, long price, long displayed, long remaining) {
        others++;
    }

    @Override
    public void stopped(long orderId, long accountId, int user, Side side, long stopPrice, long remaining) {
        others++;
    }

    @Override
    public void triggered(long orderId, long accountId, int user, Side side, long stopPrice, long remaining) {
        others++;
    }

    @Override
    public void replenished(
            long orderId, long accountId, int user, Side side, long price, long displayed, long remaining) {
        others++;
    }

    @Override
    public void reduced(long orderId, long accountId, int user, Side side, long price, long by, long remaining) {
        others++;
    }

    @Override
    public void replaced(
            long orderId, long accountId, int user, Side side, long price, long remaining, boolean keptPriority) {
        others++;
    }

    @Override
    public void cancelled(
            long orderId, long accountId, int user, Side side, long price, long quantity, CancelReason reason) {
        others++;
    }

    @Override
    public void phaseChanged(Phase from, Phase to) {
        others++;
    }
}
