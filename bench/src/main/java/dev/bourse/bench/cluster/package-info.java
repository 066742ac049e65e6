/** Measures the analysis as it is run: a process for each group, with the replay log and one backup. */
@NullMarked
package dev.bourse.bench.cluster;

import org.jspecify.annotations.NullMarked;
