/**
 * The one thread that keeps the market: it polls the exchange's outputs, publishes copies, answers questions and drives
 * the multicast.
 */
@NullMarked
package dev.bourse.marketdata.reader;

import org.jspecify.annotations.NullMarked;
