package dev.bourse.exchange.commandfile;

import dev.bourse.exchange.matching.OrderBook;
import dev.bourse.exchange.matching.Side;
import java.io.IOException;
import java.util.HexFormat;

/** Writes a line about the book each 100,000 commands, and one at the end. */
final class Checkpoints {
    static final String HEADER =
            "commandsDone,trades,tradedVolume,ordersAsk,ordersBid,levelsAsk,levelsBid,bestAsk,bestBid,bookDigest\n";

    private static final long INTERVAL = 100_000;

    private final OrderBook book;
    private final TradeLog trades;
    private final Appendable out;
    private long written;

    Checkpoints(OrderBook book, TradeLog trades, Appendable out) throws IOException {
        this.book = book;
        this.trades = trades;
        this.out = out;
        out.append(HEADER);
    }

    /** So many commands are done. */
    void done(long commands) throws IOException {
        if (commands % INTERVAL == 0) {
            write(commands);
        }
    }

    /** No more commands come. */
    void end(long commands) throws IOException {
        if (commands != written) {
            write(commands);
        }
    }

    private void write(long commands) throws IOException {
        written = commands;
        out.append(commands + "," + trades.trades() + ',' + trades.volume() + ','
                + book.orderCount(Side.SELL) + ',' + book.orderCount(Side.BUY) + ','
                + book.levelCount(Side.SELL) + ',' + book.levelCount(Side.BUY) + ','
                + best(Side.SELL) + ',' + best(Side.BUY) + ','
                + HexFormat.of().toHexDigits(BookDigest.of(book)) + '\n');
    }

    private String best(Side side) {
        long price = book.bestPrice(side);
        return price == OrderBook.NO_PRICE ? "" : Long.toString(price);
    }
}
