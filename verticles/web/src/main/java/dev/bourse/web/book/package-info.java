/**
 * The order books that somebody looks at. Snapshots and numbered changes flow in, books that never change flow out, so
 * that a client is told the difference from the one that it was told last. Plain Java.
 */
@NullMarked
package dev.bourse.web.book;

import org.jspecify.annotations.NullMarked;
