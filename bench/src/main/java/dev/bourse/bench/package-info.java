/** The door to the benchmarks: names flow in, measurements flow out on the standard output. */
@NullMarked
package dev.bourse.bench;

import org.jspecify.annotations.NullMarked;
