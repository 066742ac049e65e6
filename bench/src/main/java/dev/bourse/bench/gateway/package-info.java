/**
 * Measures the gateway as clients see it, by REST and by WebSocket, beside a server of the same stack that answers at
 * once; and what attacks cost the others.
 */
@NullMarked
package dev.bourse.bench.gateway;

import org.jspecify.annotations.NullMarked;
