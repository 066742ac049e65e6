package dev.bourse.gateway.model;

import dev.bourse.exchange.protocol.CancelReason;
import dev.bourse.exchange.protocol.Liquidity;

/**
 * Something that happened to an account's order, under the number of the exchange's output that said so. Those of an
 * account rise; between two of them may be any number of others' outputs.
 */
public sealed interface AccountEvent {
    /** The number of the output. */
    long sequence();

    /** Microseconds since 1970 UTC. */
    long timeMicros();

    /** The order, as it stands now: not as it stood then. */
    Order order();

    /** The order was accepted. */
    record Accepted(long sequence, long timeMicros, Order order, long price, long quantity) implements AccountEvent {}

    /**
     * A part of the order, or all of it, traded.
     *
     * @param match the same for both sides
     * @param remaining what was open after it
     * @param value in quote units, without fee
     */
    record Executed(
            long sequence,
            long timeMicros,
            Order order,
            long match,
            long price,
            long quantity,
            long remaining,
            long value,
            long fee,
            Liquidity liquidity)
            implements AccountEvent {}

    /** The order, or the rest of it, is gone. */
    record Cancelled(long sequence, long timeMicros, Order order, long quantity, CancelReason reason)
            implements AccountEvent {}

    /** The order's price or quantity is another. */
    record Replaced(
            long sequence,
            long timeMicros,
            Order order,
            long price,
            long quantity,
            long remaining,
            boolean keptPriority)
            implements AccountEvent {}

    /** The stop price traded. */
    record Triggered(long sequence, long timeMicros, Order order) implements AccountEvent {}
}
