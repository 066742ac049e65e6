/**
 * When a partition's state is kept for a successor, and in which form. Ticks that were applied flow in, bytes flow out;
 * no clock, thread or framework.
 */
@NullMarked
package dev.bourse.state.checkpoint;

import org.jspecify.annotations.NullMarked;
