/**
 * The rules that keep a stream of batches whole: a bounded window of unacknowledged batches at the sender, epoch and
 * sequence checks at the receiver. Plain Java; the bus package wires it.
 */
@NullMarked
package dev.bourse.shared.flow;

import org.jspecify.annotations.NullMarked;
