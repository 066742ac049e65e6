package dev.bourse.analytics.replica;

import dev.bourse.exchange.snapshot.StateReader;
import dev.bourse.exchange.snapshot.StateWriter;
import java.math.BigInteger;

/** A sum of amounts that may pass what a long holds; exact. One thread. */
final class Amount {
    private static final long FOLD = 1L << 62;

    private BigInteger folded = BigInteger.ZERO;
    private long rest;

    /** Adds an amount of at most 2^62. */
    void add(long amount) {
        if (rest >= FOLD || rest <= -FOLD) {
            folded = folded.add(BigInteger.valueOf(rest));
            rest = 0;
        }
        rest += amount;
    }

    void clear() {
        folded = BigInteger.ZERO;
        rest = 0;
    }

    void save(StateWriter out) {
        out.putNumber(value());
    }

    void load(StateReader in) {
        folded = in.getNumber("sum");
        rest = 0;
    }

    BigInteger value() {
        return folded.add(BigInteger.valueOf(rest));
    }
}
