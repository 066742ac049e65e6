/**
 * What stands between the log and the core: batches of commands of many clients flow in, the core's outputs and each
 * client's answers flow out. A client numbers its commands; a command that comes again, because its answer was lost
 * with a leader, is recognised and answered again instead of being applied again.
 */
@NullMarked
package dev.bourse.exchange.session;

import org.jspecify.annotations.NullMarked;
