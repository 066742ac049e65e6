package dev.bourse.state;

import java.util.function.ObjLongConsumer;

/**
 * What a partition's owner begins with.
 *
 * @param epoch the term
 * @param limit the last batch of states that classification has; the partition begins with a checkpoint before it
 * @param startedNanos when the partition was given to this process
 * @param rewinds called with such a limit where the partition must begin again
 */
record StateTerm(long epoch, long limit, long startedNanos, ObjLongConsumer<StateVerticle> rewinds) {}
