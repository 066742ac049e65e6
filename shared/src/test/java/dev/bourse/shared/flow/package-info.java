@NullMarked
package dev.bourse.shared.flow;

import org.jspecify.annotations.NullMarked;
