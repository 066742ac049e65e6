/**
 * The side of the web group that is in the cluster: observes states and signals of all partitions, and asks their
 * owners. Batches and answers flow in, and on to the intake and the requests that wait.
 */
@NullMarked
package dev.bourse.web.observe;

import org.jspecify.annotations.NullMarked;
