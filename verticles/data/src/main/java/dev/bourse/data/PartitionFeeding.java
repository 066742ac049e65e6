package dev.bourse.data;

import dev.bourse.data.batch.Lane;
import dev.bourse.data.batch.LaneCounters;
import dev.bourse.data.feed.Feed;
import dev.bourse.data.resume.FeedPosition;
import dev.bourse.data.resume.Resumption;
import dev.bourse.shared.cluster.Node;
import dev.bourse.shared.instrument.Universe;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One owned partition: its feeds, its lane and what sends its batches. Used on the data verticle's context. */
final class PartitionFeeding implements LoggedSender.Lot {
    private static final long DRAIN_CHECK_MILLIS = 10;

    private final Node node;
    private final int partition;
    private final List<Feed> feeds;
    private final Runnable room;
    private final Runnable lost;
    private final Sending sending;
    private final Lane lane;
    private final IndexDoor index;
    /** Where the feeds stood when they were released. */
    private final Map<String, FeedPosition> released = new HashMap<>();

    private Future<?> closing = Future.succeededFuture();
    private volatile boolean fenced;

    /**
     * @param resumption what an earlier owner left in the log
     * @param room called when there is room again for the feeds' ticks
     * @param lost called when another process turns out to write this partition's log
     */
    PartitionFeeding(
            Node node,
            int partition,
            long epoch,
            DataOptions options,
            Resumption resumption,
            LaneCounters counters,
            LogMetrics logMetrics,
            Runnable room,
            Runnable lost) {
        this.node = node;
        this.partition = partition;
        this.feeds = options.feeds();
        this.room = room;
        this.lost = lost;
        boolean logged = node.logs().ticks().keeps();
        this.sending = logged
                ? new LoggedSender(
                        node,
                        node.logs().ticks(),
                        partition,
                        epoch,
                        resumption.after(),
                        resumption.goneUpTo(),
                        options.windowBatches(),
                        logMetrics,
                        this)
                : new LiveSender(node, partition, epoch, options.windowBatches(), this::drained);
        this.lane = new Lane(
                node.partitions(),
                sending,
                logged ? options.loggedBatchTicks() : options.batchTicks(),
                feeds.size(),
                counters);
        lane.resume(resumption.sequences(), resumption.watermark());
        this.index = new IndexDoor(
                node, partition, lane, resumption.position(IndexDoor.NAME).orElse(FeedPosition.START));
        follow(node.instruments().universe());
    }

    /** The instruments have become these. */
    void follow(Universe universe) {
        index.open(universe);
    }

    Lane lane() {
        return lane;
    }

    /** What this partition's log takes, in bytes; 0 where there is none. */
    long logBytes() {
        return sending.bytes();
    }

    /** How many batches this partition's log holds, as of the last {@link #look}. */
    long logEntries() {
        return sending.entries();
    }

    /** Finds out anew how much the log holds, which the states after it have changed. */
    void look() {
        sending.look();
    }

    /** True where it was stopped because another process writes its log. */
    boolean isFenced() {
        return fenced;
    }

    /** Completes once receivers reach the sender. */
    Future<Void> registered() {
        return sending.registered();
    }

    /** Lets every feed go on where the earlier owner's stood. */
    Future<Void> acquire(Resumption resumption) {
        Future<Void> ready = Future.succeededFuture();
        for (Feed feed : feeds) {
            ready = ready.compose(before -> feed.acquire(partition, resumption.position(feed.name())));
        }
        return ready;
    }

    /**
     * Stops the feeds and lets what is under way arrive, but waits no longer than this. Gives whether all has arrived;
     * nothing more is offered, sent or appended from then on.
     */
    Future<Boolean> release(long patienceMillis) {
        closing = index.close();
        Future<?> stopped = Future.succeededFuture();
        for (Feed feed : feeds) {
            stopped = stopped.compose(before -> feed.release(partition))
                    .onSuccess(position -> released.put(feed.name(), position));
        }
        Promise<Boolean> drained = Promise.promise();
        return stopped.compose(all -> {
                    lane.flush(node.clock().nanos());
                    check(patienceMillis, drained);
                    return drained.future();
                })
                .onComplete(all -> {
                    closing = Future.join(closing, sending.close());
                    feeds.forEach(feed -> feed.gone(partition));
                });
    }

    /** Completes once the cluster knows that this process is to be asked no more; after {@link #release}. */
    Future<?> closed() {
        return closing;
    }

    @Override
    public Map<String, FeedPosition> positions() {
        Map<String, FeedPosition> positions = new HashMap<>();
        for (Feed feed : feeds) {
            FeedPosition left = released.get(feed.name());
            positions.put(feed.name(), left == null ? feed.position(partition) : left);
        }
        positions.put(IndexDoor.NAME, index.position());
        return positions;
    }

    @Override
    public long[] sequences() {
        return lane.sequences();
    }

    @Override
    public void logged(Map<String, FeedPosition> upTo) {
        for (Feed feed : feeds) {
            FeedPosition position = upTo.get(feed.name());
            if (position != null) {
                feed.logged(partition, position);
            }
        }
        index.logged(upTo.getOrDefault(IndexDoor.NAME, FeedPosition.START));
    }

    @Override
    public void drained() {
        lane.flush(node.clock().nanos());
        room.run();
    }

    @Override
    public void fenced() {
        fenced = true;
        lost.run();
    }

    private void check(long leftMillis, Promise<Boolean> drained) {
        boolean all = sending.idle() && !lane.holdsTicks();
        if (all || fenced || leftMillis <= 0) {
            drained.complete(all);
        } else {
            node.vertx().setTimer(DRAIN_CHECK_MILLIS, timer -> check(leftMillis - DRAIN_CHECK_MILLIS, drained));
        }
    }
}
