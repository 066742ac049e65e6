/**
 * The data group (A1, A2): feeds give ticks, which leave as numbered batches of the partitions that this process owns.
 * Vendors' bytes, files and a generator flow in, {@code ticks.P} flows out.
 */
@NullMarked
package dev.bourse.data;

import org.jspecify.annotations.NullMarked;
