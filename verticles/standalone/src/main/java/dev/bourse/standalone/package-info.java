/**
 * All of Bourse in one process: the groups beside each other on one node that is alone. Settings flow in; a page to
 * look at flows out. The tools that work on files without a cluster are here too.
 */
@NullMarked
package dev.bourse.standalone;

import org.jspecify.annotations.NullMarked;
