/**
 * How a partition goes on after its owner has gone: what is written beside each batch in the log, what its successor
 * reads from that, and what an owner does with each answer of the log. Positions and sequences flow in, bytes flow out,
 * and back again. Plain Java, used by one thread.
 */
@NullMarked
package dev.bourse.data.resume;

import org.jspecify.annotations.NullMarked;
