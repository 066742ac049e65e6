package dev.bourse.shared.book;

/** One side of an order book: flat triples of price, size and number of orders, scaled, best first. */
public final class BookSide {
    /** Numbers in a level. */
    public static final int LEVEL = 3;

    private BookSide() {}

    /** What a visitor of differences is told: a level as it is now; size and orders are 0 where it is gone. */
    @FunctionalInterface
    public interface Visitor {
        /** One level. */
        void level(long price, long size, long orders);
    }

    /**
     * Visits what differs between a side as it was and as it is, best first.
     *
     * @param old as it was; empty where nothing was
     * @param fresh as it is
     * @param buy whether the highest price is the best
     */
    public static void difference(long[] old, long[] fresh, boolean buy, Visitor visitor) {
        difference(old, fresh, buy, Integer.MAX_VALUE / LEVEL, visitor);
    }

    /** The same, of so many levels of both. */
    public static void difference(long[] old, long[] fresh, boolean buy, int levels, Visitor visitor) {
        int oldEnd = Math.min(old.length, levels * LEVEL);
        int freshEnd = Math.min(fresh.length, levels * LEVEL);
        int a = 0;
        int b = 0;
        while (a < oldEnd || b < freshEnd) {
            boolean same = a < oldEnd && b < freshEnd && old[a] == fresh[b];
            if (!same && a < oldEnd && (b >= freshEnd || isBetter(old[a], fresh[b], buy))) {
                visitor.level(old[a], 0, 0);
                a += LEVEL;
                continue;
            }
            if (!same || old[a + 1] != fresh[b + 1] || old[a + 2] != fresh[b + 2]) {
                visitor.level(fresh[b], fresh[b + 1], fresh[b + 2]);
            }
            a += same ? LEVEL : 0;
            b += LEVEL;
        }
    }

    /** Whether a price stands before another one. */
    public static boolean isBetter(long price, long other, boolean buy) {
        return buy ? price > other : price < other;
    }
}
