package dev.bourse.gateway.port;

import dev.bourse.gateway.order.Answer;
import io.vertx.core.Future;

/** Takes commands. */
public interface Exchange {
    /**
     * Sends a command and gives what it caused, once that is committed by the exchange's majority. Never blocks; called
     * on an event loop, completes on any thread. Fails with {@link ExchangeFailure}.
     *
     * @param command an SBE message of the core's schema, with its header
     */
    Future<Answer> submit(byte[] command);
}
