package dev.bourse.marketdata.market;

import dev.bourse.exchange.core.CoreView;
import dev.bourse.exchange.matching.OrderBook;
import dev.bourse.exchange.matching.Side;
import dev.bourse.marketdata.book.MarketBook;
import java.util.ArrayList;
import java.util.List;

/** Books as text, by order and in the order of their priority, so that two can be compared wholly. */
public final class Books {
    private Books() {}

    /** The book as the core has it. */
    public static List<String> ofCore(CoreView core, int instrumentId) {
        OrderBook book = core.book(instrumentId);
        List<String> lines = new ArrayList<>();
        for (Side side : Side.values()) {
            book.visitOrders(
                    side, order -> lines.add(line(order.orderId, side == Side.BUY, order.price, order.displayed)));
            int levels = book.levelCount(side);
            long[] prices = new long[levels];
            long[] quantities = new long[levels];
            int[] orders = new int[levels];
            book.depth(side, prices, quantities, orders);
            for (int i = 0; i < levels; i++) {
                lines.add(level(prices[i], quantities[i], orders[i]));
            }
        }
        return lines;
    }

    /** A book that was rebuilt. */
    public static List<String> of(MarketBook book) {
        List<String> lines = new ArrayList<>();
        for (boolean buy : new boolean[] {true, false}) {
            book.visit(
                    buy,
                    Integer.MAX_VALUE,
                    (orderId, isBuy, price, displayed) -> lines.add(line(orderId, isBuy, price, displayed)));
            for (int place = 0; place < book.levelCount(buy); place++) {
                lines.add(level(book.price(buy, place), book.displayed(buy, place), book.orders(buy, place)));
            }
        }
        return lines;
    }

    private static String line(long orderId, boolean buy, long price, long displayed) {
        return (buy ? "buy " : "sell ") + orderId + " " + displayed + " at " + price;
    }

    private static String level(long price, long displayed, int orders) {
        return "level " + price + ": " + displayed + " of " + orders;
    }
}
