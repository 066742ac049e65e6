/** Where the exchange's numbered outputs come from, as market data sees it. */
@NullMarked
package dev.bourse.marketdata.outputs;

import org.jspecify.annotations.NullMarked;
