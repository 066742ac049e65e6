/**
 * The page and what guards it. Files of the class path flow in at start, answers with their headers flow out from
 * memory.
 */
@NullMarked
package dev.bourse.web.site;

import org.jspecify.annotations.NullMarked;
