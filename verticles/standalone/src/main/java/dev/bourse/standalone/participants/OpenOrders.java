package dev.bourse.standalone.participants;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A participant's open orders and what it holds, as far as it was told. Answers and events come by different ways: what
 * is believed open and is not is found out by the refusal of the next change. One thread.
 */
final class OpenOrders {
    private final Map<String, Open> open = new LinkedHashMap<>();
    private final Map<Integer, Long> holdings = new LinkedHashMap<>();

    /**
     * An open order.
     *
     * @param quantity what is open of it
     */
    record Open(String id, Stock stock, boolean buy, long priceTicks, long quantity) {}

    void put(Open order) {
        open.put(order.id(), order);
    }

    void remove(String id) {
        open.remove(id);
    }

    void clear() {
        open.clear();
    }

    /** A part of an order has traded. */
    void traded(Stock stock, String id, boolean buy, long quantity, long remaining) {
        holdings.merge(stock.index(), buy ? quantity : -quantity, Long::sum);
        Open order = open.get(id);
        if (order != null && remaining == 0) {
            open.remove(id);
        } else if (order != null) {
            open.put(id, new Open(id, stock, buy, order.priceTicks(), remaining));
        }
    }

    /** The open orders in a stock on one side, oldest first. */
    List<Open> of(Stock stock, boolean buy) {
        List<Open> found = new ArrayList<>();
        for (Open order : open.values()) {
            if (order.buy() == buy && order.stock().index() == stock.index()) {
                found.add(order);
            }
        }
        return found;
    }

    /** Shares bought less shares sold since the start. */
    long holding(Stock stock) {
        return holdings.getOrDefault(stock.index(), 0L);
    }

    int size() {
        return open.size();
    }
}
