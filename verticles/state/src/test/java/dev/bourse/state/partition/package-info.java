@NullMarked
package dev.bourse.state.partition;

import org.jspecify.annotations.NullMarked;
