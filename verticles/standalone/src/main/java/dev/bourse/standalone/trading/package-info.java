/**
 * The exchange inside the process of {@code ./bourse run}: its one node and, in the order in which they need each
 * other, all that stands around it. Settings flow in; what flows between the stages is theirs.
 */
@NullMarked
package dev.bourse.standalone.trading;

import org.jspecify.annotations.NullMarked;
