/**
 * The event bus beside message queues that others use, between two processes. Messages flow from this process to one
 * that it starts; what they cost flows out.
 */
@NullMarked
package dev.bourse.bench.bus;

import org.jspecify.annotations.NullMarked;
