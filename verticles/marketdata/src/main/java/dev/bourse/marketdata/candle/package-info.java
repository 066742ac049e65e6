/**
 * Candles of seven periods from 1 second to 1 month in rings of fixed size. Trades and the passing of time flow in,
 * candles that are complete and candles that grow flow out.
 */
@NullMarked
package dev.bourse.marketdata.candle;

import org.jspecify.annotations.NullMarked;
