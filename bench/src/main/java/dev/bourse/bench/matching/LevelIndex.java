package dev.bourse.bench.matching;

/**
 * A structure that finds price levels, without the orders: how many orders are at each key, and which key is the
 * lowest. All candidates for the order book's level structure do the same work here.
 */
interface LevelIndex {
    /** What the report calls it. */
    String name();

    /** One more order at a key. */
    void add(long key);

    /** One order less at a key that has one. */
    void remove(long key);

    /** The lowest key with orders; the largest long for none. */
    long best();
}
