package dev.bourse.gateway.limit;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A token bucket for each key: so many tokens a second, so many saved up at most. The table is bounded: the key that
 * was not seen for longest is forgotten, and starts with a full bucket when it comes again. One thread; time is an
 * argument.
 *
 * @param <K> what is limited, with {@code equals} and {@code hashCode}
 */
public final class TokenBuckets<K> {
    private static final double NANOS = 1e9;

    private final double perSecond;
    private final double burst;
    private final int most;
    private final LinkedHashMap<K, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);
    private long forgotten;

    private static final class Bucket {
        double tokens;
        long atNanos;
    }

    /**
     * @param perSecond tokens that a bucket gains in a second, above 0
     * @param burst what a bucket holds at most, 1 or more
     * @param most how many keys are remembered
     */
    public TokenBuckets(double perSecond, double burst, int most) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.most = most;
    }

    /** Takes a token: 0 if there was one, else the nanoseconds until there is, and nothing is taken. */
    public long take(K key, long nowNanos) {
        Bucket bucket = buckets.get(key);
        if (bucket == null) {
            bucket = new Bucket();
            bucket.tokens = burst;
            bucket.atNanos = nowNanos;
            buckets.put(key, bucket);
            forgetOldest();
        }
        long passed = Math.max(0, nowNanos - bucket.atNanos);
        bucket.tokens = Math.min(burst, bucket.tokens + passed * perSecond / NANOS);
        bucket.atNanos = Math.max(bucket.atNanos, nowNanos);
        if (bucket.tokens >= 1) {
            bucket.tokens -= 1;
            return 0;
        }
        return (long) Math.ceil((1 - bucket.tokens) / perSecond * NANOS);
    }

    /** How many keys are remembered now. */
    public int size() {
        return buckets.size();
    }

    /** How many keys were forgotten to make room. */
    public long forgotten() {
        return forgotten;
    }

    private void forgetOldest() {
        if (buckets.size() > most) {
            Map.Entry<K, Bucket> oldest = buckets.firstEntry();
            buckets.remove(oldest.getKey());
            forgotten++;
        }
    }
}
