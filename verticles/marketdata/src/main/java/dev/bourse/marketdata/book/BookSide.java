package dev.bourse.marketdata.book;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The levels of one side, sorted so that the best is last: what happens near the best price moves few of them. Finding
 * a level is a binary search; an emptied one is kept to be used again.
 */
final class BookSide {
    private final boolean buy;
    private BookLevel[] levels = new BookLevel[16];
    private int count;
    private int orders;
    private @Nullable BookLevel spare;

    BookSide(boolean buy) {
        this.buy = buy;
    }

    int count() {
        return count;
    }

    int orders() {
        return orders;
    }

    /** The level at a place counted from the best, 0. */
    BookLevel at(int place) {
        return levels[count - 1 - place];
    }

    void append(BookOrder order) {
        int place = find(order.price);
        if (place < 0) {
            place = insert(-place - 1, order.price);
        }
        levels[place].append(order);
        orders++;
    }

    void remove(BookOrder order) {
        BookLevel level = order.level;
        if (level == null) {
            throw new IllegalStateException("order " + order.orderId + " is in no level");
        }
        level.unlink(order);
        orders--;
        if (level.orders == 0) {
            int place = find(level.price);
            System.arraycopy(levels, place + 1, levels, place, count - place - 1);
            count--;
            spare = level;
        }
    }

    void clear() {
        Arrays.fill(levels, 0, count, new BookLevel());
        count = 0;
        orders = 0;
    }

    private int insert(int place, long price) {
        if (count == levels.length) {
            levels = Arrays.copyOf(levels, count * 2);
        }
        BookLevel level = spare == null ? new BookLevel() : spare;
        spare = null;
        level.price = price;
        System.arraycopy(levels, place, levels, place + 1, count - place);
        levels[place] = level;
        count++;
        return place;
    }

    /** The place of a price in the array, or minus (the place where it belongs) minus 1. */
    private int find(long price) {
        int low = 0;
        int high = count - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            long there = levels[middle].price;
            if (there == price) {
                return middle;
            }
            boolean worse = buy ? there < price : there > price;
            low = worse ? middle + 1 : low;
            high = worse ? high : middle - 1;
        }
        return -low - 1;
    }
}
