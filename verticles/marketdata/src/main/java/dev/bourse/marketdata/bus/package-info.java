/**
 * Market data on the event bus, for other groups: questions as REST has them and words of what is watched flow in, the
 * same documents and the books that are watched flow out.
 */
@NullMarked
package dev.bourse.marketdata.bus;

import org.jspecify.annotations.NullMarked;
