package dev.bourse.bench.core;

import dev.bourse.exchange.core.ExchangeCore;
import dev.bourse.exchange.core.OutputConsumer;
import org.agrona.DirectBuffer;

/** The exchange core on the calling thread; commands may be read ahead in batches, as a service gets them. */
final class BourseCore extends OneThread implements OutputConsumer {
    private final int batch;
    private final int expectedOrders;
    private ExchangeCore core = new ExchangeCore(64);
    private long bytes;

    /** A batch of 1 does not read ahead; a core's tables start with room for the expected open orders. */
    BourseCore(int batch, int expectedOrders) {
        this.expectedOrders = expectedOrders;
        this.batch = batch;
    }

    @Override
    public String name() {
        return batch == 1 ? "bourse" : "bourse, batch " + batch;
    }

    ExchangeCore core() {
        return core;
    }

    @Override
    void prepare(CommandStream stream) {
        core = new ExchangeCore(expectedOrders);
        bytes = 0;

        apply(stream, 0, stream.timedFrom());
    }

    @Override
    void run(CommandStream stream, int from, int to) {
        if (batch == 1) {
            apply(stream, from, to);
            return;
        }
        for (int first = from; first < to; first += batch) {
            int end = Math.min(to, first + batch);
            for (int i = first; i < end; i++) {
                core.readAhead(stream.buffer(i), stream.offset(i), stream.length(i));
            }
            core.readFurtherAhead();
            apply(stream, first, end);
        }
    }

    private void apply(CommandStream stream, int from, int to) {
        for (int i = from; i < to; i++) {
            core.apply(stream.buffer(i), stream.offset(i), stream.length(i), stream.timestamp(i), this);
        }
    }

    @Override
    public void onOutput(DirectBuffer buffer, int offset, int length) {
        bytes += length;
    }

    @Override
    public String outcome() {
        return "outputs %,d, %,d bytes, state %016x".formatted(core.outputNumber(), bytes, core.stateHash());
    }
}
