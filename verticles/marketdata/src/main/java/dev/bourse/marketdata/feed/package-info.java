/**
 * The multicast feed without its sockets: events of the market are encoded, numbered and kept; snapshots go round;
 * receivers put events, retransmissions and snapshots together to books. Messages of
 * {@code docs/protocol/marketdata-multicast.md} flow out of {@link dev.bourse.marketdata.feed.FeedPublisher} and into
 * {@link dev.bourse.marketdata.feed.FeedReceiver}.
 */
@NullMarked
package dev.bourse.marketdata.feed;

import org.jspecify.annotations.NullMarked;
