/**
 * The exchange as a service of an Aeron Cluster: the cluster's log orders the commands and is the journal, every node
 * applies them to a core of its own, answers go to clients, numbered outputs to a recording on each node. Settings flow
 * in, a running {@link dev.bourse.exchange.sequencer.SequencerNode} flows out; it knows neither Vert.x nor Hazelcast.
 */
@NullMarked
package dev.bourse.exchange.sequencer;

import org.jspecify.annotations.NullMarked;
