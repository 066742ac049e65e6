package dev.bourse.gateway.port;

import dev.bourse.exchange.follow.OutputFollower;
import dev.bourse.exchange.follow.Start;
import org.agrona.DirectBuffer;

/** The exchange's outputs by number, gap-free and each once. */
public interface Outputs extends AutoCloseable {
    /**
     * Tells the follower where it starts and hands over all outputs behind that, also those to come, until it is
     * closed.
     */
    void follow(OutputFollower follower);

    @Override
    void close();

    /** Makes a model of outputs, on a context; an {@link OutputQueue} brings them there. */
    interface Consumer {
        /**
         * Outputs come from here on: at the first start, and again where outputs were lost for good. Called on the
         * reader's own thread, on which a fresh model is filled.
         *
         * @return what puts the fresh model in its place, to be called in order with the outputs
         */
        Runnable begin(Start start);

        /**
         * Takes the next output.
         *
         * @param number the output's; one more than that of the output before
         * @param buffer holds an SBE message with its header, during the call only
         */
        void onOutput(long number, DirectBuffer buffer, int offset, int length);

        /** No output comes any more, for good: what is known is of another exchange, say. */
        void onEnd(RuntimeException why);
    }
}
