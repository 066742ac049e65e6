@NullMarked
package dev.bourse.state.bar;

import org.jspecify.annotations.NullMarked;
