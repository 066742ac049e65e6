package dev.bourse.standalone.chaos;

import dev.bourse.shared.bus.Stage;
import dev.bourse.shared.cluster.Node;
import dev.bourse.shared.instrument.Instrument;
import dev.bourse.shared.log.LogSlice;
import dev.bourse.shared.message.Batch;
import dev.bourse.shared.message.BatchCodec;
import dev.bourse.shared.message.BatchHeader;
import dev.bourse.shared.message.Signal;
import dev.bourse.shared.message.SignalBatch;
import dev.bourse.shared.message.StateBatch;
import io.vertx.core.Future;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A member of the cluster that hears every signal and counts each once, by partition and sequence. What comes again and
 * what has to be fetched from the log is counted; states are only listened to, for how long there are none. Everything
 * happens on one context; figures may be read by any thread.
 */
final class Observer {
    private final Node node;
    private final Stream[] signals;
    private final Silence[] states;
    private final @Nullable BatchHeader[] newest;
    private final Map<String, LongList> rows = new TreeMap<>();
    private long count;
    private long index;

    /** What came of one partition's signals. */
    private static final class Stream {
        private long epoch;
        private long applied;
        /** The newest batch that came by the bus; the log may be ahead of it. */
        private long live;

        private long repeated;
        private long stale;
        private long gaps;
        private long missing;
        private boolean reading;
        private boolean readAgain;
    }

    private Observer(Node node) {
        this.node = node;
        int partitions = node.partitions().count();
        signals = new Stream[partitions];
        states = new Silence[partitions];
        newest = new BatchHeader[partitions];
        for (int partition = 0; partition < partitions; partition++) {
            signals[partition] = new Stream();
            states[partition] = new Silence();
        }
    }

    /**
     * What an observer has seen.
     *
     * @param signals how many, without those of the index
     * @param index signals of the index, which {@code analyse} does not make
     * @param repeated batches that came by the bus again, and not from a former owner
     * @param stale batches from a former owner
     * @param gaps times that batches had to be fetched from the log
     * @param missing batches that nobody had any more
     */
    record Count(long signals, long index, long repeated, long stale, long gaps, long missing) {}

    /** Starts to listen; completes when batches from anywhere in the cluster come here. */
    static Future<Observer> on(Node node) {
        Observer observer = new Observer(node);
        List<Future<Void>> registered = new ArrayList<>();
        for (int number = 0; number < observer.signals.length; number++) {
            int partition = number;
            registered.add(node.vertx()
                    .eventBus()
                    .<SignalBatch>consumer(
                            Stage.SIGNALS.address(partition), message -> observer.heard(partition, message.body()))
                    .completion());
            registered.add(node.vertx()
                    .eventBus()
                    .<StateBatch>consumer(
                            Stage.STATES.address(partition),
                            message -> observer.alive(partition, message.body().header()))
                    .completion());
        }
        node.vertx().setPeriodic(1_000, late -> observer.readAll());
        return Future.all(registered).map(observer);
    }

    synchronized Count count() {
        long repeated = 0;
        long stale = 0;
        long gaps = 0;
        long missing = 0;
        for (Stream stream : signals) {
            repeated += stream.repeated;
            stale += stream.stale;
            gaps += stream.gaps;
            missing += stream.missing;
        }
        return new Count(count, index, repeated, stale, gaps, missing);
    }

    /** The marks of each symbol's signals so far. */
    synchronized Map<String, LongList> rows() {
        return new TreeMap<>(rows);
    }

    /**
     * The longest that any partition's states were silent around or after a moment, in milliseconds; silence that goes
     * on counts until now.
     */
    long longestSilenceSince(long millis) {
        long longest = 0;
        long now = node.clock().millis();
        for (Silence silence : states) {
            longest = Math.max(longest, silence.longestSince(millis, now));
        }
        return longest;
    }

    /** How long the partition has been silent that has been for the longest. */
    long longestSilenceNow() {
        long now = node.clock().millis();
        long longest = 0;
        for (Silence silence : states) {
            longest = Math.max(longest, silence.now(now));
        }
        return longest;
    }

    /** One that came before says nothing new. */
    private void alive(int partition, BatchHeader header) {
        BatchHeader before = newest[partition];
        if (before == null || before.epoch() != header.epoch() || before.sequence() != header.sequence()) {
            newest[partition] = header;
            states[partition].sign(node.clock().millis());
        }
    }

    private synchronized void heard(int partition, SignalBatch batch) {
        Stream stream = signals[partition];
        long epoch = batch.header().epoch();
        long sequence = batch.header().sequence();
        if (epoch < stream.epoch) {
            stream.stale++;
            return;
        }
        stream.epoch = epoch;
        if (sequence <= stream.live) {
            stream.repeated++;
            return;
        }
        stream.live = sequence;
        if (sequence > stream.applied + 1) {
            stream.gaps++;
            read(partition, stream);
        } else if (sequence == stream.applied + 1 && !stream.reading) {
            apply(stream, batch);
        }
    }

    private void apply(Stream stream, SignalBatch batch) {
        stream.applied = batch.header().sequence();
        for (Signal signal : batch.signals()) {
            if (signal.symbol().equals(Instrument.INDEX)) {
                index++;
            } else {
                count++;
                rows.computeIfAbsent(signal.symbol(), symbol -> new LongList())
                        .add(SignalRow.mark(SignalRow.of(signal)));
            }
        }
    }

    /** The newest batches of a partition may have been lost with nothing after them to show it. */
    private synchronized void readAll() {
        for (int partition = 0; partition < signals.length; partition++) {
            read(partition, signals[partition]);
        }
    }

    private void read(int partition, Stream stream) {
        if (stream.reading) {
            stream.readAgain = true;
            return;
        }
        stream.reading = true;
        stream.readAgain = false;
        node.logs().signals().read(partition, stream.applied).onComplete(read -> {
            synchronized (this) {
                stream.reading = false;
                if (read.succeeded()) {
                    take(stream, read.result());
                    if (stream.readAgain || read.result().last() > stream.applied) {
                        read(partition, stream);
                    }
                }
            }
        });
    }

    private void take(Stream stream, LogSlice slice) {
        long missing = slice.missing(stream.applied);
        if (missing > 0) {
            stream.missing += missing;
            stream.applied += missing;
        }
        slice.entries().forEach(entry -> {
            Batch batch = BatchCodec.decode(ByteBuffer.wrap(entry.batch()));
            if (entry.sequence() == stream.applied + 1 && batch instanceof SignalBatch further) {
                stream.epoch = Math.max(stream.epoch, further.header().epoch());
                apply(stream, further);
            }
        });
    }
}
