package dev.bourse.data.feed;

import dev.bourse.data.feed.TickIntake.Answer;
import dev.bourse.data.format.TickFields;
import dev.bourse.data.record.FeedReport;
import dev.bourse.data.record.RejectionListener;
import dev.bourse.data.record.Tally;
import dev.bourse.data.resume.FeedPosition;
import dev.bourse.data.vendor.Vendor;
import dev.bourse.data.vendor.VendorProgress;
import dev.bourse.data.vendor.VendorRecords;
import dev.bourse.data.vendor.VendorTarget;
import dev.bourse.data.vendor.Vendors;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the feeds of live vendors have in common: vendors with their sequences, the watermark, records that become ticks
 * in this process or, where another owns their partition, in that one, and what vendors may be promised. The position
 * of a partition is each vendor's last sequence in it. Used on the data verticle's context.
 */
abstract class LiveFeed implements Feed {
    private static final Logger LOG = LoggerFactory.getLogger(LiveFeed.class);
    /** How far a tick's time may lie ahead of the clock. */
    private static final long AHEAD_MILLIS = 60_000;

    private static final int MOST_VENDORS = 1_000;
    private static final long KEEP_AGAIN_MILLIS = 200;

    private final Vendors vendors = new Vendors(MOST_VENDORS);
    private final Set<Runnable> waiting = new HashSet<>();
    private final Set<Vendor> beingKept = new HashSet<>();
    private Tally tally = new Tally(RejectionListener.NONE);
    private Vendor door = new Vendor(VendorProgress.DOOR, false);
    private @Nullable FeedContext context;
    private @Nullable TickFields fields;
    private @Nullable LiveWatermark watermark;
    /** Only where there is a log: a process that is alone has all partitions, and nobody to tell. */
    private @Nullable VendorRouting routing;

    private @Nullable VendorLedger ledger;

    /** Gets ready to take records. */
    final VendorRecords open(FeedContext feedContext) {
        context = feedContext;
        tally = new Tally(feedContext.rejections());
        LiveWatermark moving = new LiveWatermark(feedContext);
        watermark = moving;
        TickFields reading = Doors.fields(feedContext.instruments());
        fields = reading;
        if (!feedContext.node().logs().ticks().keeps()) {
            return new VendorRecords(reading, tally, alone(feedContext, moving));
        }
        vendors.keeping();
        door = new Vendor(
                VendorProgress.door(
                        feedContext.node().name(), feedContext.node().clock().millis()),
                false);
        ledger = new VendorLedger(feedContext.node(), name());
        VendorRouting routes = new VendorRouting(
                feedContext, name(), door, this::whenRoom, moving::seen, (vendor, partition) -> forwarded(vendor));
        routing = routes;
        return new VendorRecords(reading, tally, routes);
    }

    /** A partition that is not here yet comes in a moment, so its ticks wait. */
    private static VendorTarget alone(FeedContext feedContext, LiveWatermark moving) {
        return (vendor, sequence, instrument, time, price, size) -> {
            boolean taken = feedContext.intake().offer(instrument, 1, time, price, size) == Answer.TAKEN;
            if (taken) {
                moving.seen(time);
            }
            return taken;
        };
    }

    /**
     * To be called before a turn's records: what is too far ahead moves on with the clock, and removed symbols are
     * forgotten.
     */
    final void turn() {
        TickFields reading = fields;
        if (reading != null) {
            reading.refresh(context().node().clock().millis() + AHEAD_MILLIS);
        }
    }

    final Vendors vendors() {
        return vendors;
    }

    /** The numbers of ticks that vendors do not number. */
    final Vendor door() {
        return door;
    }

    final FeedContext context() {
        FeedContext at = context;
        if (at == null) {
            throw new IllegalStateException("feed " + name() + " is used before it was started");
        }
        return at;
    }

    /**
     * Finds out how far a vendor came with other processes.
     *
     * @param anew whether what is under way here is forgotten, since the vendor sends it again
     */
    final Future<Void> meet(Vendor vendor, boolean anew) {
        VendorLedger book = ledger;
        if (book == null) {
            return Future.succeededFuture();
        }
        return book.find(vendor.name()).map(safe -> {
            if (anew) {
                vendor.rewind();
                forget(vendor);
            }
            vendor.resume(safe);
            return null;
        });
    }

