/**
 * Measures the matching engine: commands from arrays, parsed before the clock starts, go to Bourse's order book, to
 * exchange-core's, and to one that does nothing; out come medians, percentiles and allocated bytes as text.
 */
@NullMarked
package dev.bourse.bench.matching;

import org.jspecify.annotations.NullMarked;
