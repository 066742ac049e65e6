package dev.bourse.exchange.core;

import dev.bourse.exchange.matching.OrderImage;
import dev.bourse.exchange.matching.OrderType;
import dev.bourse.exchange.matching.OrderVisitor;
import dev.bourse.exchange.matching.SelfTradePrevention;
import dev.bourse.exchange.matching.Side;
import dev.bourse.exchange.matching.TimeInForce;
import dev.bourse.exchange.snapshot.StateReader;
import dev.bourse.exchange.snapshot.StateWriter;

/**
 * Writes what a book knows of an order, and reads it back. Id and owner are not written: they are in the core's own
 * record of the order, whose number the book carries. One thread.
 */
final class BookOrders {
    private static final int POST_ONLY = 1 << 24;
    private static final int ICEBERG = 1 << 25;

    private final OrderImage loaded = new OrderImage();

    OrderVisitor savingTo(StateWriter out) {
        return order -> save(order, out);
    }

    OrderImage load(StateReader in, Side side, OpenOrders orders) {
        int number = in.getInt("number of an order", 0, OpenOrders.MOST);
        int kinds = in.getInt("kind of an order", 0, Integer.MAX_VALUE);
        loaded.user = number;
        loaded.orderId = orders.orderId(number);
        loaded.accountId = orders.accountId(number);
        loaded.side = side;
        loaded.type = OrderType.of(kinds & 0xFF);
        loaded.timeInForce = TimeInForce.of((kinds >>> 8) & 0xFF);
        loaded.selfTradePrevention = SelfTradePrevention.of((kinds >>> 16) & 0xFF);
        loaded.postOnly = (kinds & POST_ONLY) != 0;
        loaded.price = in.getLong();
        loaded.displayed = in.getLong();
        loaded.filled = in.getLong();
        boolean iceberg = (kinds & ICEBERG) != 0;
        loaded.hidden = iceberg ? in.getLong() : 0;
        loaded.displayQuantity = iceberg ? in.getLong() : 0;
        loaded.stopPrice = loaded.type == OrderType.LIMIT ? 0 : in.getLong();
        loaded.expiry = 0;
        return loaded;
    }

    private static void save(OrderImage order, StateWriter out) {
        boolean iceberg = order.displayQuantity != 0;
        int kinds = order.type.code()
                | (order.timeInForce.code() << 8)
                | (order.selfTradePrevention.code() << 16)
                | (order.postOnly ? POST_ONLY : 0)
                | (iceberg ? ICEBERG : 0);
        out.putLong(order.user);
        out.putLong(kinds);
        out.putLong(order.price);
        out.putLong(order.displayed);
        out.putLong(order.filled);
        if (iceberg) {
            out.putLong(order.hidden);
            out.putLong(order.displayQuantity);
        }
        if (order.type != OrderType.LIMIT) {
            out.putLong(order.stopPrice);
        }
    }
}
