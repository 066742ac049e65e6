package dev.bourse.exchange.sequencer;

import io.aeron.cluster.service.Cluster;
import org.agrona.DirectBuffer;

/** Takes the batches of outputs of the service, on its thread. */
public interface OutputSink extends AutoCloseable {
    /** Takes {@code outputs} outputs from number {@code first} on; the buffer is valid during the call only. */
    void onOutputs(long first, int outputs, DirectBuffer buffer, int length);

    /** The number of the last output that was taken. */
    long recorded();

    /** The number of the last output that was recorded before this node started. */
    long recordedBefore();

    /** Returns when all that was taken outlives the process. */
    void settle();

    @Override
    void close();

    /** Opens a sink when the service starts. */
    @FunctionalInterface
    interface Opening {
        /** @param next the number of the next output that the service will give */
        OutputSink open(Cluster cluster, long next);
    }

    /** Drops all: what recording costs is the difference. */
    static OutputSink none() {
        return new OutputSink() {
            private long last;

            @Override
            public void onOutputs(long first, int outputs, DirectBuffer buffer, int length) {
                last = first + outputs - 1;
            }

            @Override
            public long recorded() {
                return last;
            }

            @Override
            public long recordedBefore() {
                return 0;
            }

            @Override
            public void settle() {
                // Nothing is kept.
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
    }
}
