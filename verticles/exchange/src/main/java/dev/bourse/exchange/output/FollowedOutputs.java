package dev.bourse.exchange.output;

import dev.bourse.exchange.world.World;

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
     * @throws OtherExchangeException if these are another exchange's outputs than those before
     */
    int poll(OutputConsumer consumer);

    /** The log's time as of the last that was handed over, microseconds; 0 before the first. */
    long time();

    /**
     * The number behind the last output that was heard of over the present way, whether it was wanted or not; 0 before
     * anything was. Where it stays below the wanted number, this exchange has not even the output before that.
     */
    default long end() {
        return 0;
    }

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

        /** The same over ways that break, one after another. */
        default FollowedOutputs lasting(long from) {
            return new LastingOutputs(this, from);
        }

        /**
         * The newest state of the exchange behind which outputs are still there; may block for as long as it takes to
         * copy it. To be told on the thread that asked.
         *
         * @throws RuntimeException if there is none at the moment
         */
        default World world() {
            throw new IllegalStateException("this way to the exchange has no state of it to begin with");
        }
    }
}
