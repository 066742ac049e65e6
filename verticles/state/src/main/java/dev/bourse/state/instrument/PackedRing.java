package dev.bourse.state.instrument;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A ring of rows of up to four numbers that keeps each column as the distance from a base, in 0, 1, 2, 4 or 8 bytes,
 * whatever fits its rows: prices of a few hundred ticks lie near one another, and so do their times. Every 64-bit
 * number can be kept. Positions count from the first row ever and wrap around as ints do. The array doubles with use; a
 * column that a number does not fit is laid out anew around it. Used by one thread.
 */
final class PackedRing {
    private static final VarHandle SHORTS =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int FIRST_ROWS = 4;

    private final int columns;
    private byte[] bytes = new byte[0];
    /** What each column's distances are from. */
    private long base0;

    private long base1;
    private long base2;
    private long base3;
    /** Width of each column, 4 bits each from the lowest on. */
    private int widths;
    /** Where each column begins in a row, 8 bits each. */
    private int offsets;

    private int stride;
    private int mask = FIRST_ROWS - 1;
    private int first;
    private int next;

    PackedRing(int columns) {
        this.columns = columns;
    }

    /** Position of the oldest row. */
    int first() {
        return first;
    }

    /** The position after that of the newest row. */
    int next() {
        return next;
    }

    int size() {
        return next - first;
    }

    /** Drops the oldest row. */
    void removeFirst() {
        first++;
    }

    /** Drops all rows; the next one gets that position. */
    void clear(int position) {
        first = position;
        next = position;
    }

    /** Adds a row whose numbers are to be set, each before it is read. */
    void append() {
        if (next - first > mask) {
            layOut(widths, (mask + 1) * 2, 0, 0);
        }
        next++;
    }

    /** The number of a row that is in the ring. */
    long get(int position, int column) {
        return base(column) + distance(bytes, at(position, column), width(widths, column));
    }

    /** Sets the number of a row that is in the ring. */
    void set(int position, int column, long value) {
        long distance = value - base(column);
        if (!fits(distance, width(widths, column))) {
            makeRoom(position, column, value);
            distance = value - base(column);
        }
        put(at(position, column), width(widths, column), distance);
    }

    private long base(int column) {
        return switch (column) {
            case 0 -> base0;
            case 1 -> base1;
            case 2 -> base2;
            default -> base3;
        };
    }

    private void setBase(int column, long base) {
        switch (column) {
            case 0 -> base0 = base;
            case 1 -> base1 = base;
            case 2 -> base2 = base;
            default -> base3 = base;
        }
    }

    private int at(int position, int column) {
        return (position & mask) * stride + ((offsets >>> (column * Byte.SIZE)) & 0xff);
    }

    private static int width(int widths, int column) {
        return (widths >>> (column * 4)) & 0xf;
    }

    private static boolean fits(long distance, int width) {
        return switch (width) {
            case 0 -> distance == 0;
            case 1 -> distance == (byte) distance;
            case 2 -> distance == (short) distance;
            case 4 -> distance == (int) distance;
            default -> true;
        };
    }

    private static long distance(byte[] bytes, int at, int width) {
        return switch (width) {
            case 0 -> 0;
            case 1 -> bytes[at];
            case 2 -> (short) SHORTS.get(bytes, at);
            case 4 -> (int) INTS.get(bytes, at);
            default -> (long) LONGS.get(bytes, at);
        };
    }

    private void put(int at, int width, long distance) {
        switch (width) {
            case 0 -> {
                // All numbers of the column are its base.
            }
            case 1 -> bytes[at] = (byte) distance;
            case 2 -> SHORTS.set(bytes, at, (short) distance);
            case 4 -> INTS.set(bytes, at, (int) distance);
            default -> LONGS.set(bytes, at, distance);
        }
    }

    /**
     * Gives the column a base and a width that fit its rows, but for the one at {@code position}, and the value. At
     * least half of a width stays free, three quarters of that on the side of the new value: so the next time is many
     * rows away, also where prices drift and times grow. A column never becomes narrower.
     */
    private void makeRoom(int position, int column, long value) {
        long least = value;
        long most = value;
        for (int other = first; other != next; other++) {
            if (other != position) {
                long present = get(other, column);
                least = Math.min(least, present);
                most = Math.max(most, present);
            }
        }
        int width = Math.max(width(widths, column), needed(most - least));
        long base = switch (width) {
            case 0 -> value;
            case 8 -> 0;
            default -> {
                long places = 1L << (width * Byte.SIZE);
                long free = places - 1 - (most - least);
                yield least - free / 4 * (value == most ? 1 : 3) + places / 2;
            }
        };
        long moved = base(column) - base;
        setBase(column, base);
        if (width != width(widths, column)) {
            layOut((widths & ~(0xf << (column * 4))) | (width << (column * 4)), mask + 1, column, moved);
            return;
        }
        for (int other = first; other != next; other++) {
            int at = at(other, column);
            put(at, width, distance(bytes, at, width) + moved);
        }
    }

    /** The width of which numbers that far apart take at most half; a negative range is one beyond 2^63. */
    private static int needed(long range) {
        if (range < 0 || range >= 1L << 31) {
            return Long.BYTES;
        }
        if (range >= 1 << 15) {
            return Integer.BYTES;
        }
        if (range >= 1 << 7) {
            return Short.BYTES;
        }
        return range == 0 ? 0 : Byte.BYTES;
    }

    /** Copies the rows into an array of other widths or more rows, one column's distances moved. */
    private void layOut(int newWidths, int rows, int movedColumn, long moved) {
        byte[] former = bytes;
        int formerWidths = widths;
        int formerOffsets = offsets;
        int formerStride = stride;
        int formerMask = mask;
        widths = newWidths;
        mask = rows - 1;
        offsets = 0;
        stride = 0;
        for (int column = 0; column < columns; column++) {
            offsets |= stride << (column * Byte.SIZE);
            stride += width(newWidths, column);
        }
        bytes = new byte[rows * stride];
        for (int position = first; position != next; position++) {
            int row = (position & formerMask) * formerStride;
            for (int column = 0; column < columns; column++) {
                int from = row + ((formerOffsets >>> (column * Byte.SIZE)) & 0xff);
                long distance = distance(former, from, width(formerWidths, column));
                put(
                        at(position, column),
                        width(newWidths, column),
                        column == movedColumn ? distance + moved : distance);
            }
        }
    }
}
