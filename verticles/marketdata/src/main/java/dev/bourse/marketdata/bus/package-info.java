/**
 * Market data on the event bus, for other groups: questions as REST has them flow in, the same documents flow out; what
 * changes is published.
 */
@NullMarked
package dev.bourse.marketdata.bus;

import org.jspecify.annotations.NullMarked;
