package dev.bourse.exchange.world;

/** Is told the state of the exchange, thing by thing. */
public interface WorldVisitor {
    /** An asset, in the order in which they were added; its smallest unit is 10 to the minus decimals. */
    default void asset(int id, String symbol, int decimals) {}

    /** An instrument, in the order in which they were added. */
    default void instrument(WorldInstrument instrument) {}

    /** An account, by number; the exchange's own is 0. */
    default void account(WorldAccount account) {}

    /** What an account has of an asset, where that is anything; smallest units. */
    default void balance(int account, int asset, long available, long held) {}

    /**
     * An open order. Instrument by instrument, buys before sells, those in the book before those that wait for their
     * stop price, and within each in their priority.
     */
    default void order(WorldOrder order) {}
}
