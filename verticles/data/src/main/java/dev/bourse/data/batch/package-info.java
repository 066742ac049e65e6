/**
 * Ticks become batches: one lane for each partition, with gap-free sequences, watermarks, and a stated policy for the
 * moment when there is no room. Ticks flow in, batches flow out at once when the outlet takes them. Plain Java, used by
 * one thread.
 */
@NullMarked
package dev.bourse.data.batch;

import org.jspecify.annotations.NullMarked;
