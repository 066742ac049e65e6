package dev.bourse.gateway.rest;

import dev.bourse.gateway.access.Principal;
import dev.bourse.gateway.limit.Address;
import dev.bourse.gateway.limit.TokenBuckets;
import dev.bourse.gateway.problem.Problem;
import dev.bourse.shared.cluster.Clock;
import dev.bourse.shared.telemetry.Counter;
import dev.bourse.shared.telemetry.Telemetry;

/**
 * How many calls an address and a caller may make. A caller is a key, or a user with all sessions. On the gateway's
 * context alone.
 */
public final class Gate {
    private static final long SECOND = 1_000_000_000;

    private final Clock clock;
    private final TokenBuckets<Address> byAddress;
    private final TokenBuckets<String> byCaller;
    private final Counter limitedAddress;
    private final Counter limitedCaller;

    /**
     * How many.
     *
     * @param perSecond calls a second
     * @param burst how many may be saved up
     */
    public record Rate(double perSecond, double burst) {}

    /** @param remembered addresses, and callers, at most */
    public Gate(Clock clock, Rate ofAddress, Rate ofCaller, int remembered, Telemetry telemetry) {
        this.clock = clock;
        byAddress = new TokenBuckets<>(ofAddress.perSecond(), ofAddress.burst(), remembered);
        byCaller = new TokenBuckets<>(ofCaller.perSecond(), ofCaller.burst(), remembered);
        limitedAddress = telemetry.counter("gateway.limited", "calls refused by their rate", "by", "address");
        limitedCaller = telemetry.counter("gateway.limited", "calls refused by their rate", "by", "caller");
        telemetry.gauge(
                "gateway.limit.remembered", "addresses that the limits remember", byAddress::size, "of", "address");
        telemetry.gauge("gateway.limit.remembered", "callers that the limits remember", byCaller::size, "of", "caller");
    }

    /** Counts a call of an address; refuses it if it is one too many. */
    public void admit(Address address) {
        long wait = byAddress.take(address.counted(), clock.nanos());
        if (wait > 0) {
            limitedAddress.increment();
            throw tooMany("address", wait);
        }
    }

    /** Counts a call of a caller; refuses it if it is one too many. */
    public void admit(Principal who) {
        if (who.user().isEmpty()) {
            return;
        }
        String caller = who.credential().startsWith("key:") ? who.credential() : "user:" + who.user();
        long wait = byCaller.take(caller, clock.nanos());
        if (wait > 0) {
            limitedCaller.increment();
            throw tooMany("caller", wait);
        }
    }

    private static RuntimeException tooMany(String whose, long waitNanos) {
        return Problem.of(429, "rate-limited", "Too many calls of this " + whose + "; wait")
                .retryAfter((waitNanos + SECOND - 1) / SECOND)
                .refusal();
    }
}
