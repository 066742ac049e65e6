/** Second JVMs and other processes that a benchmark starts beside itself. They end with it. */
@NullMarked
package dev.bourse.bench.process;

import org.jspecify.annotations.NullMarked;
