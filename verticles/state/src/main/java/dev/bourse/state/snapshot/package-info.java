/** The bytes of a saved state. Whoever has state writes its numbers in order and reads them back in the same order. */
@NullMarked
package dev.bourse.state.snapshot;

import org.jspecify.annotations.NullMarked;
