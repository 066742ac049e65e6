/**
 * The record of what engines saw and said: lines flow in from event loops, a rotating file is written on a thread of
 * its own.
 */
@NullMarked
package dev.bourse.classification.log;

import org.jspecify.annotations.NullMarked;
