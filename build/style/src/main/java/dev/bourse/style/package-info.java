/**
 * Holds every Java source of the tree to one format and one short list of rules. In flow the files below the root; out
 * flow findings, one line each, or the files rewritten by the formatter.
 */
@NullMarked
package dev.bourse.style;

import org.jspecify.annotations.NullMarked;
