/**
 * The matching engine: one order book per instrument with price-time priority, as plain Java for one thread.
 *
 * <p>In flow commands with primitive arguments ({@link dev.bourse.exchange.matching.OrderBook}); out flow the events of
 * a {@link dev.bourse.exchange.matching.MatchListener}, in the order in which they happened, before the command
 * returns. The package has no clock, no thread, no file and no random source, and makes no garbage once its arrays have
 * grown to the size of the books.
 */
@NullMarked
package dev.bourse.exchange.matching;

import org.jspecify.annotations.NullMarked;
