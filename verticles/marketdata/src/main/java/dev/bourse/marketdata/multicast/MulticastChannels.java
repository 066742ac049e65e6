package dev.bourse.marketdata.multicast;

/**
 * Where the feed is.
 *
 * @param group multicast address and port of all streams that are sent, such as {@code 224.20.30.39:40456}; the last
 *     number of the address is odd, as Aeron takes the one above for itself
 * @param requests address and port at which the sender takes requests for events
 * @param networkInterface the interface of the multicast, an address or {@code localhost}
 */
public record MulticastChannels(String group, String requests, String networkInterface) {
    /** Events as they happen, heartbeats, auctions' indications. */
    public static final int LIVE = 21;
    /** Events again, for whoever lacks them. */
    public static final int REPAIR = 22;
    /** Copies of books, round and round. */
    public static final int SNAPSHOTS = 23;
    /** Requests of receivers. */
    public static final int REQUESTS = 24;

    private static final int TERM = 4 * 1024 * 1024;

    /** The channel of what is sent, as the sender names it: no receiver slows it. */
    String sending() {
        return "aeron:udp?endpoint=" + group + "|interface=" + networkInterface + "|ttl=1|fc=max|term-length=" + TERM;
    }

    /** The channel of what is sent, as a receiver names it. */
    String receiving(boolean reliable) {
        return "aeron:udp?endpoint=" + group + "|interface=" + networkInterface + "|reliable=" + reliable;
    }

    /** The channel of requests. */
    String requesting() {
        return "aeron:udp?endpoint=" + requests + "|term-length=64k";
    }
}
