/**
 * The exchange's trades as ticks: outputs of the exchange's core flow in by number, its listing is followed, and each
 * match flows out as one tick of an instrument of the analysis.
 */
@NullMarked
package dev.bourse.data.exchange;

import org.jspecify.annotations.NullMarked;
