package dev.bourse.gateway.limit;

import java.util.HashMap;
import java.util.Map;

/** Counts open connections, in all and by address; refuses those beyond the limits. One thread. */
public final class Connections {
    private final int most;
    private final int mostOfOne;
    private final Map<Address, Integer> byAddress = new HashMap<>();
    private int open;

    /**
     * @param most connections at once
     * @param mostOfOne connections of one address at once
     */
    public Connections(int most, int mostOfOne) {
        this.most = most;
        this.mostOfOne = mostOfOne;
    }

    /** What became of a new connection. */
    public enum Verdict {
        OPENED,
        TOO_MANY,
        TOO_MANY_OF_ADDRESS
    }

    /** Counts a connection if there is room; whoever got OPENED calls {@link #close} once. */
    public Verdict open(Address address) {
        if (open >= most) {
            return Verdict.TOO_MANY;
        }
        int ofAddress = byAddress.getOrDefault(address, 0);
        if (ofAddress >= mostOfOne) {
            return Verdict.TOO_MANY_OF_ADDRESS;
        }
        byAddress.put(address, ofAddress + 1);
        open++;
        return Verdict.OPENED;
    }

    /** A connection that was opened has ended. */
    public void close(Address address) {
        open--;
        byAddress.computeIfPresent(address, (known, count) -> count == 1 ? null : count - 1);
    }

    /** How many are open. */
    public int open() {
        return open;
    }
}
