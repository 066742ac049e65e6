/**
 * Simulated participants: market makers, trend followers and noise traders who trade listed stocks as users of the
 * gateway, over its REST and WebSocket as anybody else. What happens to their orders flows in, orders flow out.
 */
@NullMarked
package dev.bourse.standalone.participants;

import org.jspecify.annotations.NullMarked;
