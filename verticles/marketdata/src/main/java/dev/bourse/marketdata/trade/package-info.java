/** Trades and what a day's trades add up to. Matches flow in; the newest trades and the day's statistics flow out. */
@NullMarked
package dev.bourse.marketdata.trade;

import org.jspecify.annotations.NullMarked;
