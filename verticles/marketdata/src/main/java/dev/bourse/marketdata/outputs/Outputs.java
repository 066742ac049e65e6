package dev.bourse.marketdata.outputs;

import org.agrona.DirectBuffer;

/** The exchange's outputs from number 1 on, each exactly once and in order. One thread. */
public interface Outputs extends AutoCloseable {
    /**
     * Hands over what has come, at most some hundred outputs.
     *
     * @return how many; 0 where there is nothing more at present
     */
    int poll(Taker taker);

    /** Where they are read, or why not, for a person. */
    String state();

    @Override
    void close();

    /** Takes an output. */
    @FunctionalInterface
    interface Taker {
        /** One SBE message of the core with its header. */
        void onOutput(DirectBuffer buffer, int offset, int length);
    }
}
