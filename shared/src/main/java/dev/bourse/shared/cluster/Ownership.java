package dev.bourse.shared.cluster;

import io.vertx.core.Future;
import java.util.Map;

/**
 * Spreads each group's partitions over the live processes that registered for the group. Every process computes the
 * same owner by rendezvous hashing, and holds a partition by a lease with an epoch in a Hazelcast map. Safe for all
 * threads.
 */
public interface Ownership {
    /**
     * Takes part in a group: from now on this process gets its share of the group's partitions. The future completes
     * when the process is known to the others; the partitions come after that. Once for each group in a process.
     */
    Future<Void> register(String group, PartitionOwner owner);

    /** The partitions of a group that this process holds now, with their epochs. */
    Map<Integer, Long> held(String group);

    /**
     * Takes part in no group any more: releases all partitions, one after the other hands each over. Completes when the
     * last one is given back.
     */
    Future<Void> leave();
}
