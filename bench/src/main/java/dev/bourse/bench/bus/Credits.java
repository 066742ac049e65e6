package dev.bourse.bench.bus;

/** How many messages may be on their way: the same for every transport, since not all of them hold a sender back. */
final class Credits {
    /** Most bytes on their way; at least {@link #LEAST} messages. */
    private static final int BYTES = 1 << 21;

    private static final int LEAST = 64;

    private Credits() {}

    /** Most messages of that size on their way. */
    static int window(int size) {
        return Math.max(LEAST, BYTES / size);
    }

    /** After how many messages the receiver says how many it has had. */
    static int acknowledgeEvery(int size) {
        return window(size) / 4;
    }
}
