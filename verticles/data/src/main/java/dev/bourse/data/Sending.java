package dev.bourse.data;

import dev.bourse.data.batch.Outlet;
import io.vertx.core.Future;

/** What sends one partition's batches. Used on the data verticle's context. */
interface Sending extends Outlet {
    /** Completes once receivers anywhere in the cluster can reach it. */
    Future<Void> registered();

    /** True where nothing is under way. */
    boolean idle();

    /** What is kept of its batches for successors, in bytes. */
    long bytes();

    /** How many of its batches are kept for successors, as of the last look. */
    long entries();

    /** Finds out anew what is kept. */
    void look();

    /** Sends no more, whatever is still under way. */
    Future<Void> close();
}
