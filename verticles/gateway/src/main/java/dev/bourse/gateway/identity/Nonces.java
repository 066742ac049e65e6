package dev.bourse.gateway.identity;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The nonces of signed requests, for as long as their timestamps would be taken: none counts twice. Bounded for each
 * key and in all; where there is no room the request is refused, since a forgotten nonce could be played again. One
 * thread.
 */
public final class Nonces {
    private final long keptMillis;
    private final int most;
    private final int mostOfKey;
    private final Map<String, LinkedHashMap<String, Long>> byKey = new HashMap<>();
    private int size;

    /** What became of a nonce. */
    public enum Verdict {
        NEW,
        REPLAYED,
        NO_ROOM
    }

    /**
     * @param keptMillis how long a nonce is remembered
     * @param most how many in all
     * @param mostOfKey how many of one key
     */
    public Nonces(long keptMillis, int most, int mostOfKey) {
        this.keptMillis = keptMillis;
        this.most = most;
        this.mostOfKey = mostOfKey;
    }

    /** Notes a nonce of a key. */
    public Verdict note(String key, String nonce, long nowMillis) {
        LinkedHashMap<String, Long> ofKey = byKey.computeIfAbsent(key, fresh -> new LinkedHashMap<>());
        forget(ofKey, nowMillis);
        if (ofKey.containsKey(nonce)) {
            return Verdict.REPLAYED;
        }
        if (size >= most) {
            byKey.values().forEach(others -> forget(others, nowMillis));
            byKey.values().removeIf(Map::isEmpty);
            byKey.put(key, ofKey);
        }
        if (size >= most || ofKey.size() >= mostOfKey) {
            return Verdict.NO_ROOM;
        }
        ofKey.put(nonce, nowMillis + keptMillis);
        size++;
        return Verdict.NEW;
    }

    /** How many are remembered. */
    public int size() {
        return size;
    }

    /** They were noted in the order of their ends. */
    private void forget(LinkedHashMap<String, Long> nonces, long nowMillis) {
        Iterator<Long> ends = nonces.values().iterator();
        while (ends.hasNext() && ends.next() <= nowMillis) {
            ends.remove();
            size--;
        }
    }
}
