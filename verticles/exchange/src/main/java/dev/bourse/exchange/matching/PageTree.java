package dev.bourse.exchange.matching;

import java.util.Arrays;

/**
 * An ordered map from page numbers (0 to 2^58 - 1) to pages: a radix tree of 64 children a node, each node with a
 * bitmap of its children, only as high as the numbers' spread asks for. A book whose prices lie within 262,144 ticks
 * has two levels of nodes here.
 */
public final class PageTree {
    private static final int BITS = 6;
    private static final int FAN_OUT = 1 << BITS;
    private static final int MAXIMUM_HEIGHT = 10;

    private long[] occupied = new long[4];
    private int[] children = new int[4 * FAN_OUT];
    private int highWater = 1;
    private int freeHead;

    private int root;
    private int height;
    /** What all page numbers have in common above the root's digits. */
    private long prefix;

    private final int[] path = new int[MAXIMUM_HEIGHT + 1];

    /** An empty tree. */
    public PageTree() {}

    /** The page of a number, or 0. */
    public int find(long number) {
        if (root == 0 || number >>> (BITS * height) != prefix) {
            return 0;
        }
        int node = root;
        for (int shift = BITS * (height - 1); shift >= 0 && node != 0; shift -= BITS) {
            node = children[node * FAN_OUT + digit(number, shift)];
        }
        return node;
    }

    /** Adds a page under a number that has none. */
    public void add(long number, int page) {
        if (root == 0) {
            root = newNode();
            height = 1;
            prefix = number >>> BITS;
        }
        while (number >>> (BITS * height) != prefix) {
            int higher = newNode();
            link(higher, (int) prefix & (FAN_OUT - 1), root);
            root = higher;
            height++;
            prefix >>>= BITS;
        }
        int node = root;
        for (int shift = BITS * (height - 1); shift > 0; shift -= BITS) {
            int digit = digit(number, shift);
            int child = children[node * FAN_OUT + digit];
            if (child == 0) {
                child = newNode();
                link(node, digit, child);
            }
            node = child;
        }
        link(node, digit(number, 0), page);
    }

    /** Removes a number that has a page. */
    public void remove(long number) {
        int node = root;
        for (int level = height - 1; level > 0; level--) {
            path[level] = node;
            node = children[node * FAN_OUT + digit(number, BITS * level)];
        }
        path[0] = node;
        int level = 0;
        while (level < height && unlink(path[level], digit(number, BITS * level))) {
            freeNode(path[level]);
            level++;
        }
        if (level == height) {
            root = 0;
            height = 0;
        } else {
            lower();
        }
    }

    /** The page with the lowest number, or 0. */
    public int first() {
        return root == 0 ? 0 : lowest(root, height - 1);
    }

    /** The page with the lowest number above this one, or 0. The number must have a page. */
    public int after(long number) {
        int best = 0;
        int bestLevel = 0;
        int node = root;
        for (int level = height - 1; level >= 0; level--) {
            int digit = digit(number, BITS * level);
            long above = occupied[node] & (-2L << digit);
            if (above != 0) {
                best = children[node * FAN_OUT + Long.numberOfTrailingZeros(above)];
                bestLevel = level;
            }
            node = children[node * FAN_OUT + digit];
        }
        return best == 0 || bestLevel == 0 ? best : lowest(best, bestLevel - 1);
    }

    private int lowest(int node, int level) {
        int found = node;
        for (int i = level; i >= 0; i--) {
            found = children[found * FAN_OUT + Long.numberOfTrailingZeros(occupied[found])];
        }
        return found;
    }

    /** A root with one child is in the way of every search. */
    private void lower() {
        while (height > 1 && Long.bitCount(occupied[root]) == 1) {
            int digit = Long.numberOfTrailingZeros(occupied[root]);
            int child = children[root * FAN_OUT + digit];
            unlink(root, digit);
            freeNode(root);
            root = child;
            height--;
            prefix = (prefix << BITS) | digit;
        }
    }

    private static int digit(long number, int shift) {
        return (int) (number >>> shift) & (FAN_OUT - 1);
    }

    private void link(int node, int digit, int child) {
        children[node * FAN_OUT + digit] = child;
        occupied[node] |= 1L << digit;
    }

    /** Says whether the node is now empty. */
    private boolean unlink(int node, int digit) {
        children[node * FAN_OUT + digit] = 0;
        occupied[node] &= ~(1L << digit);
        return occupied[node] == 0;
    }

    /** An empty node: its bitmap and all its children are 0, as {@link #unlink} leaves them. */
    private int newNode() {
        int node = freeHead;
        if (node != 0) {
            freeHead = (int) occupied[node];
            occupied[node] = 0;
            return node;
        }
        if (highWater == occupied.length) {
            occupied = Arrays.copyOf(occupied, highWater * 2);
            children = Arrays.copyOf(children, highWater * 2 * FAN_OUT);
        }
        return highWater++;
    }

    private void freeNode(int node) {
        occupied[node] = freeHead;
        freeHead = node;
    }
}
