@NullMarked
package dev.bourse.state.index;

import org.jspecify.annotations.NullMarked;
