/**
 * The state of the exchange after an output: what there is, who has what, and which orders are open. The core's state
 * flows in; whoever follows the outputs and cannot read them from the first on begins with it.
 */
@NullMarked
package dev.bourse.exchange.world;

import org.jspecify.annotations.NullMarked;
