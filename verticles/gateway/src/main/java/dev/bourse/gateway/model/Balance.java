package dev.bourse.gateway.model;

/** What an account has of an asset, in its smallest units. One thread. */
public final class Balance {
    long available;
    long held;

    /** What may be used. */
    public long available() {
        return available;
    }

    /** What is held for open orders. */
    public long held() {
        return held;
    }

    void hold(long amount) {
        available -= amount;
        held += amount;
    }
}
