/** What the cluster is like, as tables for a person. The answer of one process flows in; lines of text flow out. */
@NullMarked
package dev.bourse.standalone.status;

import org.jspecify.annotations.NullMarked;
