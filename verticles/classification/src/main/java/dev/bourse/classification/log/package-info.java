/** The record of what engines saw and said: signals flow in from event loops, lines of a rotating file flow out. */
@NullMarked
package dev.bourse.classification.log;

import org.jspecify.annotations.NullMarked;
