package dev.bourse.exchange.core;

import org.agrona.DirectBuffer;

/** Takes the outputs of the core, in order, on its thread, before the command that caused them returns. */
@FunctionalInterface
public interface OutputConsumer {
    /** Hands over one SBE message with its header. The bytes are valid during the call only. */
    void onOutput(DirectBuffer buffer, int offset, int length);
}
