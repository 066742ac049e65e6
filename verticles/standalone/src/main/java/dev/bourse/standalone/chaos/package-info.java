/**
 * The failure suite: real processes on this machine are killed, frozen, cut off and replaced while a file with a known
 * answer goes through them. Scenarios flow in; what the cluster made of the file, compared with what {@code analyse}
 * makes of it, flows out.
 */
@NullMarked
package dev.bourse.standalone.chaos;

import org.jspecify.annotations.NullMarked;
