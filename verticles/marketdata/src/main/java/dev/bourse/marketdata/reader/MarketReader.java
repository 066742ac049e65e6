package dev.bourse.marketdata.reader;

import dev.bourse.exchange.follow.ModelFollowing;
import dev.bourse.exchange.follow.ModelSnapshots;
import dev.bourse.exchange.follow.OutputFollower;
import dev.bourse.exchange.follow.Start;
import dev.bourse.exchange.output.FollowedOutputs;
import dev.bourse.exchange.output.LastOutput;
import dev.bourse.marketdata.market.Market;
import dev.bourse.marketdata.publish.Newest;
import dev.bourse.shared.cluster.Clock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.ManyToOneConcurrentArrayQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The work of the market's thread, bit by bit. Nothing here waits: neither for clients nor for the exchange, which does
 * not know that anybody reads. A fault in the outputs ends it for good and is told by {@link #failure}.
 */
public final class MarketReader implements Agent {
    private static final Logger LOG = LoggerFactory.getLogger(MarketReader.class);
    /** Questions that wait at most; more are refused. */
    private static final int MOST_QUESTIONS = 1_024;

    private static final int QUESTIONS_AT_ONCE = 16;
    /** What is younger is the present, and so is all there is where nothing came for a while. */
    private static final long PRESENT_MICROS = TimeUnit.SECONDS.toMicros(1);

    private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final ModelFollowing following;
    private final ModelSnapshots snapshots;
    private final Supplier<Market> markets;
    private final Newest newest;
    private final Sender sender;
    private final Clock clock;
    private final long intervalNanos;
    private final ManyToOneConcurrentArrayQueue<Consumer<Market>> questions =
            new ManyToOneConcurrentArrayQueue<>(MOST_QUESTIONS);
    private Market market;
    private LastOutput last = new LastOutput();
    private long publishedAt;
    private long readAt;
    private volatile boolean caughtUp;
    private volatile boolean ended;
    private volatile long number;
    private volatile long since;
    private volatile String state = "not started";
    private volatile Optional<String> failure = Optional.empty();

    /** What sends the market's events on, driven by the market's thread. */
    public interface Sender extends AutoCloseable {
        /** Sends of this market from now on. */
        void follow(Market market);

        /** All that was read so far is history. */
        void skipHistory();

        /** Sends what is due; says how much was done. */
        int work(long nowNanos);

        @Override
        void close();
    }

    /**
     * @param snapshots of the market, to start with and to be taken
     * @param markets makes a fresh market
     * @param intervalNanos the least between two publications of an instrument
     */
    public MarketReader(
            FollowedOutputs.Source outputs,
            ModelSnapshots snapshots,
            Supplier<Market> markets,
            Newest newest,
            Sender sender,
            Clock clock,
            long intervalNanos) {
        following = new ModelFollowing(outputs, snapshots, new Follower());
        this.snapshots = snapshots;
        this.markets = markets;
        market = markets.get();
        this.newest = newest;
        this.sender = sender;
        this.intervalNanos = intervalNanos;
        this.clock = clock;
        readAt = System.nanoTime();
        publishedAt = System.nanoTime() - intervalNanos;
    }

    /** Why it ended, if it did. Safe for all threads, as all below. */
    public Optional<String> failure() {
        return failure;
    }

    /** Whether all outputs there were at the start have been read. */
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
     * Asks the market something.
     *
     * @param question is called on the market's thread; takes what it needs and does not keep the market
     * @param answer is called on the market's thread with what the question gave
     * @param failed is called on the market's thread where the question failed
     * @return false where too many questions wait already, or the reader has ended; nothing is called then
     */
    public <T> boolean ask(Function<Market, T> question, Consumer<T> answer, Consumer<RuntimeException> failed) {
        return !ended
                && questions.offer(asked -> {
                    T found;
                    try {
                        found = question.apply(asked);
                    } catch (RuntimeException fault) {
                        failed.accept(fault);
                        return;
                    }
                    answer.accept(found);
                });
    }

    @Override
    public int doWork() {
        int done = questions.drain(question -> question.accept(market), QUESTIONS_AT_ONCE);
        if (failure.isEmpty()) {
            try {
                // While a snapshot is written the market stands still; questions are answered all the same.
                done += snapshots.isHolding() ? sender.work(System.nanoTime()) : read();
            } catch (RuntimeException fault) {
                failure = Optional.of("market data ended at output " + market.number() + ": " + fault.getMessage());
                LOG.error("market data ended", fault);
            }
        }
        return done;
    }

    private int read() {
        int read = following.poll();
        long now = System.nanoTime();
        if (read > 0) {
            readAt = now;
        }
        if (!caughtUp) {
            sender.skipHistory();
            newest.skipTrades(market);
            long behindMicros = clock.millis() * 1_000 - market.time();
            caughtUp = market.number() > 0 && (now - readAt > QUIET_NANOS || behindMicros < PRESENT_MICROS);
        }
        if (now - publishedAt >= intervalNanos) {
            publishedAt = now;
            number = market.number();
            since = market.since();
            state = following.state();
            market.advanceCandles(market.time());
            newest.publish(market);
        }
        if (snapshots.isDue(last.number())) {
            snapshots.take(market, last, () -> {});
        }
        return read + sender.work(now);
    }

    /** Makes a market of the outputs. */
    private final class Follower implements OutputFollower {
        @Override
        public void begin(Start start) {
            Market fresh = markets.get();
            start.fill(fresh);
            market = fresh;
            last = new LastOutput();
            caughtUp = false;
            readAt = System.nanoTime();
            sender.follow(fresh);
            newest.skipTrades(fresh);
        }

        @Override
        public void onOutput(long next, DirectBuffer buffer, int offset, int length) {
            market.onOutput(buffer, offset, length);
            last.take(next, buffer, offset, length);
        }
    }

    @Override
    public void onClose() {
        ended = true;
        sender.close();
        following.close();
    }

    @Override
    public String roleName() {
        return "market";
    }
}
