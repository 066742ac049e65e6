/**
 * Instruments (what is traded) and the universe of them; scaled decimal numbers. Files and feeds flow in as text,
 * instruments and exact longs flow out.
 */
@NullMarked
package dev.bourse.shared.instrument;

import org.jspecify.annotations.NullMarked;
