/**
 * Analysis of a recorded file without a cluster: the state and engine cores that the groups run, over the file's ticks
 * in their order. A file flows in; bars, states and signals flow out as CSV, the same bytes for any number of
 * partitions.
 */
@NullMarked
package dev.bourse.standalone.analyse;

import org.jspecify.annotations.NullMarked;
