@NullMarked
package dev.bourse.shared.log;

import org.jspecify.annotations.NullMarked;
