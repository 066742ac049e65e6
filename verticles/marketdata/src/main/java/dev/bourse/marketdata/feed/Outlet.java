package dev.bourse.marketdata.feed;

import org.agrona.DirectBuffer;

/** A stream that takes messages, or not now. */
@FunctionalInterface
public interface Outlet {
    /** Takes a message wholly, or says false: offer it again later. Who listens to nobody says true. */
    boolean offer(DirectBuffer buffer, int offset, int length);
}
