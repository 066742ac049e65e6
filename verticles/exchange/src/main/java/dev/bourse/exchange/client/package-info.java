/**
 * Sends commands to the sequencer and brings their answers back, each exactly once: commands flow in, answers flow out,
 * or that the outcome is not known within the time that was stated. Finds the leader, sends unanswered commands again
 * after a failover, and pushes back when too many are unanswered.
 */
@NullMarked
package dev.bourse.exchange.client;

import org.jspecify.annotations.NullMarked;
