/**
 * What is told to a caller whose request is refused: one form for REST and WebSocket. Faults flow in as exceptions,
 * problem details with a stable code and the field at fault flow out.
 */
@NullMarked
package dev.bourse.gateway.problem;

import org.jspecify.annotations.NullMarked;
