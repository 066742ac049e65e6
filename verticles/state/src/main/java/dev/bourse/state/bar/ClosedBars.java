package dev.bourse.state.bar;

/**
 * Bars that no tick can change any more, oldest to newest, as differences from the bar before in as few bytes as each
 * number needs: about 5 for a bar of one tick, about 10 for one of many. Bars are added at one end and dropped at the
 * other. Used by one thread.
 */
final class ClosedBars {
    /** A head and seven numbers of at most ten bytes. */
    private static final int LONGEST = 1 + 7 * 10;

    private static final int NEXT_INTERVAL = 1;
    private static final int CLOSE_IS_OPEN = 2;
    private static final int NO_HIGHER = 4;
    private static final int NO_LOWER = 8;
    private static final int ONE_TRADE = 16;

    private final long usualMillis;
    private byte[] bytes = new byte[LONGEST];
    private int from;
    private int until;
    private int size;
    /** Start and close of the bar before the oldest one, to which its differences are. */
    private long baseStart;

    private long baseClose;
    private long newestStart;
    private long newestClose;

    /** No bars; bars usually start {@code usualMillis} after one another. */
    ClosedBars(long usualMillis) {
        this.usualMillis = usualMillis;
    }

    int size() {
        return size;
    }

    /** Start of the newest bar; only where there is one. */
    long newestStart() {
        return newestStart;
    }

    /** Close of the newest bar; only where there is one. */
    long newestClose() {
        return newestClose;
    }

    void clear() {
        from = 0;
        until = 0;
        size = 0;
        baseStart = 0;
        baseClose = 0;
        newestStart = 0;
        newestClose = 0;
    }

    /** Adds a bar that is newer than all. */
    void add(long start, long open, long high, long low, long close, long volume, long trades) {
        makeRoom();
        int head = until++;
        int marks = 0;
        long late = start - newestStart - usualMillis;
        if (late == 0) {
            marks |= NEXT_INTERVAL;
        } else {
            putSigned(late);
        }
        putSigned(open - newestClose);
        if (close == open) {
            marks |= CLOSE_IS_OPEN;
        } else {
            putSigned(close - open);
        }
        long top = Math.max(open, close);
        if (high == top) {
            marks |= NO_HIGHER;
        } else {
            put(high - top);
        }
        long bottom = Math.min(open, close);
        if (low == bottom) {
            marks |= NO_LOWER;
        } else {
            put(bottom - low);
        }
        put(volume);
        if (trades == 1) {
            marks |= ONE_TRADE;
        } else {
            put(trades);
        }
        bytes[head] = (byte) marks;
        newestStart = start;
        newestClose = close;
        size++;
    }

    /** Drops the oldest bar. */
    void removeFirst() {
        Cursor oldest = new Cursor();
        oldest.next();
        from = oldest.at;
        baseStart = oldest.start;
        baseClose = oldest.close;
        size--;
    }

    /** Before the oldest bar. */
    Cursor cursor() {
        return new Cursor();
    }

    private void makeRoom() {
        if (until + LONGEST <= bytes.length) {
            return;
        }
        int used = until - from;
        // Moving the bytes to the front is worth it where that frees a tenth of them.
        boolean enough = from >= Math.max(LONGEST, bytes.length / 10);
        byte[] target = enough ? bytes : new byte[used + used / 4 + 2 * LONGEST];
        System.arraycopy(bytes, from, target, 0, used);
        bytes = target;
        from = 0;
        until = used;
    }

    private void putSigned(long value) {
        put((value << 1) ^ (value >> 63));
    }

    /** Seven bits a byte, the lowest first; all but the last byte have the top bit set. */
    private void put(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes[until++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[until++] = (byte) rest;
    }

    /** Goes over the bars from the oldest one on; not to be used after a bar was added or dropped. */
    final class Cursor {
        private int at = from;
        private int seen;
        private long start = baseStart;
        private long open;
        private long high;
        private long low;
        private long close = baseClose;
        private long volume;
        private long trades;

        /** Moves on to the next bar; false after the newest. */
        boolean next() {
            if (seen == size) {
                return false;
            }
            seen++;
            int marks = bytes[at++];
            start += usualMillis + ((marks & NEXT_INTERVAL) != 0 ? 0 : getSigned());
            open = close + getSigned();
            close = open + ((marks & CLOSE_IS_OPEN) != 0 ? 0 : getSigned());
            high = Math.max(open, close) + ((marks & NO_HIGHER) != 0 ? 0 : get());
            low = Math.min(open, close) - ((marks & NO_LOWER) != 0 ? 0 : get());
            volume = get();
            trades = (marks & ONE_TRADE) != 0 ? 1 : get();
            return true;
        }

        long start() {
            return start;
        }

        long open() {
            return open;
        }

        long high() {
            return high;
        }

        long low() {
            return low;
        }

        long close() {
            return close;
        }

        long volume() {
            return volume;
        }

        long trades() {
            return trades;
        }

        private long getSigned() {
            long value = get();
            return (value >>> 1) ^ -(value & 1);
        }

        private long get() {
            long value = 0;
            for (int shift = 0; ; shift += 7) {
                byte next = bytes[at++];
                value |= (next & 0x7fL) << shift;
                if (next >= 0) {
                    return value;
                }
            }
        }
    }
}
