package dev.bourse.exchange.matching;

import static dev.bourse.exchange.matching.OrderStore.BEHIND;
import static dev.bourse.exchange.matching.OrderStore.LEVEL_AND_AHEAD;

import java.util.Arrays;

/**
 * The price levels of one side of a book, best first, each a queue of orders. The side is hidden in the <em>key</em>: a
 * level's price for sells and its complement for buys, so that on either side the lowest key is the best.
 *
 * <p>64 neighbouring levels lie together in a <em>page</em> of 2 KB with a bitmap of those that hold orders. A
 * direct-mapped table of the pages in use, at least twice as large as their number, finds a page without a search; a
 * {@link PageTree} keeps them in order. So a level is found in two loads in dense and in sparse books, any long is a
 * price, and the next best level is the next bit.
 *
 * <p>A level is four longs at an address that is its index in {@link #levels}; address 0 is no level.
 */
final class PriceLevels {
    private static final int LEVEL = 4;
    private static final int PAGE_SHIFT = 8;
    private static final int LEVELS_MASK = 63;

    // Offsets in levels: two levels fill a cache line where the array itself begins at one.
    /** Addresses of the first (high half) and the last order (low half). */
    static final int ENDS = 2;

    static final int DISPLAYED = 3;
    static final int HIDDEN = 4;
    static final int COUNT = 5;

    private static final long LOW = 0xFFFF_FFFFL;
    private static final long NO_PAGE = -1;

    private final OrderStore store;
    private final PageTree tree = new PageTree();

    long[] levels = new long[(2 << PAGE_SHIFT) + ENDS];
    /** Of each page its number, and behind it the bitmap of its levels that hold orders. */
    private long[] pages = {NO_PAGE, 0, NO_PAGE, 0};

    private int[] pageOfNumber = new int[16];
    private int highWater = 1;
    private int freePage;
    private int pageCount;

    private int bestLevel;
    private long bestKey = Long.MAX_VALUE;
    private int orderCount;

    PriceLevels(OrderStore store) {
        this.store = store;
    }

    /** The best level, or 0. */
    int best() {
        return bestLevel;
    }

    /** The best level's key; the largest long where there is none. */
    long bestKey() {
        return bestKey;
    }

    /** How many levels hold orders. */
    int levelCount() {
        int count = 0;
        for (int page = 1; page < highWater; page++) {
            count += pages[2 * page] == NO_PAGE ? 0 : Long.bitCount(pages[2 * page + 1]);
        }
        return count;
    }

    /** How many orders the levels hold. */
    int orderCount() {
        return orderCount;
    }

    /** The first order of a level. */
    int head(int level) {
        return (int) (levels[level + ENDS] >>> 32);
    }

    /** The order behind this one at its level, or 0. */
    int behind(int order) {
        return (int) store.records[order + BEHIND];
    }

    long displayed(int level) {
        return levels[level + DISPLAYED];
    }

    long total(int level) {
        return levels[level + DISPLAYED] + levels[level + HIDDEN];
    }

    int count(int level) {
        return (int) levels[level + COUNT];
    }

    long key(int level) {
        return ((pages[2 * (level >>> PAGE_SHIFT)] << 6) | ((level >>> 2) & LEVELS_MASK)) ^ Long.MIN_VALUE;
    }

    /** The next worse level that holds orders, or 0. */
    int after(int level) {
        int page = level >>> PAGE_SHIFT;
        long above = pages[2 * page + 1] & (-2L << (level >>> 2));
        if (above == 0) {
            page = tree.after(pages[2 * page]);
            above = pages[2 * page + 1];
        }
        return page == 0 ? 0 : address(page, above);
    }

    /** Links an order to the tail of the level of a key. */
    void append(int order, long key, long displayed, long hidden) {
        long number = (key ^ Long.MIN_VALUE) >>> 6;
        int page = pageOfNumber[(int) number & (pageOfNumber.length - 1)];
        if (pages[2 * page] != number) {
            page = findOrAdd(number);
        }
        int level = (page << PAGE_SHIFT) + ((int) key & LEVELS_MASK) * LEVEL;
        pages[2 * page + 1] |= 1L << key;
        if (key < bestKey || bestLevel == 0) {
            bestKey = key;
            bestLevel = level;
        }
        long[] records = store.records;
        long ends = levels[level + ENDS];
        int tail = (int) ends;
        int head = (int) (ends >>> 32);
        // Record 0 takes the write where there is no tail.
        records[tail + BEHIND] = order;
        records[order + LEVEL_AND_AHEAD] = ((long) level << 32) | tail;
        records[order + BEHIND] = 0;
        levels[level + ENDS] = ((long) (head == 0 ? order : head) << 32) | order;
        levels[level + DISPLAYED] += displayed;
        levels[level + HIDDEN] += hidden;
        levels[level + COUNT]++;
        orderCount++;
    }

