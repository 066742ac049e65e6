@NullMarked
package dev.bourse.state.arithmetic;

import org.jspecify.annotations.NullMarked;
