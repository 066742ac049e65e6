/** The replica's thread: outputs and questions flow in, answers flow out. */
@NullMarked
package dev.bourse.analytics.reader;

import org.jspecify.annotations.NullMarked;
