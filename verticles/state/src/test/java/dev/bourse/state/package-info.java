@NullMarked
package dev.bourse.state;

import org.jspecify.annotations.NullMarked;
