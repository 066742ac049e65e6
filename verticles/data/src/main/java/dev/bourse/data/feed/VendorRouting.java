package dev.bourse.data.feed;

import dev.bourse.data.feed.TickIntake.Answer;
import dev.bourse.data.resume.FeedPosition;
import dev.bourse.data.vendor.ForwardedTicks.Tick;
import dev.bourse.data.vendor.Vendor;
import dev.bourse.data.vendor.VendorProgress;
import dev.bourse.data.vendor.VendorRecords;
import dev.bourse.data.vendor.VendorTarget;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.ObjIntConsumer;

/**
 * Brings vendors' ticks to the owners of their partitions, this process or another, where the cluster has a log. Used
 * on the data verticle's context.
 */
final class VendorRouting implements VendorTarget {
    private final FeedContext context;
    private final String feed;
    private final Vendor door;
    private final Forwarding forwarding;
    private final Consumer<Runnable> whenRoom;
    private final LongConsumer seen;
    private final Map<Integer, VendorProgress> own = new HashMap<>();
    private final Map<Integer, ForwardDesk> desks = new HashMap<>();
    private final Set<Integer> leaving = new HashSet<>();

    /**
     * @param door numbers the ticks that their vendors do not number
     * @param whenRoom runs what it is given once there is room again
     * @param arrived hears of each vendor and partition whose forwarded ticks are in the log
     */
    VendorRouting(
            FeedContext context,
            String feed,
            Vendor door,
            Consumer<Runnable> whenRoom,
            LongConsumer seen,
            ObjIntConsumer<Vendor> arrived) {
        this.context = context;
        this.feed = feed;
        this.door = door;
        this.whenRoom = whenRoom;
        this.seen = seen;
        this.forwarding = new Forwarding(context, feed, arrived);
    }

    @Override
    public boolean offer(Vendor vendor, long sequence, int instrument, long time, long price, long size) {
        if (sequence != VendorRecords.UNNUMBERED) {
            return route(vendor, sequence, instrument, time, price, size);
        }
        long own = door.lastSequence() + 1;
        boolean taken = route(door, own, instrument, time, price, size);
        if (taken) {
            door.lastSequence(own);
        }
        return taken;
    }

    private boolean route(Vendor vendor, long sequence, int instrument, long time, long price, long size) {
        int partition = context.node().partitions().of(instrument);
        VendorProgress progress = own.get(partition);
        boolean taken;
        if (leaving.contains(partition)) {
            return false;
        } else if (progress == null || forwarding.busy(vendor, partition)) {
            taken = forwarding.offer(vendor, partition, new Tick(sequence, instrument, time, price, size));
        } else if (sequence <= progress.taken(vendor.name())) {
            taken = true;
        } else {
            taken = context.intake().offer(instrument, 1, time, price, size) == Answer.TAKEN;
            if (taken) {
                progress.take(vendor.name(), sequence);
                seen.accept(time);
            }
        }
        if (taken && (progress == null || sequence > progress.logged(vendor.name()))) {
            vendor.underWay(partition, sequence);
        }
        return taken;
    }

    /** This process owns the partition from now on. */
    Future<Void> acquire(int partition, FeedPosition after) {
        VendorProgress progress = new VendorProgress(after);
        own.put(partition, progress);
        ForwardDesk desk = new ForwardDesk(context, feed, partition, progress, whenRoom, seen);
        desks.put(partition, desk);
        return desk.registered();
    }

    /** No more ticks of the partition are taken; gives where it stands. */
    Future<FeedPosition> release(int partition) {
        leaving.add(partition);
        FeedPosition position = position(partition);
        ForwardDesk desk = desks.get(partition);
        return desk == null ? Future.succeededFuture(position) : desk.stop().map(position);
    }

    FeedPosition position(int partition) {
        VendorProgress progress = own.get(partition);
        return progress == null ? FeedPosition.START : progress.position();
    }

    /** Everything of the partition up to there is in the log. */
    void logged(int partition, FeedPosition upTo) {
        VendorProgress progress = own.get(partition);
        ForwardDesk desk = desks.get(partition);
        if (progress != null && desk != null) {
            progress.logged(upTo);
            desk.logged();
        }
    }

    /** What is not in the log by now will not get there from here. */
    void gone(int partition) {
        leaving.remove(partition);
        own.remove(partition);
        ForwardDesk desk = desks.remove(partition);
        if (desk != null) {
            desk.close();
        }
    }

    /** True where ticks of this vendor are on their way to the partition's owner. */
    boolean forwards(Vendor vendor, int partition) {
        return forwarding.busy(vendor, partition);
    }

    /** The vendor sends again what was not safe. */
    void forget(Vendor vendor) {
        forwarding.forget(vendor);
    }
}
