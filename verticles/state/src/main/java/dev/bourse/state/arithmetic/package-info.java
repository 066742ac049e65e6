/**
 * Exact sums that cannot overflow, and their averages with one stated rounding. Numbers flow in, averages in fine units
 * flow out.
 */
@NullMarked
package dev.bourse.state.arithmetic;

import org.jspecify.annotations.NullMarked;
