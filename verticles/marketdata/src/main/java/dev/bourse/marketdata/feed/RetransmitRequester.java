package dev.bourse.marketdata.feed;

/** Asks the publisher for events. */
@FunctionalInterface
public interface RetransmitRequester {
    /** Asks for the events with numbers above {@code after} up to {@code until}; may be lost. */
    void request(long after, long until);
}
