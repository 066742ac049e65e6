package dev.bourse.marketdata.book;

import dev.bourse.exchange.snapshot.StateReader;
import dev.bourse.exchange.snapshot.StateWriter;
import org.agrona.collections.Long2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The book of one instrument, rebuilt from what happened to its orders: by order (L3), by level (L2), and its best
 * prices (L1). Prices are in ticks, quantities in lots. What an iceberg hides counts for the auction's price alone and
 * is shown to nobody. One thread.
 */
public final class MarketBook {
    private static final boolean[] SIDES = {true, false};

    private final BookSide buys = new BookSide(true);
    private final BookSide sells = new BookSide(false);
    private final Long2ObjectHashMap<BookOrder> orders = new Long2ObjectHashMap<>();
    private @Nullable BookOrder spare;

    /** Puts an order to the tail of its level; one that is there already leaves its place first. */
    public void add(long orderId, boolean buy, long price, long displayed, long hidden) {
        remove(orderId);
        BookOrder order = spare == null ? new BookOrder() : spare;
        spare = null;
        order.orderId = orderId;
        order.buy = buy;
        order.price = price;
        order.displayed = displayed;
        order.hidden = hidden;
        orders.put(orderId, order);
        side(buy).append(order);
    }

    /** Takes an order out; says whether it was there. */
    public boolean remove(long orderId) {
        BookOrder order = orders.remove(orderId);
        if (order == null) {
            return false;
        }
        side(order.buy).remove(order);
        spare = order;
        return true;
    }

    /**
     * Takes lots off what an order shows, which keeps its place; one that shows nothing more is gone.
     *
     * @return whether it was there
     */
    public boolean execute(long orderId, long quantity) {
        BookOrder order = orders.get(orderId);
        if (order == null) {
            return false;
        }
        if (quantity >= order.displayed) {
            return remove(orderId);
        }
        setDisplayed(order, order.displayed - quantity);
        return true;
    }

    /** Sets what an order shows, which keeps its place; says whether it was there. */
    public boolean change(long orderId, long displayed) {
        BookOrder order = orders.get(orderId);
        if (order == null) {
            return false;
        }
        setDisplayed(order, displayed);
        return true;
    }

    /**
     * Makes an order smaller in its place: what does not show goes first.
     *
     * @param remaining lots open, shown or not, 1 or more
     * @return what it shows now, or -1 where it is not there
     */
    public long reduce(long orderId, long remaining) {
        BookOrder order = orders.get(orderId);
        if (order == null) {
            return -1;
        }
        BookLevel level = levelOf(order);
        long hidden = Math.max(0, remaining - order.displayed);
        level.hidden += hidden - order.hidden;
        order.hidden = hidden;
        setDisplayed(order, remaining - hidden);
        return order.displayed;
    }

    /** Whether an order rests in the book. */
    public boolean has(long orderId) {
        return orders.containsKey(orderId);
    }

    /** Takes all orders out. */
    public void clear() {
        orders.clear();
        buys.clear();
        sells.clear();
    }

    /** How many orders rest on both sides. */
    public int orderCount() {
        return orders.size();
    }

    /** How many prices of a side hold orders. */
    public int levelCount(boolean buy) {
        return side(buy).count();
    }

    /** The price of the level at a place counted from the best, 0. */
    public long price(boolean buy, int place) {
        return side(buy).at(place).price;
    }

    /** The lots that show of the level at a place counted from the best, 0. */
    public long displayed(boolean buy, int place) {
        return side(buy).at(place).displayed;
    }

    /** The orders of the level at a place counted from the best, 0. */
    public int orders(boolean buy, int place) {
        return side(buy).at(place).orders;
    }

    /** All lots, shown or not, of the level at a place counted from the best, 0. */
    long total(boolean buy, int place) {
        BookLevel level = side(buy).at(place);
        return level.displayed + level.hidden;
    }

    /** Shows the orders of the best levels of a side, best level first and oldest first inside a level. */
    public void visit(boolean buy, int levels, OrderTaker taker) {
        BookSide side = side(buy);
        for (int place = 0; place < Math.min(levels, side.count()); place++) {
            BookOrder order = side.at(place).head;
            while (order != null) {
                taker.order(order.orderId, buy, order.price, order.displayed);
                order = order.after;
            }
        }
    }

    /** Writes all orders, level by level and oldest first inside a level. */
    public void save(StateWriter out) {
        for (boolean buy : SIDES) {
            BookSide side = side(buy);
            out.putLong(side.orders());
            for (int place = 0; place < side.count(); place++) {
                for (BookOrder order = side.at(place).head; order != null; order = order.after) {
                    out.putLong(order.orderId);
                    out.putLong(order.price);
                    out.putLong(order.displayed);
                    out.putLong(order.hidden);
                }
            }
        }
    }

    /** Reads into an empty book what another saved. */
    public void load(StateReader in) {
        for (boolean buy : SIDES) {
            for (int left = in.getInt("orders of a side", 0, Integer.MAX_VALUE); left > 0; left--) {
                add(in.getLong(), buy, in.getLong(), in.getLong(), in.getLong());
            }
        }
    }

    private void setDisplayed(BookOrder order, long displayed) {
        levelOf(order).displayed += displayed - order.displayed;
        order.displayed = displayed;
    }

    private static BookLevel levelOf(BookOrder order) {
        BookLevel level = order.level;
        if (level == null) {
            throw new IllegalStateException("order " + order.orderId + " is in no level");
        }
        return level;
    }

    private BookSide side(boolean buy) {
        return buy ? buys : sells;
    }
}
