package dev.bourse.gateway.port;

import org.agrona.DirectBuffer;

/** The exchange's outputs by number, gap-free and each once. */
public interface Outputs extends AutoCloseable {
    /**
     * Hands over all outputs from a number on, also those to come, until it is closed.
     *
     * @param from the first that is wanted, 1 or more
     */
    void follow(long from, Consumer consumer);

    @Override
    void close();

    /** Takes outputs. */
    interface Consumer {
        /**
         * Takes the next output. Called on the reader's own thread, which may be made to wait here while there is no
         * room.
         *
         * @param number the output's; one more than that of the output before
         * @param buffer holds an SBE message with its header, during the call only
         */
        void onOutput(long number, DirectBuffer buffer, int offset, int length);

        /** No more outputs come, though the reader was not closed. */
        void onFailure(Throwable failure);
    }
}
