package dev.bourse.data;

import dev.bourse.data.batch.FullPolicy;
import dev.bourse.data.batch.Lanes;
import dev.bourse.data.feed.Feed;
import dev.bourse.data.feed.FeedContext;
import dev.bourse.data.feed.RegistryInstruments;
import dev.bourse.data.resume.Resumption;
import dev.bourse.shared.cluster.Node;
import dev.bourse.shared.cluster.PartitionOwner;
import dev.bourse.shared.telemetry.Health;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Wires feeds to the lanes of the partitions that this process owns, and lanes to the event bus. One in a process. */
final class DataVerticle extends VerticleBase implements PartitionOwner {
    private static final Logger LOG = LoggerFactory.getLogger(DataVerticle.class);
    private static final long HEARTBEAT_MILLIS = 1_000;
    /** At every so many heartbeats the logs are asked how much they hold. */
    private static final int LOOK_BEATS = 5;

    private static final long DRAIN_MILLIS = 2_000;

    private final Node node;
    private final DataOptions options;
    private final LaneMetrics counters;
    private final Lanes lanes;
    private final LogMetrics logMetrics;
    private final LostTicks lostTicks;
    private final Map<Integer, PartitionFeeding> feedings = new ConcurrentHashMap<>();
    private final List<FeedIntake> intakes = new ArrayList<>();
    private final List<FeedMetrics> metrics = new ArrayList<>();
    private volatile @Nullable RejectionFile rejectionFile;
    private long beats;

    DataVerticle(Node node, DataOptions options) {
        this.node = node;
        this.options = options;
        this.counters = new LaneMetrics(node.telemetry());
        this.logMetrics = new LogMetrics(node.telemetry());
        this.lostTicks = new LostTicks(node, logMetrics);
        this.lanes = new Lanes(node.partitions(), () -> context.runOnContext(idle -> flush()));
    }

    @Override
    public Future<?> start() {
        RegistryInstruments instruments = new RegistryInstruments(
                node.instruments(),
                options.addUnknown(),
                options.mostInstruments(),
                node.telemetry().counter("data.symbols.failed", "New symbols that the cluster did not take"));
        Future<Void> started = vertx.executeBlocking(this::openRejections)
                .compose(rejections ->
                        new UniverseSeed(node, options, rejections).seed().map(rejections))
                .compose(rejections -> startFeeds(instruments, rejections));
        node.vertx().setPeriodic(HEARTBEAT_MILLIS, beat -> heartbeat(instruments));
        node.vertx().eventBus().consumer(reportAddress(node), this::answerReport);
        node.telemetry().health().ready("data", () -> ready(instruments));
        counters.gauges(node.telemetry(), feedings);
        node.instruments()
                .onChange((change, universe) -> feedings.values().forEach(feeding -> feeding.follow(universe)));
        return started.compose(all -> node.ownership().register(DataGroup.NAME, this));
    }

    @Override
    public Future<?> stop() {
        return Future.join(options.feeds().stream().map(Feed::stop).toList())
                .eventually(() -> vertx.executeBlocking(this::closeRejections));
    }

    @Override
    public Future<Void> acquire(int partition, long epoch) {
        return node.logs()
                .ticks()
                .open(partition, epoch)
                .compose(head -> lostTicks
                        .after(partition, head)
                        .compose(after -> replay(partition, new Resumption(node.partitions(), head, after))))
                .compose(resumption -> feed(partition, epoch, resumption));
    }

    /** Reads the batches after the mark, for the instruments' sequences. */
    private Future<Resumption> replay(int partition, Resumption resumption) {
        if (resumption.complete()) {
            return Future.succeededFuture(resumption);
        }
        return node.logs().ticks().read(partition, resumption.read()).compose(slice -> {
            slice.entries().forEach(resumption::take);
            return slice.entries().isEmpty()
                    ? Future.failedFuture("the log of partition " + partition + " lacks the batches after "
                            + resumption.read() + ", though it says that it has " + resumption.last())
                    : replay(partition, resumption);
        });
    }

