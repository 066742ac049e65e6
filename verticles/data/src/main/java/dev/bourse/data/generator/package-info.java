/**
 * Made-up ticks that look like a market: a universe of instruments, and prices and sizes that follow from a seed and a
 * step alone, so that any process can begin anywhere and gives the same ticks. Seed and time flow in, ticks flow out.
 * Plain Java.
 */
@NullMarked
package dev.bourse.data.generator;

import org.jspecify.annotations.NullMarked;
