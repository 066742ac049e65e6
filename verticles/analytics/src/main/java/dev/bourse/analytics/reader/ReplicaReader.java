package dev.bourse.analytics.reader;

import dev.bourse.analytics.replica.Replica;
import dev.bourse.exchange.follow.ModelFollowing;
import dev.bourse.exchange.follow.ModelSnapshots;
import dev.bourse.exchange.follow.OutputFollower;
import dev.bourse.exchange.follow.Start;
import dev.bourse.exchange.output.FollowedOutputs;
import dev.bourse.exchange.output.LastOutput;
import dev.bourse.shared.cluster.Clock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.ManyToOneConcurrentArrayQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The work of the replica's thread, bit by bit: reads outputs, and answers one question at a time between them. A fault
 * in the outputs, or their end, ends the replica for good and is told by {@link #failure}.
 */
public final class ReplicaReader implements Agent {
    private static final Logger LOG = LoggerFactory.getLogger(ReplicaReader.class);
    /** Questions that wait at most; more are refused. */
    private static final int MOST_QUESTIONS = 64;

    private static final long PRESENT_MICROS = TimeUnit.SECONDS.toMicros(2);
    private static final long MICROS = 1_000;

    private final ModelFollowing following;
    private final ModelSnapshots snapshots;
    private final Clock clock;
    private final ManyToOneConcurrentArrayQueue<Runnable> questions =
            new ManyToOneConcurrentArrayQueue<>(MOST_QUESTIONS);
    private Replica replica = new Replica();
    private LastOutput last = new LastOutput();
    private volatile boolean caughtUp;
    private volatile boolean ended;
    private volatile long number;
    private volatile long since;
    private volatile String state = "not started";
    private volatile Optional<String> failure = Optional.empty();

    /** @param snapshots of the replica, to start with and to be taken */
    public ReplicaReader(FollowedOutputs.Source source, ModelSnapshots snapshots, Clock clock) {
        following = new ModelFollowing(source, snapshots, new Follower());
        this.snapshots = snapshots;
        this.clock = clock;
    }

    /** Why it ended, if it did. Safe for all threads, as all below. */
    public Optional<String> failure() {
        return failure;
    }

    /** Whether all outputs that there were at the start have been read. */
    public boolean isCaughtUp() {
        return caughtUp;
    }

    /** The number of the last output that was read. */
    public long number() {
        return number;
    }

    /** What happened up to this output is not known, 0 where all is. */
    public long since() {
        return since;
    }

    /** Outputs that were deleted before they could be read. */
    public long missed() {
        return following.missed();
    }

    /** Where outputs are read, or why not. */
    public String state() {
        return state;
    }

    /**
     * Asks the replica something.
     *
     * @param question is called on the replica's thread; takes what it needs and does not keep the replica
     * @param answer is called there with what the question gave, or with how it failed
     * @return false where too many questions wait already, or the reader has ended; nothing is called then
     */
    public <T> boolean ask(Function<Replica, T> question, BiConsumer<@Nullable T, @Nullable RuntimeException> answer) {
        return !ended
                && questions.offer(() -> {
                    T found;
                    try {
                        found = question.apply(replica);
                    } catch (RuntimeException fault) {
                        answer.accept(null, fault);
                        return;
                    }
                    answer.accept(found, null);
                });
    }

    @Override
    public int doWork() {
        int done = 0;
        Runnable question = questions.poll();
        if (question != null) {
            question.run();
            done = 1;
        }
        // While a snapshot is written the replica stands still; questions are answered all the same.
        return failure.isEmpty() && !snapshots.isHolding() ? done + read() : done;
    }

    private int read() {
        try {
            int read = following.poll();
            number = replica.number();
            since = replica.since();
            state = following.state();
            caughtUp |= number > 0 && clock.millis() * MICROS - following.time() < PRESENT_MICROS;
            if (snapshots.isDue(last.number())) {
                snapshots.take(replica, last, () -> {});
            }
            return read;
        } catch (RuntimeException fault) {
            failure = Optional.of("analytics ended at output " + replica.number() + ": " + fault.getMessage());
            LOG.error("analytics ended", fault);
            return 0;
        }
    }

    /** Makes a replica of the outputs. */
    private final class Follower implements OutputFollower {
        @Override
        public void begin(Start start) {
            Replica fresh = new Replica();
            start.fill(fresh);
            replica = fresh;
            last = new LastOutput();
            caughtUp = false;
        }

        @Override
        public void onOutput(long next, DirectBuffer buffer, int offset, int length) {
            replica.onOutput(buffer, offset);
            last.take(next, buffer, offset, length);
        }
    }

    @Override
    public void onClose() {
        ended = true;
        following.close();
    }

    @Override
    public String roleName() {
        return "analytics";
    }
}
