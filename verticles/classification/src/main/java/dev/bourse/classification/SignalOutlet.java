package dev.bourse.classification;

import dev.bourse.classification.checkpoint.SignalNote;
import dev.bourse.shared.bus.BatchPublisher;
import dev.bourse.shared.cluster.ReplayLog;
import dev.bourse.shared.log.AppendResult;
import dev.bourse.shared.log.LogEntry;
import dev.bourse.shared.message.BatchCodec;
import dev.bourse.shared.message.SignalBatch;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives out one partition's batches of signals: first into the log, then on the bus, in one order. While an append is
 * under way what comes waits, and goes with the next one; the state stage's window bounds how much that is. Used on the
 * partition's context.
 */
final class SignalOutlet {
    private static final Logger LOG = LoggerFactory.getLogger(SignalOutlet.class);
    private static final long RETRY_MILLIS = 50;

    private final Vertx vertx;
    private final int partition;
    private final long epoch;
    private final ReplayLog log;
    private final BatchPublisher<SignalBatch> publisher;
    private final Consumer<SignalBatch> given;
    private final Runnable fenced;
    private final ArrayDeque<Item> waiting = new ArrayDeque<>();
    private boolean appending;
    private boolean ended;

    /** @param batch null where there is only something to do when all before it is out */
    private record Item(@Nullable SignalBatch batch, SignalNote note, Runnable then) {}

    /**
     * @param given called with each batch just before it is published
     * @param fenced called where another process has taken the partition over
     */
    SignalOutlet(
            Vertx vertx,
            int partition,
            long epoch,
            ReplayLog log,
            BatchPublisher<SignalBatch> publisher,
            Consumer<SignalBatch> given,
            Runnable fenced) {
        this.vertx = vertx;
        this.partition = partition;
        this.epoch = epoch;
        this.log = log;
        this.publisher = publisher;
        this.given = given;
        this.fenced = fenced;
    }

    /** Gives the batch out, and then does that. */
    void add(SignalBatch batch, SignalNote note, Runnable then) {
        waiting.add(new Item(batch, note, then));
        drain();
    }

    /** Does that when all that was added before is out. */
    void after(Runnable then) {
        waiting.add(new Item(null, SignalNote.NONE, then));
        drain();
    }

    /** Gives out nothing any more. */
    void end() {
        ended = true;
        waiting.clear();
    }

    private void drain() {
        while (!ended && !appending && !waiting.isEmpty()) {
            if (waiting.element().batch() == null || !log.keeps()) {
                give(waiting.remove());
            } else {
                append(List.copyOf(waiting));
            }
        }
    }

    private void give(Item item) {
        if (item.batch() != null) {
            given.accept(item.batch());
            publisher.publish(item.batch());
        }
        item.then().run();
    }

    private void append(List<Item> items) {
        appending = true;
        List<LogEntry> entries = new ArrayList<>(items.size());
        for (Item item : items) {
            SignalBatch batch = item.batch();
            if (batch != null) {
                entries.add(new LogEntry(
                        batch.header().sequence(),
                        BatchCodec.encode(batch),
                        item.note().bytes()));
            }
        }
        append(items, entries);
    }

    private void append(List<Item> items, List<LogEntry> entries) {
        if (ended) {
            return;
        }
        log.append(partition, epoch, entries, Optional.empty())
                .onComplete(result -> appended(items, entries, result), failure -> {
                    LOG.warn("signals of partition {} did not enter the log; it is tried again", partition, failure);
                    again(items, entries);
                });
    }

    private void appended(List<Item> items, List<LogEntry> entries, AppendResult result) {
        if (ended) {
            return;
        }
        switch (result.outcome()) {
            case APPENDED -> {
                for (int i = 0; i < items.size() && !ended; i++) {
                    give(waiting.remove());
                }
                appending = false;
                drain();
            }
            case FENCED -> fenced.run();
            case FULL, OUT_OF_ORDER -> {
                LOG.error("signals of partition {} do not enter the log: {}", partition, result);
                again(items, entries);
            }
        }
    }

    private void again(List<Item> items, List<LogEntry> entries) {
        vertx.setTimer(
                RETRY_MILLIS + ThreadLocalRandom.current().nextLong(RETRY_MILLIS), timer -> append(items, entries));
    }
}
