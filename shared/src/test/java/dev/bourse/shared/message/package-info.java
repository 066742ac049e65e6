@NullMarked
package dev.bourse.shared.message;

import org.jspecify.annotations.NullMarked;
