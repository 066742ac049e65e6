package dev.bourse.exchange.follow;

import dev.bourse.exchange.output.FollowedOutputs;
import dev.bourse.exchange.output.OtherExchangeException;
import dev.bourse.exchange.output.OutputsGoneException;
import dev.bourse.exchange.world.World;
import dev.bourse.shared.flow.Backoff;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the outputs for a model, over ways that break, from wherever the model can start: its newest snapshot if that
 * is whole and belongs to these outputs, else the one before, else output 1; where the outputs that are wanted are
 * nowhere any more, the newest state of the exchange itself. An exchange that turns out to be another than the one that
 * was followed ends it. One thread; {@link #missed} and {@link #state} are for any.
 */
public final class ModelFollowing implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ModelFollowing.class);
    /** For so long a snapshot may be ahead of all outputs that are heard of before it is held to be another's. */
    private static final long AHEAD_NANOS = TimeUnit.SECONDS.toNanos(15);
    /** The same of a model that has been following: so many times as long. */
    private static final int AHEAD_TIMES = 4;

    private static final long LONGEST_GAP_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final FollowedOutputs.Source source;
    private final ModelSnapshots snapshots;
    private final OutputFollower follower;
    private final long aheadNanos;
    private final Backoff backoff =
            new Backoff(Duration.ofMillis(500), Duration.ofSeconds(10), ThreadLocalRandom.current());
    private final AtomicLong missed = new AtomicLong();
    private final AtomicLong worlds = new AtomicLong();
    private @Nullable FollowedOutputs outputs;
    /** A snapshot whose last output is awaited, to see whether it is the exchange's. */
    private @Nullable SnapshotFile candidate;

    private @Nullable String unfit;
    private boolean needsWorld;
    private boolean begun;
    private long next = 1;
    /** The last output that the follower, or a snapshot of its model, has had. */
    private long known;

    /** Since when, and when last, the exchange was seen to lack what the snapshot or the model has. */
    private long behindSince;

    private long behindAt;
    private boolean behind;

    private long notBefore = System.nanoTime();
    private long time;
    private volatile String state = "not connected yet";

    /** For a follower. */
    public ModelFollowing(FollowedOutputs.Source source, ModelSnapshots snapshots, OutputFollower follower) {
        this(source, snapshots, follower, AHEAD_NANOS);
    }

    ModelFollowing(FollowedOutputs.Source source, ModelSnapshots snapshots, OutputFollower follower, long aheadNanos) {
        this.source = source;
        this.snapshots = snapshots;
        this.follower = follower;
        this.aheadNanos = aheadNanos;
    }

    /**
     * Hands over what has come; may block for some seconds where a node is gone, and for as long as a start takes. What
     * the follower throws at an output comes out, and that output is handed over again.
     *
     * @return how many outputs
     * @throws dev.bourse.exchange.output.OtherExchangeException if the exchange is another than before: the follower's
     *     model is of no use, and a start anew finds out which of its snapshots are
     */
    public int poll() {
        FollowedOutputs current = outputs;
        if (current == null) {
            if (System.nanoTime() - notBefore < 0) {
                return 0;
            }
            current = open();
            if (current == null) {
                return 0;
            }
            outputs = current;
        }
        try {
            int read = current.poll(this::take);
            time = Math.max(time, current.time());
            state = current.state();
            check(current);
            return read;
        } catch (OutputsGoneException gone) {
            needsWorld(String.valueOf(gone.getMessage()));
            return 0;
        }
    }

    /** The log's time as of what was handed over last, microseconds; 0 before the first. */
    public long time() {
        return time;
    }

    /** The number of the output that comes next. */
    public long next() {
        return next;
    }

    /** Whether a start was found, so that there is a model. */
    public boolean hasBegun() {
        return begun;
    }

    /** Outputs between the last one that the follower had and a later start: they are lost to it. */
    public long missed() {
        return missed.get();
    }

    /** How often it began with the state of the exchange, since outputs were gone. */
    public long worlds() {
        return worlds.get();
    }

    /** Where it reads, or why it does not, for a person. */
    public String state() {
        return state;
    }

    @Override
    public void close() {
        FollowedOutputs current = outputs;
        outputs = null;
        if (current != null) {
            current.close();
        }
    }

    private @Nullable FollowedOutputs open() {
        try {
            if (needsWorld) {
                beginWithWorld(source.world());
            } else if (!begun) {
                candidate = snapshots.newest().orElse(null);
                if (candidate == null) {
                    begin(Start.first());
                } else {
                    next = candidate.head().number();
                }
            }
            behind = false;
            return source.lasting(next);
        } catch (RuntimeException notNow) {
            state = (needsWorld ? "older outputs were deleted, and " : "cannot start: ") + notNow.getMessage();
            LOG.warn("{}", state, notNow);
            notBefore = System.nanoTime() + backoff.nextNanos();
            return null;
        }
    }

    private void beginWithWorld(World world) {
        long number = world.number();
        long lost = known > 0 ? Math.max(0, number - known) : 0;
        begin(new Start(Start.Kind.WORLD, number, lost, model -> model.seed(world)));
        needsWorld = false;
        worlds.incrementAndGet();
        missed.addAndGet(lost);
        time = Math.max(time, world.time());
        LOG.warn("older outputs are deleted: begun with the state of the exchange after output {}", number);
        if (lost > 0) {
            LOG.warn("outputs {} to {} are lost to this reader", number - lost + 1, number);
        }
        backoff.reset();
    }

    private void begin(Start start) {
        follower.begin(start);
        next = start.number() + 1;
        known = start.number();
        begun = true;
    }

    private void take(long number, DirectBuffer buffer, int offset, int length) {
        SnapshotFile awaited = candidate;
        if (unfit != null) {
            return;
        }
        if (awaited == null) {
            follower.onOutput(number, buffer, offset, length);
            next = number + 1;
            known = number;
        } else if (number != awaited.head().number()) {
            unfit = "output " + number + " came in place of its last one, "
                    + awaited.head().number();
        } else if (!awaited.follows(buffer, offset, length)) {
            unfit = "output " + number + " of this exchange is another: it was taken of another exchange's outputs";
        } else {
            try {
                begin(new Start(Start.Kind.SNAPSHOT, number, 0, awaited::load));
                snapshots.used(awaited);
                candidate = null;
            } catch (RuntimeException damaged) {
                // Whatever its reader trips over: there are other ways to start.
                LOG.debug("a snapshot cannot be used", damaged);
                unfit = damaged.toString();
            }
        }
    }

    /** Looks whether the snapshot that is tried, or the model, can still belong to the exchange. */
    private void check(FollowedOutputs current) {
        SnapshotFile awaited = candidate;
        long had = awaited == null ? known : awaited.head().number();
        long patience = awaited == null ? AHEAD_TIMES * aheadNanos : aheadNanos;
        long now = System.nanoTime();
        if (current.end() > had) {
            behind = false;
        } else if (current.end() > 0) {
            // What was seen long ago, before the way broke, does not count: each way begins with what is passed over.
            behindSince = behind && now - behindAt < LONGEST_GAP_NANOS ? behindSince : now;
            behindAt = now;
            behind = true;
        }
        if (behind && behindAt == now && now - behindSince > patience) {
            String foreign = "has output " + had + ", and the exchange has only " + (current.end() - 1)
                    + ": it was taken of another exchange's outputs";
            if (awaited == null) {
                throw new OtherExchangeException("what is known here " + foreign);
            }
            unfit = "it " + foreign;
        }
        if (awaited != null && unfit != null) {
            snapshots.passOver(awaited.path(), unfit);
            candidate = null;
            unfit = null;
            close();
        }
    }

    private void needsWorld(String why) {
        LOG.warn("{}", why);
        state = why;
        if (candidate != null) {
            known = candidate.head().number();
            candidate = null;
        }
        needsWorld = true;
        close();
    }
}
