/**
 * Candles on disk: an append-only file for each instrument and period, each record with a checksum. Complete candles
 * flow in, candles older than what memory holds flow out.
 */
@NullMarked
package dev.bourse.marketdata.archive;

import org.jspecify.annotations.NullMarked;
