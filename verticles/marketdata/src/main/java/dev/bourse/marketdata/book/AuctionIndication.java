package dev.bourse.marketdata.book;

/**
 * The price at which a book would clear if its auction ended now: most volume, then least imbalance, then nearest the
 * reference. Says what the core's own auction would say. Reusable; one thread.
 */
public final class AuctionIndication {
    /** No price: the book is not crossed, or there is no reference. */
    public static final long NO_PRICE = Long.MIN_VALUE;

    /** In ticks, or {@link #NO_PRICE}. */
    public long price = NO_PRICE;
    /** In lots: how much would trade. */
    public long volume;
    /** In lots: how much more is wanted (positive) or for sale (negative) at that price. */
    public long surplus;

    private long reference;
    private boolean found;

    /**
     * Finds the price of a book.
     *
     * @param referencePrice what was set, or {@link #NO_PRICE}
     * @param lastPrice the last trade's, or {@link #NO_PRICE}
     */
    public void find(MarketBook book, long referencePrice, long lastPrice) {
        price = NO_PRICE;
        volume = 0;
        surplus = 0;
        found = false;
        if (book.levelCount(true) == 0 || book.levelCount(false) == 0) {
            return;
        }
        long highest = book.price(true, 0);
        long lowest = book.price(false, 0);
        if (highest < lowest) {
            return;
        }
        long middle = lowest + ((highest - lowest) >>> 1);
        reference = referencePrice != NO_PRICE ? referencePrice : lastPrice != NO_PRICE ? lastPrice : middle;
        walk(book, lowest);
    }

    /** Goes up from the lowest price for sale: each limit is a price to look at, and all between two limits. */
    private void walk(MarketBook book, long lowest) {
        int buy = 0;
        long demand = 0;
        while (buy < book.levelCount(true) && book.price(true, buy) >= lowest) {
            demand += book.total(true, buy++);
        }
        int sell = 0;
        long supply = 0;
        long at = lowest;
        while (true) {
            if (sell < book.levelCount(false) && book.price(false, sell) == at) {
                supply += book.total(false, sell++);
            }
            consider(at, at, demand, supply);
            if (buy > 0 && book.price(true, buy - 1) == at) {
                demand -= book.total(true, --buy);
            }
            if (buy == 0) {
                return;
            }
            long next = book.price(true, buy - 1);
            if (sell < book.levelCount(false)) {
                next = Math.min(next, book.price(false, sell));
            }
            if (next - at > 1) {
                consider(at + 1, next - 1, demand, supply);
            }
            at = next;
        }
    }

    private void consider(long low, long high, long demand, long supply) {
        long candidate = Math.clamp(reference, low, high);
        long traded = Math.min(demand, supply);
        long left = demand - supply;
        boolean better = !found || traded > volume;
        if (found && traded == volume) {
            long imbalance = Long.compare(Math.abs(left), Math.abs(surplus));
            better = imbalance < 0 || (imbalance == 0 && distance(candidate) < distance(price));
        }
        if (better) {
            found = true;
            price = candidate;
            volume = traded;
            surplus = left;
        }
    }

    private long distance(long from) {
        return Math.abs(from - reference);
    }
}
