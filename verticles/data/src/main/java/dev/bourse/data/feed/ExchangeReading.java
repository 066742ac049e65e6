package dev.bourse.data.feed;

import dev.bourse.data.exchange.ExchangeTrades;
import dev.bourse.data.exchange.ListedInstrument;
import dev.bourse.data.record.FeedReport;
import dev.bourse.data.record.Tally;
import dev.bourse.exchange.output.FollowedOutputs;
import dev.bourse.exchange.output.LastingOutputs;
import dev.bourse.exchange.output.OtherExchangeException;
import dev.bourse.exchange.output.OutputsGoneException;
import dev.bourse.exchange.world.World;
import dev.bourse.shared.flow.Backoff;
import dev.bourse.shared.instrument.Instrument;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that reads the exchange's outputs, from wherever it is told to, and hands their ticks over in blocks; while
 * all blocks are taken it waits. What fails it tries again after a moment, and the longer it takes the longer the
 * moments. Outputs that are deleted everywhere are passed over: it goes on behind the exchange's newest state, from
 * which it knows the listing, and counts what was lost. Behind outputs of another exchange than before it stands still.
 * Its methods are for the one thread that takes the blocks; {@link #report} and {@link #trouble} for any.
 */
final class ExchangeReading implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ExchangeReading.class);
    private static final int BLOCKS = 8;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long MICROS = 1_000;

    private final ArrayBlockingQueue<OutputBlock> filled = new ArrayBlockingQueue<>(BLOCKS);
    private final ArrayBlockingQueue<OutputBlock> empty = new ArrayBlockingQueue<>(BLOCKS);
    private final CountDownLatch end = new CountDownLatch(1);
    private final FollowedOutputs.Source source;
    private final ListingStore listings;
    private final Tally tally;
    private final ExchangeTrades trades;
    private final Runnable ready;
    private final Thread thread =
            Thread.ofPlatform().daemon().name("exchange-trades").unstarted(this::run);
    private volatile Seek seek = new Seek(0, 1);
    private volatile @Nullable String trouble;
    private final AtomicLong missed = new AtomicLong();

    // Of the thread alone.
    private final Backoff backoff = new Backoff(FIRST_PAUSE, LONGEST_PAUSE, ThreadLocalRandom.current());
    private final IdleStrategy idle =
            new BackoffIdleStrategy(0, 0, TimeUnit.MICROSECONDS.toNanos(10), TimeUnit.MILLISECONDS.toNanos(2));
    private Seek at = seek;
    private OutputBlock block = new OutputBlock();
    private long next = 1;
    private long time;
    private int version;

    /** From which output to read; each is another turn. */
    private record Seek(long turn, long from) {}

    /**
     * @param source the way to the exchange
     * @param ready called, on the thread, when a block has become ready
     */
    ExchangeReading(FollowedOutputs.Source source, ListingStore listings, Tally tally, Runnable ready) {
        this.source = source;
        this.listings = listings;
        this.tally = tally;
        this.ready = ready;
        this.trades = new ExchangeTrades(new Persistent(), tally);
        for (int made = 1; made < BLOCKS; made++) {
            empty.add(new OutputBlock());
        }
    }

    /** Reads from this output on; what was ready before is of no use any more. Begins with the first call. */
    void seek(long from) {
        seek = new Seek(seek.turn() + 1, from);
        if (thread.getState() == Thread.State.NEW) {
            thread.start();
        }
    }

    /** The next block since {@link #seek}, null where none is ready. */
    @Nullable
    OutputBlock poll() {
        OutputBlock found = filled.poll();
        while (found != null && found.turn() != seek.turn()) {
            recycle(found);
            found = filled.poll();
        }
        return found;
    }

    /** Gives a block back. */
    void recycle(OutputBlock done) {
        done.ticks().clear();
        empty.add(done);
    }

    FeedReport report() {
        return tally.report();
    }

    /** Why nothing comes though it should; empty where all is well. */
    Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    /** Outputs that were deleted before they could be read, the exchange's first ones included. */
    long missed() {
        return missed.get();
    }

    /**
     * Ends the reading; does not wait for it. The thread is not interrupted: it closes its way to the exchange, and
     * Aeron's client would not wait for the end of its own thread then.
     */
    @Override
    public void close() {
        end.countDown();
        empty.offer(new OutputBlock());
    }

    private boolean goesOn() {
        return end.getCount() > 0;
    }

    /** Whether it reads what it was told to read last. */
    private boolean isThere() {
        return at.turn() == seek.turn();
    }

    private void run() {
        while (goesOn()) {
            try {
                follow();
            } catch (OutputsGoneException gone) {
                fail(gone);
                passOver();
            } catch (OtherExchangeException other) {
                fail(other);
                while (isThere() && pause()) {
                    LOG.trace("waiting for another place to read from");
                }
            } catch (RuntimeException failed) {
                if (goesOn()) {
                    fail(failed);
                    pause();
                }
            }
        }
    }

    /** Goes on behind the exchange's newest state, if it can be had; else later. */
    private void passOver() {
        try {
            World world = source.world();
            listings.keep(world);
            long begin = Math.max(next, world.number() + 1);
            missed.addAndGet(begin - next);
            LOG.warn("outputs {} to {} are deleted: their trades are missed, the next is read", next, begin - 1);
            next = begin;
        } catch (RuntimeException failed) {
            if (goesOn()) {
                fail(failed);
                pause();
            }
        }
    }

    /** Reads until it is told to read elsewhere. */
    private void follow() {
        if (!isThere()) {
            at = seek;
            next = at.from();
            time = 0;
            block.ticks().clear();
        }
        listings.restore(trades, next);
        long heard = System.nanoTime();
        try (LastingOutputs outputs = new LastingOutputs(source, next)) {
            while (goesOn() && isThere()) {
                refresh();
                int read = outputs.poll(this::take);
                if (read > 0 || outputs.time() > time) {
                    heard = System.nanoTime();
                    trouble = null;
                    backoff.reset();
                    handOn(outputs.time());
                } else if (System.nanoTime() - heard > SILENCE_NANOS) {
                    trouble = "nothing is heard of the exchange; " + outputs.state();
                }
                idle.idle(read);
            }
        }
    }

    private void take(long number, DirectBuffer buffer, int offset, int length) {
        if (goesOn() && isThere()) {
            trades.take(number, buffer, offset, length, (instrument, tickTime, price, size) -> {
                if (block.ticks().isFull()) {
                    send(number - 1, tickTime);
                }
                block.ticks().add(instrument, tickTime, price, size, number);
            });
            next = number + 1;
        }
    }

    /** What has come; without ticks only where the taker has nothing else to do. */
    private void handOn(long timeMicros) {
        if (isThere() && (block.ticks().size() > 0 || filled.isEmpty())) {
            time = timeMicros;
            send(next - 1, timeMicros / MICROS);
        }
    }

    private void send(long number, long timeMillis) {
        block.close(at.turn(), number, timeMillis);
        filled.add(block);
        ready.run();
        try {
            block = empty.take();
        } catch (InterruptedException ended) {
            block = new OutputBlock();
            Thread.currentThread().interrupt();
        }
    }

    private void refresh() {
        int current = listings.version();
        if (current != version) {
            version = current;
            trades.forget();
        }
    }

    private void fail(RuntimeException cause) {
        String sentence = "the exchange's trades are not read: " + cause.getMessage();
        if (!sentence.equals(trouble)) {
            trouble = sentence;
            LOG.warn("{}", sentence, cause);
        }
    }

    /** False where the reading has ended. */
    private boolean pause() {
        try {
            return !end.await(backoff.nextNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Tries until the cluster takes it: nothing behind a listing may be given before that. */
    private final class Persistent implements ExchangeTrades.Registry {
        @Override
        public void keep(long number, DirectBuffer output, int offset, int length) {
            until(() -> {
                listings.keep(number, output, offset, length);
                return Optional.empty();
            });
        }

        @Override
        public Optional<Instrument> introduce(ListedInstrument listed) {
            return until(() -> listings.introduce(listed));
        }

        private <T> Optional<T> until(Supplier<Optional<T>> attempt) {
            do {
                try {
                    return attempt.get();
                } catch (RuntimeException refused) {
                    if (goesOn()) {
                        fail(refused);
                    }
                }
            } while (pause());
            return Optional.empty();
        }
    }
}
