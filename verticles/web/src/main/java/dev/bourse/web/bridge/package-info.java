/**
 * The socket of each browser. Messages of the event bus bridge's protocol flow in, of which all but the few that a page
 * needs are denied; answers and frames flow out.
 */
@NullMarked
package dev.bourse.web.bridge;

import org.jspecify.annotations.NullMarked;
