package dev.bourse.exchange.commandfile;

import dev.bourse.exchange.matching.CancelReason;
import dev.bourse.exchange.matching.MatchListener;
import dev.bourse.exchange.matching.Phase;
import dev.bourse.exchange.matching.RejectReason;
import dev.bourse.exchange.matching.Side;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Counts what a book tells, and writes its trades as lines. */
final class TradeLog implements MatchListener {
    static final String HEADER =
            "seq,takerOrderId,takerUid,makerOrderId,makerUid,price,size,takerCompleted,makerCompleted\n";

    private final Appendable out;
    private final StringBuilder line = new StringBuilder(96);
    private long sequence;
    private long trades;
    private long volume;
    private long rejected;

    /** Writes to a stream, the header first. */
    TradeLog(Appendable out) throws IOException {
        this.out = out;
        out.append(HEADER);
    }

    /** The number of the command whose events come now. */
    void sequence(long commandSequence) {
        sequence = commandSequence;
    }

    long trades() {
        return trades;
    }

    long volume() {
        return volume;
    }

    long rejected() {
        return rejected;
    }

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
        line.setLength(0);
        line.append(sequence).append(',').append(takerOrderId).append(',').append(takerAccountId);
        line.append(',').append(makerOrderId).append(',').append(makerAccountId);
        line.append(',').append(price).append(',').append(quantity);
        line.append(takerRemaining == 0 ? ",1" : ",0").append(makerRemaining == 0 ? ",1\n" : ",0\n");
        try {
            out.append(line);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void rejected(long orderId, long accountId, RejectReason reason) {
        rejected++;
    }

    @Override
    public void accepted(long orderId, long accountId, int user, Side side, long price, long quantity) {
        // The file's outputs are trades and books only.
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
        throw new IllegalStateException("an auction in a command file, which knows the continuous phase only");
    }

    @Override
    public void rested(long orderId, long accountId, int user, Side side, long price, long displayed, long remaining) {
        // Seen in the book.
    }

    @Override
    public void stopped(long orderId, long accountId, int user, Side side, long stopPrice, long remaining) {
        // The file has no stop orders.
    }

    @Override
    public void triggered(long orderId, long accountId, int user, Side side, long stopPrice, long remaining) {
        // The file has no stop orders.
    }

    @Override
    public void replenished(
            long orderId, long accountId, int user, Side side, long price, long displayed, long remaining) {
        // The file has no icebergs.
    }

    @Override
    public void reduced(long orderId, long accountId, int user, Side side, long price, long by, long remaining) {
        // Seen in the book.
    }

    @Override
    public void replaced(
            long orderId, long accountId, int user, Side side, long price, long remaining, boolean keptPriority) {
        // Seen in the book.
    }

    @Override
    public void cancelled(
            long orderId, long accountId, int user, Side side, long price, long quantity, CancelReason reason) {
        // Seen in the book.
    }

    @Override
    public void phaseChanged(Phase from, Phase to) {
        // The file knows the continuous phase only.
    }
}
