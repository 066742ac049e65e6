/**
 * Classifies states by engines. State batches flow in, signals flow out where an instrument's class changes, and
 * queries for recent signals are answered.
 */
@NullMarked
package dev.bourse.classification;

import org.jspecify.annotations.NullMarked;
