/**
 * The bars of the charts that clients look at, one copy for each instrument and period. Answers of the states' owners
 * flow in, bars that changed since a client's last look flow out. Plain Java.
 */
@NullMarked
package dev.bourse.web.chart;

import org.jspecify.annotations.NullMarked;
