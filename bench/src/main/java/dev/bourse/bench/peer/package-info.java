/**
 * The analysis beside stream processors that others use: the same ticks flow in, the same averages flow out, and it is
 * checked that they are equal.
 */
@NullMarked
package dev.bourse.bench.peer;

import org.jspecify.annotations.NullMarked;
