/**
 * What goes to WebSocket clients: their subscriptions, and the text of books, trades and candles. Copies and trades
 * flow in, messages of {@code docs/protocol/marketdata-ws.md} flow out, to every client in an order of its own each
 * time.
 */
@NullMarked
package dev.bourse.marketdata.stream;

import org.jspecify.annotations.NullMarked;
