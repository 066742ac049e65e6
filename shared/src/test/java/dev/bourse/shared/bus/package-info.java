@NullMarked
package dev.bourse.shared.bus;

import org.jspecify.annotations.NullMarked;
