/**
 * Takes the exchange core's whole state out and puts it back. The core's parts write themselves to a
 * {@link dev.bourse.exchange.snapshot.StateWriter} and read themselves from a
 * {@link dev.bourse.exchange.snapshot.StateReader}; behind these stand a stream with version and checksums, or a hash
 * of the state.
 */
@NullMarked
package dev.bourse.exchange.snapshot;

import org.jspecify.annotations.NullMarked;
