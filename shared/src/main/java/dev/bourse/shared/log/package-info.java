/**
 * What a partition's owner has sent, kept until its receivers need it no more: the replay log and checkpoints. A log
 * numbers without gaps over all owners, refuses owners that were succeeded, and is bounded in bytes. Plain Java; the
 * cluster package keeps logs and checkpoints in the cluster.
 */
@NullMarked
package dev.bourse.shared.log;

import org.jspecify.annotations.NullMarked;
