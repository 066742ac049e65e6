/**
 * What the groups say to each other: immutable batches of ticks, states and signals, one partition each, and their
 * versioned binary form.
 */
@NullMarked
package dev.bourse.shared.message;

import org.jspecify.annotations.NullMarked;
