/**
 * The state of one instrument in event time: last ticks, averages, session, lookbacks. Its ticks flow in one by one,
 * state records flow out.
 */
@NullMarked
package dev.bourse.state.instrument;

import org.jspecify.annotations.NullMarked;
