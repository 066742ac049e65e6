package dev.bourse.exchange.output;

/**
 * The exchange's outputs from a number on, in order, each once; so that who reads need not know where from. One thread.
 */
public interface FollowedOutputs extends AutoCloseable {
    /**
     * Hands over what has come; may block for some seconds where a node is gone. What the consumer throws need not come
     * out here.
     *
     * @return how many outputs
     * @throws OutputsGoneException if nobody has the next output any more
     */
    int poll(OutputConsumer consumer);

    /** The log's time as of the last that was handed over, microseconds; 0 before the first. */
    long time();

    /** Where it reads, or why it does not, for a person. */
    String state();

    @Override
    void close();

    /** A way to them. */
    @FunctionalInterface
    interface Source {
        /**
         * The outputs from this number on; may block for some seconds.
         *
         * @throws RuntimeException if there is no way at the moment
         */
        FollowedOutputs open(long from);
    }
}
