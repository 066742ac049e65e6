/**
 * The market data group: books, trades, candles and statistics for the public. Numbered outputs of the exchange flow
 * in; REST, WebSocket and multicast flow out.
 */
@NullMarked
package dev.bourse.marketdata;

import org.jspecify.annotations.NullMarked;
