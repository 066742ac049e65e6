package dev.bourse.marketdata.stream;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often each address may ask: a bucket of tokens for each, which holds those of two seconds. Addresses that were
 * silent for longest are forgotten first, so that memory is bounded. One thread.
 */
public final class RateLimit {
    /** Addresses that are remembered. */
    public static final int MOST_ADDRESSES = 10_000;

    private static final long SECOND = 1_000;
    private static final int BURST_SECONDS = 2;

    private final long perSecond;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST_ADDRESSES;
        }
    };
    private long refused;

    private static final class Bucket {
        /** Thousandths of a token. */
        private long tokens;

        private long filledAt;
    }

    /** @param perSecond what an address may ask in a second, 1 or more */
    public RateLimit(int perSecond) {
        this.perSecond = perSecond;
    }

    /** Requests that were refused. */
    public long refused() {
        return refused;
    }

    /** Takes a token of an address: 0, or after how many milliseconds there will be one. */
    public long take(String address, long nowMillis) {
        Bucket bucket = buckets.computeIfAbsent(address, fresh -> full(nowMillis));
        long passed = Math.max(0, nowMillis - bucket.filledAt);
        bucket.tokens = Math.min(most(), bucket.tokens + Math.min(passed, SECOND * BURST_SECONDS) * perSecond);
        bucket.filledAt = nowMillis;
        if (bucket.tokens >= SECOND) {
            bucket.tokens -= SECOND;
            return 0;
        }
        refused++;
        return Math.ceilDiv(SECOND - bucket.tokens, perSecond);
    }

    private Bucket full(long nowMillis) {
        Bucket bucket = new Bucket();
        bucket.tokens = most();
        bucket.filledAt = nowMillis;
        return bucket;
    }

    private long most() {
        return perSecond * BURST_SECONDS * SECOND;
    }
}
