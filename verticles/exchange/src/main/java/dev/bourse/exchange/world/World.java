package dev.bourse.exchange.world;

/** The state of the exchange after an output. One thread. */
public interface World {
    /** The number of the last output that is in it; 0 before the first. */
    long number();

    /** The log's time then, microseconds. */
    long time();

    /** Tells all there is: assets, instruments, accounts, balances, orders, in this order. */
    void tell(WorldVisitor visitor);
}