    /** Something was dealt with: lets others know before the vendor hears of it. */
    final void progressed(Vendor vendor) {
        VendorLedger book = ledger;
        if (book == null || !vendor.toKeep() || !beingKept.add(vendor)) {
            return;
        }
        long safe = vendor.safe();
        book.raise(vendor.name(), safe).onComplete(raised -> {
            beingKept.remove(vendor);
            if (raised.succeeded()) {
                vendor.kept(safe);
                promised(vendor);
                progressed(vendor);
            } else {
                LOG.warn("how far vendor {} came could not be kept; it is tried again", vendor.name(), raised.cause());
                context().node().vertx().setTimer(KEEP_AGAIN_MILLIS, again -> progressed(vendor));
            }
        });
    }

    /** The vendor may be told more than before. */
    abstract void promised(Vendor vendor);

    /** The vendor has to send again what comes after its last sequence. */
    abstract void rewound(Vendor vendor);

    /** Runs this once when there is room again. */
    final void whenRoom(Runnable next) {
        waiting.add(next);
    }

    final void forget(Runnable next) {
        waiting.remove(next);
    }

    @Override
    public Future<Void> acquire(int partition, Optional<FeedPosition> after) {
        LiveWatermark moving = watermark;
        if (moving != null) {
            moving.acquire(partition);
        }
        VendorRouting routes = routing;
        Future<Void> ready =
                routes == null ? Future.succeededFuture() : routes.acquire(partition, after.orElse(FeedPosition.START));
        return ready.onSuccess(open -> resume());
    }

    @Override
    public Future<FeedPosition> release(int partition) {
        LiveWatermark moving = watermark;
        if (moving != null) {
            moving.release(partition);
        }
        VendorRouting routes = routing;
        return routes == null ? Future.succeededFuture(FeedPosition.START) : routes.release(partition);
    }

    @Override
    public final FeedPosition position(int partition) {
        VendorRouting routes = routing;
        return routes == null ? FeedPosition.START : routes.position(partition);
    }

    @Override
    public final void logged(int partition, FeedPosition upTo) {
        VendorRouting routes = routing;
        if (routes == null) {
            return;
        }
        routes.logged(partition, upTo);
        for (Vendor vendor : met()) {
            Long sequence = upTo.marks().get(vendor.name());
            if (sequence != null && vendor.waitsFor(partition)) {
                vendor.logged(partition, sequence);
                safe(vendor);
            }
        }
    }

    @Override
    public final void gone(int partition) {
        VendorRouting routes = routing;
        if (routes == null) {
            return;
        }
        routes.gone(partition);
        for (Vendor vendor : met()) {
            if (vendor.waitsFor(partition) && !routes.forwards(vendor, partition)) {
                lost(vendor);
            }
        }
        resume();
    }

    @Override
    public final void resume() {
        Set<Runnable> all = Set.copyOf(waiting);
        waiting.clear();
        all.forEach(Runnable::run);
    }

    @Override
    public final FeedReport report() {
        return tally.report();
    }

    /** Stops what {@link #open} started. */
    final void closed() {
        LiveWatermark moving = watermark;
        if (moving != null) {
            moving.stop();
        }
    }

    private List<Vendor> met() {
        List<Vendor> all = new ArrayList<>(vendors.all());
        all.add(door);
        return all;
    }

    private void forwarded(Vendor vendor) {
        safe(vendor);
        if (!waiting.isEmpty()) {
            resume();
        }
    }

    private void safe(Vendor vendor) {
        if (vendor == door) {
            promised(vendor);
        } else {
            progressed(vendor);
        }
    }

    private void lost(Vendor vendor) {
        if (vendor == door) {
            vendor.abandon();
        } else {
            vendor.rewind();
        }
        forget(vendor);
        rewound(vendor);
    }

    private void forget(Vendor vendor) {
        VendorRouting routes = routing;
        if (routes != null && vendor != door) {
            routes.forget(vendor);
        }
    }
}
