/**
 * What an engine is: loaded once from a payload, it gives a rule for each instrument, and the rule judges states.
 * Whoever writes an engine needs this package only.
 */
@NullMarked
package dev.bourse.classification.engine;

import org.jspecify.annotations.NullMarked;
