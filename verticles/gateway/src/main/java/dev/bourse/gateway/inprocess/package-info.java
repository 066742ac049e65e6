/**
 * An exchange inside the gateway's own process, for tests and for trying the gateway alone: the core on a thread of its
 * own, without journal and replicas. Commands flow in, answers and outputs flow out, nothing outlives the process.
 */
@NullMarked
package dev.bourse.gateway.inprocess;

import org.jspecify.annotations.NullMarked;
