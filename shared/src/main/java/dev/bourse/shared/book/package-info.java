/** What those who make order books and those who show them have in common. */
@NullMarked
package dev.bourse.shared.book;

import org.jspecify.annotations.NullMarked;
