/**
 * Sends and receives batches over the clustered event bus by the rules of the flow package: registers codecs,
 * acknowledges, sends again after a gap.
 */
@NullMarked
package dev.bourse.shared.bus;

import org.jspecify.annotations.NullMarked;
