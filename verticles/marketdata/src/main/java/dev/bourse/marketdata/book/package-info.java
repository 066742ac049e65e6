/**
 * One instrument's book as the public may see it: orders in their queues, levels, and the price of an auction. What
 * happened to orders flows in, best prices, depth and orders flow out.
 */
@NullMarked
package dev.bourse.marketdata.book;

import org.jspecify.annotations.NullMarked;
