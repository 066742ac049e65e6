package dev.bourse.data.feed;

import dev.bourse.data.feed.TickIntake.Answer;
import dev.bourse.data.vendor.ForwardedTicks;
import dev.bourse.data.vendor.ForwardedTicks.Tick;
import dev.bourse.data.vendor.VendorProgress;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * Takes the ticks of one owned partition that vendors gave to other processes. Answers each message when its ticks are
 * in the log. Used on the data verticle's context.
 */
final class ForwardDesk {
    private static final int REFUSED = 400;
    private static final int NOT_NOW = 503;

    private final FeedContext context;
    private final VendorProgress progress;
    private final Consumer<Runnable> whenRoom;
    private final LongConsumer seen;
    private final MessageConsumer<Buffer> consumer;
    private final List<Job> unanswered = new ArrayList<>();
    private boolean closed;

    private static final class Job {
        final ForwardedTicks ticks;
        final Message<Buffer> message;
        int dealtWith;

        Job(ForwardedTicks ticks, Message<Buffer> message) {
            this.ticks = ticks;
            this.message = message;
        }
    }

    /**
     * @param whenRoom runs what it is given once there is room again
     * @param seen hears the time of each tick taken
     */
    ForwardDesk(
            FeedContext context,
            String feed,
            int partition,
            VendorProgress progress,
            Consumer<Runnable> whenRoom,
            LongConsumer seen) {
        this.context = context;
        this.progress = progress;
        this.whenRoom = whenRoom;
        this.seen = seen;
        this.consumer = context.node().vertx().eventBus().consumer(Forwarding.address(feed, partition), this::received);
    }

    /** Completes once other processes reach it. */
    Future<Void> registered() {
        return consumer.completion();
    }

    /** More is in the log now. */
    void logged() {
        unanswered.removeIf(this::answered);
    }

    /** Takes no more; what is under way may still be answered until {@link #close}. */
    Future<Void> stop() {
        return consumer.unregister();
    }

    /** What was not answered by now is for the next owner. */
    void close() {
        closed = true;
        unanswered.forEach(this::later);
        unanswered.clear();
    }

    private void received(Message<Buffer> message) {
        ForwardedTicks ticks;
        try {
            ticks = ForwardedTicks.of(message.body().getBytes());
        } catch (IllegalArgumentException unreadable) {
            message.fail(REFUSED, String.valueOf(unreadable.getMessage()));
            return;
        }
        proceed(new Job(ticks, message));
    }

    private void proceed(Job job) {
        if (closed) {
            later(job);
            return;
        }
        String vendor = job.ticks.vendor();
        while (job.dealtWith < job.ticks.ticks().size()) {
            Tick tick = job.ticks.ticks().get(job.dealtWith);
            if (tick.sequence() > progress.taken(vendor)) {
                Answer answer = context.intake().offer(tick.instrument(), 1, tick.time(), tick.price(), tick.size());
                if (answer == Answer.FULL) {
                    whenRoom.accept(() -> proceed(job));
                    return;
                }
                if (answer == Answer.ELSEWHERE) {
                    later(job);
                    return;
                }
                progress.take(vendor, tick.sequence());
                seen.accept(tick.time());
            }
            job.dealtWith++;
        }
        if (!answered(job)) {
            unanswered.add(job);
        }
    }

    private boolean answered(Job job) {
        boolean safe = progress.logged(job.ticks.vendor()) >= job.ticks.last();
        if (safe) {
            job.message.reply(null);
        }
        return safe;
    }

    private void later(Job job) {
        job.message.fail(NOT_NOW, "the partition goes to another process");
    }
}
