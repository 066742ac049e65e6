/**
 * How a reader of the exchange's outputs keeps its model over its own end and over the deletion of old outputs:
 * snapshots of the model in a folder, a start from the newest that can be used and belongs to this exchange, else from
 * output 1, else from the state of the exchange itself. Outputs flow in and out; starts flow out.
 */
@NullMarked
package dev.bourse.exchange.follow;

import org.jspecify.annotations.NullMarked;
