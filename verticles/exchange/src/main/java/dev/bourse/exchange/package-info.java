/** The exchange's tools: what a person runs of it from the command line. */
@NullMarked
package dev.bourse.exchange;

import org.jspecify.annotations.NullMarked;
