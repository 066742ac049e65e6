package dev.bourse.data.feed;

import dev.bourse.data.feed.TickIntake.Answer;
import dev.bourse.data.format.TickFields;
import dev.bourse.data.record.FeedReport;
import dev.bourse.data.record.RejectionListener;
import dev.bourse.data.record.Tally;
import dev.bourse.data.resume.FeedPosition;
import dev.bourse.data.vendor.VendorRecords;
import dev.bourse.data.vendor.Vendors;
import io.vertx.core.Future;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the feeds of live vendors have in common: vendors with their sequences, the watermark, and records that become
 * ticks. The position is each vendor's last sequence. Used on the data verticle's context.
 */
abstract class LiveFeed implements Feed {
    /** How far a tick's time may lie ahead of the clock. */
    private static final long AHEAD_MILLIS = 60_000;

    private static final int MOST_VENDORS = 1_000;

    private final Vendors vendors = new Vendors(MOST_VENDORS);
    private final Set<Runnable> waiting = new HashSet<>();
    private Tally tally = new Tally(RejectionListener.NONE);
    private @Nullable FeedContext context;
    private @Nullable TickFields fields;
    private @Nullable LiveWatermark watermark;

    /** Gets ready to take records. */
    final VendorRecords open(FeedContext feedContext) {
        context = feedContext;
        tally = new Tally(feedContext.rejections());
        LiveWatermark moving = new LiveWatermark(feedContext);
        watermark = moving;
        TickFields reading = Doors.fields(feedContext.instruments());
        fields = reading;
        return new VendorRecords(reading, tally, (instrument, time, price, size) -> {
            if (feedContext.intake().offer(instrument, 1, time, price, size) == Answer.FULL) {
                return false;
            }
            moving.seen(time);
            return true;
        });
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

    final FeedContext context() {
        FeedContext at = context;
        if (at == null) {
            throw new IllegalStateException("feed " + name() + " is used before it was started");
        }
        return at;
    }

    /** Runs this once when there is room again. */
    final void whenRoom(Runnable next) {
        waiting.add(next);
    }

    final void forget(Runnable next) {
        waiting.remove(next);
    }

    @Override
    public final Future<Void> acquire(int partition, Optional<FeedPosition> after) {
        after.ifPresent(position -> vendors.resume(position.marks()));
        LiveWatermark moving = watermark;
        if (moving != null) {
            moving.acquire(partition);
        }
        return Future.succeededFuture();
    }

    @Override
    public final Future<FeedPosition> release(int partition) {
        LiveWatermark moving = watermark;
        if (moving != null) {
            moving.release(partition);
        }
        return Future.succeededFuture(position(partition));
    }

    @Override
    public final FeedPosition position(int partition) {
        return new FeedPosition(vendors.sequences());
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
}
