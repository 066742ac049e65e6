/**
 * The market as it follows from the exchange's numbered outputs. Outputs flow in, one after another; books, trades,
 * candles and statistics are kept here, copies of them and events of the books flow out.
 */
@NullMarked
package dev.bourse.marketdata.market;

import org.jspecify.annotations.NullMarked;
