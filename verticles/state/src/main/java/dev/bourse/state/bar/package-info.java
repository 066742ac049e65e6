/**
 * Bars of open, high, low, close, volume and trades over calendar periods of one time zone. Ticks flow in, in any order
 * within the lateness; bars are read out.
 */
@NullMarked
package dev.bourse.state.bar;

import org.jspecify.annotations.NullMarked;
