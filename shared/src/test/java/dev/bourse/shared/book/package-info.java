@NullMarked
package dev.bourse.shared.book;

import org.jspecify.annotations.NullMarked;
