/** Ticks made from a seed, the same for everyone who asks. A partition's number flows in, its ticks flow out. */
@NullMarked
package dev.bourse.bench.tick;

import org.jspecify.annotations.NullMarked;
