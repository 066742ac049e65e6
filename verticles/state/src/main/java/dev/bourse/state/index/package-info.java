/**
 * The index of the universe: the average return since the session's open, minute by minute of event time. Each
 * partition's part flows in, index ticks flow out.
 */
@NullMarked
package dev.bourse.state.index;

import org.jspecify.annotations.NullMarked;