    private Future<Void> feed(int partition, long epoch, Resumption resumption) {
        PartitionFeeding feeding = new PartitionFeeding(
                node,
                partition,
                epoch,
                options,
                resumption,
                counters,
                logMetrics,
                this::room,
                () -> lanes.close(partition));
        feedings.put(partition, feeding);
        lanes.open(partition, feeding.lane());
        return feeding.registered()
                .compose(registered -> feeding.acquire(resumption))
                // Whoever tries again must not find what this try has begun.
                .recover(failure -> release(partition).transform(released -> Future.failedFuture(failure)));
    }

    @Override
    public Future<Void> release(int partition) {
        PartitionFeeding feeding = feedings.get(partition);
        if (feeding == null) {
            return Future.succeededFuture();
        }
        return feeding.release(DRAIN_MILLIS).transform(drained -> {
            lanes.close(partition);
            feedings.remove(partition);
            if (drained.failed() || !drained.result()) {
                counters.undrained();
                LOG.warn("partition {} was released before all of its batches had arrived", partition);
            }
            return feeding.closed().mapEmpty();
        });
    }

    /** Where a process answers what its feeds have read. */
    static String reportAddress(Node node) {
        return "data." + node.name() + ".report";
    }

    private RejectionFile openRejections() {
        RejectionFile opened = RejectionFile.open(options.rejects(), node.clock()::millis, node.telemetry());
        rejectionFile = opened;
        return opened;
    }

    private @Nullable Void closeRejections() throws IOException {
        RejectionFile open = rejectionFile;
        if (open != null) {
            open.close();
        }
        return null;
    }

    private Future<Void> startFeeds(RegistryInstruments instruments, RejectionFile rejections) {
        Future<Void> started = Future.succeededFuture();
        for (Feed feed : options.feeds()) {
            started = started.compose(before -> start(feed, instruments, rejections));
        }
        return started;
    }

    private Future<Void> start(Feed feed, RegistryInstruments instruments, RejectionFile rejections) {
        boolean waits = feed.waits();
        FullPolicy policy = waits ? FullPolicy.BLOCK : options.whenFull();
        FeedIntake intake = new FeedIntake(intakes.size(), policy, lanes, node.clock());
        intakes.add(intake);
        metrics.add(new FeedMetrics(feed.name(), node.telemetry()));
        return feed.start(new FeedContext(node, context, intake, instruments, rejections.of(feed.name())));
    }

    /** A lane has room again: the feeds that were refused go on. */
    private void room() {
        for (int index = 0; index < intakes.size(); index++) {
            intakes.get(index).turn();
            if (intakes.get(index).takeRefused()) {
                options.feeds().get(index).resume();
            }
        }
    }

    private void flush() {
        lanes.flush(node.clock().nanos());
        intakes.forEach(FeedIntake::turn);
    }

    private void heartbeat(RegistryInstruments instruments) {
        instruments.retry();
        lanes.heartbeat(node.clock().nanos());
        if (++beats % LOOK_BEATS == 0) {
            feedings.values().forEach(PartitionFeeding::look);
        }
        for (int index = 0; index < metrics.size(); index++) {
            metrics.get(index).update(options.feeds().get(index).report());
        }
    }

    /** A feed that has failed, or ticks that are rejected for want of their instrument, are work not done. */
    private Health.Status ready(RegistryInstruments instruments) {
        Optional<String> trouble = options.feeds().stream()
                .flatMap(feed -> feed.failure().stream())
                .findFirst()
                .or(instruments::trouble);
        if (trouble.isPresent()) {
            return Health.Status.down(trouble.get());
        }
        List<Integer> fenced = feedings.entrySet().stream()
                .filter(entry -> entry.getValue().isFenced())
                .map(Map.Entry::getKey)
                .toList();
        if (!fenced.isEmpty()) {
            return Health.Status.down("the logs of partitions " + fenced + " are written by another process");
        }
        int partitions = lanes.owned().size();
        return partitions > 0
                ? Health.Status.up(partitions + " partitions held")
                : Health.Status.down("no partition is held yet");
    }

    private void answerReport(Message<Object> question) {
        JsonObject answer = new JsonObject();
        options.feeds().forEach(feed -> answer.put(feed.name(), FeedReports.json(feed.report())));
        question.reply(answer);
    }
}
