package dev.bourse.data.feed;

import dev.bourse.data.vendor.ForwardedTicks;
import dev.bourse.data.vendor.ForwardedTicks.Tick;
import dev.bourse.data.vendor.Vendor;
import dev.bourse.shared.bus.Stage;
import dev.bourse.shared.telemetry.Counter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.ObjIntConsumer;

/**
 * Sends vendors' ticks to the processes that own their partitions: for each vendor and partition one message at a time,
 * again and again until it is answered, which it is when its ticks are in the log. So the owner never meets a tick
 * before those that the vendor numbered lower. Used on the data verticle's context.
 */
final class Forwarding {
    /** So many ticks of a vendor wait for one partition; then the vendor does. */
    private static final int MOST_WAITING = 8_192;

    private static final int MOST_IN_MESSAGE = 4_096;
    private static final long ANSWER_MILLIS = 30_000;
    private static final long FIRST_PAUSE_MILLIS = 20;
    private static final long LONGEST_PAUSE_MILLIS = 1_000;

    private final FeedContext context;
    private final String feed;
    private final Map<String, Lane> lanes = new HashMap<>();
    private final Counter forwarded;
    private final Counter retries;
    private final ObjIntConsumer<Vendor> arrived;

    private static final class Lane {
        final Vendor vendor;
        final int partition;
        final ArrayDeque<Tick> waiting = new ArrayDeque<>();
        boolean underWay;
        long pause = FIRST_PAUSE_MILLIS;

        Lane(Vendor vendor, int partition) {
            this.vendor = vendor;
            this.partition = partition;
        }
    }

    /** @param arrived hears of each vendor and partition whose ticks have come into the log */
    Forwarding(FeedContext context, String feed, ObjIntConsumer<Vendor> arrived) {
        this.context = context;
        this.feed = feed;
        this.arrived = arrived;
        this.forwarded = context.node()
                .telemetry()
                .counter("data.forward.ticks", "Ticks sent to the process that owns their partition", "feed", feed);
        this.retries = context.node()
                .telemetry()
                .counter("data.forward.retries", "Times that ticks for another process were sent again", "feed", feed);
    }

    /** Where the owner of a partition takes ticks of this feed. */
    static String address(String feed, int partition) {
        return Stage.TICKS.address(partition) + ".forward." + feed;
    }

    /** True where ticks of this vendor are on their way to the partition's owner. */
    boolean busy(Vendor vendor, int partition) {
        return lanes.containsKey(key(vendor, partition));
    }

    /** One tick; false where too many wait. */
    boolean offer(Vendor vendor, int partition, Tick tick) {
        Lane lane = lanes.computeIfAbsent(key(vendor, partition), key -> new Lane(vendor, partition));
        if (lane.waiting.size() >= MOST_WAITING) {
            return false;
        }
        lane.waiting.add(tick);
        if (!lane.underWay) {
            lane.underWay = true;
            context.context().runOnContext(endOfTurn -> next(lane));
        }
        return true;
    }

    /** The vendor sends again what waits here. */
    void forget(Vendor vendor) {
        lanes.values().stream().filter(lane -> lane.vendor == vendor).forEach(lane -> lane.waiting.clear());
    }

    private void next(Lane lane) {
        if (lane.waiting.isEmpty()) {
            lane.underWay = false;
            lanes.remove(key(lane.vendor, lane.partition));
            return;
        }
        List<Tick> ticks = new ArrayList<>();
        while (!lane.waiting.isEmpty() && ticks.size() < MOST_IN_MESSAGE) {
            ticks.add(lane.waiting.remove());
        }
        send(lane, new ForwardedTicks(lane.vendor.name(), ticks));
    }

    private void send(Lane lane, ForwardedTicks ticks) {
        context.node()
                .vertx()
                .eventBus()
                .request(
                        address(feed, lane.partition),
                        Buffer.buffer(ticks.toBytes()),
                        new DeliveryOptions().setSendTimeout(ANSWER_MILLIS))
                .onComplete(
                        answer -> {
                            lane.pause = FIRST_PAUSE_MILLIS;
                            forwarded.add(ticks.ticks().size());
                            lane.vendor.logged(lane.partition, ticks.last());
                            next(lane);
                            arrived.accept(lane.vendor, lane.partition);
                        },
                        absent -> {
                            retries.increment();
                            long pause =
                                    lane.pause / 2 + ThreadLocalRandom.current().nextLong(lane.pause / 2 + 1);
                            lane.pause = Math.min(LONGEST_PAUSE_MILLIS, lane.pause * 2);
                            context.node().vertx().setTimer(pause, again -> send(lane, ticks));
                        });
    }

    private static String key(Vendor vendor, int partition) {
        return partition + "/" + vendor.name();
    }
}
