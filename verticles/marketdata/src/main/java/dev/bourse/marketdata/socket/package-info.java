/** WebSocket for market data: requests of clients become subscriptions, messages go out with back-pressure. */
@NullMarked
package dev.bourse.marketdata.socket;

import org.jspecify.annotations.NullMarked;
