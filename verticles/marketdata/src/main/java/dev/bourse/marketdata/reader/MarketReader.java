package dev.bourse.marketdata.reader;

import dev.bourse.exchange.output.FollowedOutputs;
import dev.bourse.marketdata.market.Market;
import dev.bourse.marketdata.publish.Newest;
import dev.bourse.shared.cluster.Clock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
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

    private final FollowedOutputs outputs;
    private final Market market;
    private final Newest newest;
    private final Sender sender;
    private final Clock clock;
    private final long intervalNanos;
    private final ManyToOneConcurrentArrayQueue<Consumer<Market>> questions =
            new ManyToOneConcurrentArrayQueue<>(MOST_QUESTIONS);
    private long publishedAt;
    private long readAt;
    private volatile boolean caughtUp;
    private volatile boolean ended;
    private volatile long number;
    private volatile String state = "not started";
    private volatile Optional<String> failure = Optional.empty();

    /** What sends the market's events on, driven by the market's thread. */
    public interface Sender extends AutoCloseable {
        /** All that was read so far is history. */
        void skipHistory();

        /** Sends what is due; says how much was done. */
        int work(long nowNanos);

        @Override
        void close();
    }

    /** @param intervalNanos the least between two publications of an instrument */
    public MarketReader(
            FollowedOutputs outputs, Market market, Newest newest, Sender sender, Clock clock, long intervalNanos) {
        this.outputs = outputs;
        this.market = market;
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
                done += read();
            } catch (RuntimeException fault) {
                failure = Optional.of("market data ended at output " + market.number() + ": " + fault.getMessage());
                LOG.error("market data ended", fault);
            }
        }
        return done;
    }

    private int read() {
        int read = outputs.poll((next, buffer, offset, length) -> market.onOutput(buffer, offset, length));
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
            state = outputs.state();
            market.advanceCandles(market.time());
            newest.publish(market);
        }
        return read + sender.work(now);
    }

    @Override
    public void onClose() {
        ended = true;
        sender.close();
        outputs.close();
    }

    @Override
    public String roleName() {
        return "market";
    }
}
