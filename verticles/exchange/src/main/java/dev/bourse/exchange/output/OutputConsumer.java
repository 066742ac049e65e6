package dev.bourse.exchange.output;

import org.agrona.DirectBuffer;

/** Takes outputs in the order of their numbers, each exactly once, on the thread that polls. */
@FunctionalInterface
public interface OutputConsumer {
    /**
     * Hands over one SBE message of the core with its header.
     *
     * @param number the output's; one more than that of the output before
     */
    void onOutput(long number, DirectBuffer buffer, int offset, int length);
}
