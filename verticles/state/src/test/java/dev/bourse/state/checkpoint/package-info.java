@NullMarked
package dev.bourse.state.checkpoint;

import org.jspecify.annotations.NullMarked;
