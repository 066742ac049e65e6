package dev.bourse.shared.bus;

import dev.bourse.shared.flow.InboundSequence;
import dev.bourse.shared.flow.InboundSequence.Verdict;
import dev.bourse.shared.message.Batch;
import io.vertx.core.Vertx;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a log from the last applied batch on until there is no more. It reads the next slice when the last one has been
 * dealt with, so that memory stays flat however far it is behind. Used on the receiver's context.
 */
final class CatchUp<B extends Batch> {
    private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);
    private static final long RETRY_MILLIS = 100;

    private final Vertx vertx;
    private final Stage stage;
    private final int partition;
    private final BatchSource<B> log;
    private final InboundSequence sequence;
    private final FlowCounters counters;
    private final Consumer<B> handler;
    private volatile boolean done;
    private volatile long newest;
    private volatile long lost;
    private Runnable finished = () -> {};
    private boolean busy;
    private boolean again;
    private boolean fromOldest;
    private long wantedUpTo;
    private boolean closed;
    private long dealtWith;

    CatchUp(
            Vertx vertx,
            Stage stage,
            int partition,
            BatchSource<B> log,
            InboundSequence sequence,
            FlowCounters counters,
            Consumer<B> handler) {
        this.vertx = vertx;
        this.stage = stage;
        this.partition = partition;
        this.log = log;
        this.sequence = sequence;
        this.counters = counters;
        this.handler = handler;
        this.dealtWith = sequence.applied();
    }

    /** Whether the log was read to its end, and nothing was missing since. Safe for all threads. */
    boolean done() {
        return done;
    }

    /** Called each time all has been dealt with that was missing. */
    void handler(Runnable handler) {
        finished = handler;
    }

    /** The newest batch that the log is known to have. Safe for all threads. */
    long newest() {
        return newest;
    }

    /** Batches that the log had forgotten before they were read. Safe for all threads. */
    long lost() {
        return lost;
    }

    /** The next batch came live, so nothing is missing before it. */
    void live() {
        if (!busy && !done && wantedUpTo <= sequence.applied() && dealtWith >= sequence.applied() - 1) {
            finish();
        }
    }

    /** Begins with the oldest batch that there is; what was before it is not missed. */
    void startFromOldest() {
        fromOldest = true;
        wanted();
    }

    /** Everything up to that batch should be there. */
    void wanted(long upTo) {
        wantedUpTo = Math.max(wantedUpTo, upTo);
        wanted();
    }

    /** Something is missing, or may be. */
    void wanted() {
        done = false;
        if (busy) {
            again = true;
        } else {
            read();
        }
    }

    /** Everything up to there has been dealt with. */
    void dealtWith(long upTo) {
        dealtWith = upTo;
        if (!done && !busy) {
            read();
        }
    }

    void close() {
        closed = true;
    }

    private void read() {
        if (closed || dealtWith < sequence.applied()) {
            return;
        }
        busy = true;
        again = false;
        log.read(sequence.applied()).onComplete(this::arrived, this::failed);
    }

    private void arrived(BatchSource.Slice<B> slice) {
        if (closed) {
            return;
        }
        passOver(slice.first());
        newest = slice.last();
        for (B batch : slice.batches()) {
            if (sequence.receiveLogged(batch.header().sequence()) == Verdict.APPLY) {
                handler.accept(batch);
            }
        }
        busy = false;
        if (!again && slice.last() <= sequence.applied() && dealtWith >= sequence.applied()) {
            // All that was sent is in the log, unless the log itself is gone.
            passOver(Math.max(slice.first(), wantedUpTo + 1));
            finish();
        } else {
            read();
        }
    }

    private void passOver(long first) {
        long missing = sequence.passOver(first);
        if (missing > 0) {
            dealtWith = Math.max(dealtWith, sequence.applied());
            if (!fromOldest) {
                long all = lost + missing;
                lost = all;
                counters.lost(stage, missing);
                LOG.error("{} batches before {} of {} are gone", missing, first, stage.address(partition));
            }
        }
        fromOldest = false;
    }

    private void finish() {
        done = true;
        finished.run();
    }

    private void failed(Throwable failure) {
        LOG.warn("the log of {} was not read; it is tried again", stage.address(partition), failure);
        vertx.setTimer(RETRY_MILLIS + ThreadLocalRandom.current().nextLong(RETRY_MILLIS), timer -> {
            busy = false;
            read();
        });
    }
}
