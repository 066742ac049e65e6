/**
 * Universe files: lines of text flow in, drafts of instruments flow out, with every refused line counted and reported.
 * Plain Java.
 */
@NullMarked
package dev.bourse.data.universe;

import org.jspecify.annotations.NullMarked;
