/**
 * One process as a member of the cluster: the clustered Vert.x on Hazelcast that {@code cluster.xml} describes, who
 * owns which partition, and the instruments that all members share. Settings flow in; a
 * {@link dev.bourse.shared.cluster.Node} with all of it flows out. What decides is plain Java; what talks to Hazelcast
 * only wires.
 */
@NullMarked
package dev.bourse.shared.cluster;

import org.jspecify.annotations.NullMarked;
