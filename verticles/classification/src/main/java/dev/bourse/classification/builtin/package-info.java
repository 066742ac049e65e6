/** The engines that come with Bourse: range, crossover and reversion, each built from a text payload. */
@NullMarked
package dev.bourse.classification.builtin;

import org.jspecify.annotations.NullMarked;
