package dev.bourse.exchange.matching;

import static dev.bourse.exchange.matching.OrderStore.ACCOUNT;
import static dev.bourse.exchange.matching.OrderStore.FILLED;
import static dev.bourse.exchange.matching.OrderStore.ID;
import static dev.bourse.exchange.matching.OrderStore.OPEN;

import java.util.Arrays;

/**
 * Finds the one price at which a crossed book clears, and matches it there. The price is the one with the most volume,
 * then with the least imbalance, then nearest the reference; no two prices are equal in all three. It need not be the
 * limit of any order.
 *
 * <p>The reference is the reference price that was set, else the last trade's, else the middle of the crossed range.
 */
final class Auction {
    private final BookState state;
    private final Sweep sweep;
    private final AuctionPrice clearing = new AuctionPrice();

    /** The buy levels in the crossed range, the highest first. */
    private long[] buyPrices = new long[64];

    private long[] buyQuantities = new long[64];

    private long reference;
    private boolean found;

    Auction(BookState state, Sweep sweep) {
        this.state = state;
        this.sweep = sweep;
    }

    /** Finds the price of the book as it is. */
    void price(AuctionPrice out) {
        PriceLevels buys = state.sides[Side.BUY.code()];
        PriceLevels sells = state.sides[Side.SELL.code()];
        out.price = OrderBook.NO_PRICE;
        out.volume = 0;
        out.surplus = 0;
        long highest = ~buys.bestKey();
        long lowest = sells.bestKey();
        if (buys.best() == 0 || sells.best() == 0 || highest < lowest) {
            return;
        }
        reference = reference(lowest, highest);
        found = false;
        int buy = readBuys(buys, lowest);
        long demand = 0;
        for (int i = 0; i < buy; i++) {
            demand += buyQuantities[i];
        }
        long supply = 0;
        int sell = sells.best();
        long price = lowest;
        while (true) {
            if (sell != 0 && sells.key(sell) == price) {
                supply += sells.total(sell);
                sell = sells.after(sell);
            }
            consider(out, price, price, demand, supply);
            if (buy > 0 && buyPrices[buy - 1] == price) {
                demand -= buyQuantities[--buy];
            }
            if (buy == 0) {
                return;
            }
            long next = sell == 0 ? buyPrices[buy - 1] : Math.min(buyPrices[buy - 1], sells.key(sell));
            if (next - price > 1 || next - price < 0) {
                consider(out, price + 1, next - 1, demand, supply);
            }
            price = next;
        }
    }

    /** Matches the crossed part of the book, if any, at one price. */
    void uncross() {
        price(clearing);
        if (clearing.volume == 0) {
            return;
        }
        PriceLevels buys = state.sides[Side.BUY.code()];
        PriceLevels sells = state.sides[Side.SELL.code()];
        long left = clearing.volume;
        while (left > 0) {
            left -= match(buys, sells, clearing.price);
        }
        state.traded(clearing.price);
    }

    private long match(PriceLevels buys, PriceLevels sells, long price) {
        OrderStore store = state.store;
        int buy = buys.head(buys.best());
        int sell = sells.head(sells.best());
        long[] records = store.records;
        long fill = Math.min(records[buy + OPEN], records[sell + OPEN]);
        state.listener.auctionMatched(
                records[buy + ID],
                records[buy + ACCOUNT],
                store.user(buy),
                store.remaining(buy) - fill,
                records[sell + ID],
                records[sell + ACCOUNT],
                store.user(sell),
                store.remaining(sell) - fill,
                price,
                fill);
        fill(buys, buy, fill);
        fill(sells, sell, fill);
        return fill;
    }

    private void fill(PriceLevels levels, int order, long fill) {
        OrderStore store = state.store;
        int level = store.level(order);
        long hidden = store.hidden(order);
        store.records[order + OPEN] -= fill;
        store.records[order + FILLED] += fill;
        levels.change(level, -fill, 0);
        if (store.records[order + OPEN] != 0) {
            return;
        }
        if (hidden == 0) {
            levels.unlink(order, level, 0, 0);
            state.forget(order, store.flags(order));
        } else {
            sweep.replenish(levels, level, order, hidden);
        }
    }

    private long reference(long lowest, long highest) {
        if (state.referencePrice != OrderBook.NO_PRICE) {
            return state.referencePrice;
        }
        return state.lastPrice != OrderBook.NO_PRICE ? state.lastPrice : lowest + ((highest - lowest) >>> 1);
    }

    private int readBuys(PriceLevels buys, long lowest) {
        int count = 0;
        for (int level = buys.best(); level != 0 && ~buys.key(level) >= lowest; level = buys.after(level)) {
            if (count == buyPrices.length) {
                buyPrices = Arrays.copyOf(buyPrices, count * 2);
                buyQuantities = Arrays.copyOf(buyQuantities, count * 2);
            }
            buyPrices[count] = ~buys.key(level);
            buyQuantities[count++] = buys.total(level);
        }
        return count;
    }

    /** Demand and supply are the same for all prices from low to high: takes the best of them where it is better. */
    private void consider(AuctionPrice out, long low, long high, long demand, long supply) {
        long price = Math.clamp(reference, low, high);
        long volume = Math.min(demand, supply);
        long imbalance = Math.abs(demand - supply);
        boolean better = !found || volume > out.volume;
        if (found && volume == out.volume) {
            long best = Math.abs(out.surplus);
            int nearer = Long.compareUnsigned(distance(out.price), distance(price));
            better = imbalance < best || (imbalance == best && nearer > 0);
        }
        if (better) {
            found = true;
            out.price = price;
            out.volume = volume;
            out.surplus = demand - supply;
        }
    }

    private long distance(long price) {
        return price > reference ? price - reference : reference - price;
    }
}
