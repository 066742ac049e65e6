package dev.bourse.shared.cluster;

import io.vertx.core.Future;

/**
 * What a group does when partitions come and go. Calls for one partition never overlap: the future of one is completed
 * before the next is made. They come on the context that registered the owner.
 */
public interface PartitionOwner {
    /**
     * This process owns the partition from now on. The partition counts as held when the future succeeds; if it fails,
     * the lease is given back and tried again later.
     *
     * @param epoch the term of this ownership, above that of every earlier owner of the partition in this group
     */
    Future<Void> acquire(int partition, long epoch);

    /**
     * Stop working for the partition and drain what is under way. The next owner starts when the future completes,
     * whether it succeeds or fails.
     */
    Future<Void> release(int partition);
}
