@NullMarked
package dev.bourse.state.instrument;

import org.jspecify.annotations.NullMarked;
