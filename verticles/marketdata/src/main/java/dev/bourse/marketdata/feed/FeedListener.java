package dev.bourse.marketdata.feed;

import dev.bourse.marketdata.market.MarketListener;

/**
 * Hears what a receiver makes of the feed: events in order, each once, of instruments whose books it has. After a gap
 * that could not be filled it hears that books are lost, and of each when it is whole again.
 */
public interface FeedListener extends MarketListener {
    /** All books are lost: events are missing and cannot be had again. */
    default void lost() {}

    /** The book of an instrument is whole, as it was after the event of that number. */
    default void restored(long number, int instrumentId) {}

    /** What an auction would do if it ended now. */
    default void indicated(long number, int instrumentId, long price, long volume, long surplus) {}
}
