/**
 * The gateway: where people and programs reach the exchange. HTTP and WebSocket flow in, commands flow out to the
 * exchange; its answers and outputs flow back to whom they concern.
 */
@NullMarked
package dev.bourse.gateway;

import org.jspecify.annotations.NullMarked;
