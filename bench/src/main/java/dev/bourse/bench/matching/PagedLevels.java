package dev.bourse.bench.matching;

import dev.bourse.exchange.matching.PageTree;
import java.util.Arrays;

/** The order book's own structure: pages of 64 levels behind a direct-mapped table, in order in a radix tree. */
final class PagedLevels implements LevelIndex {
    private final PageTree tree = new PageTree();
    private int[] counts = new int[2 << 6];
    private long[] occupied = new long[2];
    private long[] numbers = {-1, -1};
    private int[] pageOfNumber = new int[16];
    private int highWater = 1;
    private int freePage;
    private int pages;
    private long best = Long.MAX_VALUE;

    @Override
    public String name() {
        return "pages and radix tree";
    }

    @Override
    public long best() {
        return best;
    }

    @Override
    public void add(long key) {
        long number = key >>> 6;
        int page = page(number);
        if (numbers[page] != number) {
            page = findOrAdd(number);
        }
        occupied[page] |= 1L << key;
        counts[(page << 6) + ((int) key & 63)]++;
        if (key < best) {
            best = key;
        }
    }

    @Override
    public void remove(long key) {
        long number = key >>> 6;
        int page = page(number);
        if (numbers[page] != number) {
            page = findOrAdd(number);
        }
        int left = --counts[(page << 6) + ((int) key & 63)];
        occupied[page] &= ~((left == 0 ? 1L : 0L) << key);
        long bits = occupied[page];
        if (bits == 0) {
            removePage(page);
        }
        if (key == best && left == 0) {
            findBest(number, bits);
        }
    }

    private int page(long number) {
        return pageOfNumber[(int) number & (pageOfNumber.length - 1)];
    }

    private void findBest(long number, long bits) {
        int first = bits == 0 ? tree.first() : 0;
        if (bits == 0 && first == 0) {
            best = Long.MAX_VALUE;
        } else if (bits == 0) {
            best = (numbers[first] << 6) + Long.numberOfTrailingZeros(occupied[first]);
        } else {
            best = (number << 6) + Long.numberOfTrailingZeros(bits);
        }
    }

    private int findOrAdd(long number) {
        int page = tree.find(number);
        if (page == 0) {
            page = newPage();
            numbers[page] = number;
            tree.add(number, page);
        }
        pageOfNumber[(int) number & (pageOfNumber.length - 1)] = page;
        return page;
    }

    private void removePage(int page) {
        tree.remove(numbers[page]);
        numbers[page] = -1;
        occupied[page] = freePage;
        freePage = page;
        pages--;
    }

    private int newPage() {
        if (++pages * 2 > pageOfNumber.length) {
            pageOfNumber = new int[pageOfNumber.length * 2];
        }
        int page = freePage;
        if (page != 0) {
            freePage = (int) occupied[page];
            occupied[page] = 0;
            return page;
        }
        if (highWater == numbers.length) {
            counts = Arrays.copyOf(counts, counts.length * 2);
            occupied = Arrays.copyOf(occupied, highWater * 2);
            numbers = Arrays.copyOf(numbers, highWater * 2);
            Arrays.fill(numbers, highWater, numbers.length, -1);
        }
        return highWater++;
    }
}
