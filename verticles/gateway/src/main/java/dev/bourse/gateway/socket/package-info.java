/**
 * WebSocket: the desk's calls without a connection for each, and the events of an account as they happen. Messages of a
 * client flow in; answers, events from any sequence on, and a word to whoever is too slow flow out.
 */
@NullMarked
package dev.bourse.gateway.socket;

import org.jspecify.annotations.NullMarked;