    /** Takes an order out of its level. */
    void unlink(int order, int level, long displayed, long hidden) {
        long[] records = store.records;
        long levelAndAhead = records[order + LEVEL_AND_AHEAD];
        int ahead = (int) levelAndAhead;
        int behind = (int) records[order + BEHIND];
        records[ahead + BEHIND] = behind;
        records[behind + LEVEL_AND_AHEAD] = levelAndAhead;
        long ends = levels[level + ENDS];
        long head = ahead == 0 ? (long) behind << 32 : ends & ~LOW;
        long tail = behind == 0 ? ahead : ends & LOW;
        levels[level + ENDS] = head | tail;
        levels[level + DISPLAYED] -= displayed;
        levels[level + HIDDEN] -= hidden;
        long count = --levels[level + COUNT];
        orderCount--;
        int page = level >>> PAGE_SHIFT;
        long left = pages[2 * page + 1] & ~((count == 0 ? 1L : 0L) << (level >>> 2));
        pages[2 * page + 1] = left;
        if (left == 0) {
            removePage(page);
        }
        if (level == bestLevel && count == 0) {
            findBest(page, left);
        }
    }

    /** Sends an order that shows all it has, and now has so much left, to the tail of that key's level. */
    void relocate(int order, long key, long open, long left) {
        unlink(order, store.level(order), open, 0);
        append(order, key, left, 0);
    }

    /** Takes an order behind all others of its level. */
    void toTail(int order, int level) {
        long[] records = store.records;
        long levelAndAhead = records[order + LEVEL_AND_AHEAD];
        int ahead = (int) levelAndAhead;
        int behind = (int) records[order + BEHIND];
        if (behind == 0) {
            return;
        }
        long ends = levels[level + ENDS];
        long head = ahead == 0 ? (long) behind << 32 : ends & ~LOW;
        int tail = (int) ends;
        records[ahead + BEHIND] = behind;
        records[behind + LEVEL_AND_AHEAD] = levelAndAhead;
        records[tail + BEHIND] = order;
        records[order + LEVEL_AND_AHEAD] = ((long) level << 32) | tail;
        records[order + BEHIND] = 0;
        levels[level + ENDS] = head | order;
    }

    /** The quantities of a level change, its orders stay. */
    void change(int level, long displayed, long hidden) {
        levels[level + DISPLAYED] += displayed;
        levels[level + HIDDEN] += hidden;
    }

    private void findBest(int page, long left) {
        int found = page;
        long bits = left;
        if (bits == 0) {
            found = tree.first();
            bits = pages[2 * found + 1];
        }
        bestLevel = found == 0 ? 0 : address(found, bits);
        bestKey = found == 0 ? Long.MAX_VALUE : key(bestLevel);
    }

    private static int address(int page, long bits) {
        return (page << PAGE_SHIFT) + Long.numberOfTrailingZeros(bits) * LEVEL;
    }

    private int findOrAdd(long number) {
        int page = tree.find(number);
        if (page == 0) {
            page = newPage();
            pages[2 * page] = number;
            tree.add(number, page);
        }
        pageOfNumber[(int) number & (pageOfNumber.length - 1)] = page;
        return page;
    }

    private void removePage(int page) {
        tree.remove(pages[2 * page]);
        pages[2 * page] = NO_PAGE;
        pages[2 * page + 1] = freePage;
        freePage = page;
        pageCount--;
    }

    /** A page without orders: all its levels are 0, as the last order of each left them. */
    private int newPage() {
        if (++pageCount * 2 > pageOfNumber.length) {
            pageOfNumber = new int[pageOfNumber.length * 2];
        }
        int page = freePage;
        if (page != 0) {
            freePage = (int) pages[2 * page + 1];
            pages[2 * page + 1] = 0;
            return page;
        }
        if (2 * highWater == pages.length) {
            levels = Arrays.copyOf(levels, Math.multiplyExact(levels.length - ENDS, 2) + ENDS);
            pages = Arrays.copyOf(pages, highWater * 4);
            for (int unused = highWater; unused < highWater * 2; unused++) {
                pages[2 * unused] = NO_PAGE;
            }
        }
        return highWater++;
    }
}
