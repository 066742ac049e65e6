/**
 * The states of one partition's instruments, with what it counts and how it is saved. Tick batches flow in, state
 * batches flow out; no clock, thread or framework.
 */
@NullMarked
package dev.bourse.state.partition;

import org.jspecify.annotations.NullMarked;
