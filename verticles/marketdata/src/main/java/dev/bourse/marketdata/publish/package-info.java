/**
 * The hand-over from the thread that keeps the market to whoever serves clients: copies that never change, newest over
 * older ones, and trades in batches.
 */
@NullMarked
package dev.bourse.marketdata.publish;

import org.jspecify.annotations.NullMarked;
