package dev.bourse.standalone.chaos;

import dev.bourse.exchange.ExchangeConnection;
import dev.bourse.exchange.client.SequencerSession;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.agrona.concurrent.BackoffIdleStrategy;

/**
 * Clients that send at a rate, whatever becomes of the exchange, on a thread of their own; and how long they had no
 * answer. The market is set up first.
 */
final class ExchangeLoad implements AutoCloseable {
    private static final int AT_ONCE = 64;
    private static final long JOIN_MILLIS = 10_000;

    private final List<ExchangeTrader> traders;
    private final int rate;
    private final AtomicInteger marks = new AtomicInteger();
    private final Thread thread = Thread.ofPlatform().name("exchange-load").unstarted(this::run);
    private volatile boolean sending = true;
    private volatile boolean ended;
    private volatile boolean stallReset;
    private volatile long longestStall;
    private volatile long sent;
    private volatile long answered;
    private volatile int leader = -1;
    private long lastAnswer;
    private volatile String state = "not started";

    /** @param rate commands in a second, of all clients together */
    ExchangeLoad(ExchangeConnection connection, int rate, long seed) {
        this.rate = rate;
        traders = IntStream.range(0, ExchangeOrders.CLIENTS)
                .mapToObj(client -> new ExchangeTrader(
                        client,
                        seed,
                        listener -> new SequencerSession(connection.aeron(), connection.client(), listener)))
                .toList();
    }

    void start() {
        thread.start();
    }

    /** Has a snapshot asked for in place of the next order. */
    void mark() {
        marks.incrementAndGet();
    }

    /** Sends nothing new any more. */
    void pause() {
        sending = false;
    }

    /** Forgets the waits so far. */
    void resetStall() {
        stallReset = true;
    }

    /** The longest time without any answer, while there was one to come, in milliseconds. */
    long longestStallMillis() {
        return TimeUnit.NANOSECONDS.toMillis(longestStall);
    }

    long sent() {
        return sent;
    }

    long answered() {
        return answered;
    }

    /** The node that leads, as far as the clients know, or -1. */
    int leader() {
        return leader;
    }

    /** Where the clients are connected, for a person. */
    String state() {
        return state;
    }

    /** The clients, once this is closed. */
    List<ExchangeTrader> traders() {
        return traders;
    }

    /** Ends the thread and the clients. */
    @Override
    public void close() {
        ended = true;
        try {
            thread.join(JOIN_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            throw new IllegalStateException("the clients do not end");
        }
    }

    private void run() {
        try {
            work();
        } catch (RuntimeException failed) {
            state = "the clients failed: " + failed;
        } finally {
            traders.forEach(ExchangeTrader::close);
        }
    }

    private void work() {
        BackoffIdleStrategy idle = new BackoffIdleStrategy(0, 0, 1_000, 500_000);
        ExchangeTrader first = traders.getFirst();
        lastAnswer = System.nanoTime();
        long start = 0;
        long offset = 0;
        while (!ended) {
            int work = 0;
            long now = System.nanoTime();
            if (first.sent() < ExchangeOrders.SET_UP) {
                work += first.sendNext(false) ? 1 : 0;
            } else if (start == 0) {
                start = first.answered() == ExchangeOrders.SET_UP ? now : 0;
                offset = ExchangeOrders.SET_UP;
            } else if (sending) {
                work += send(offset + (long) ((now - start) * (rate / 1e9)));
            }
            work += sendMark(first);
            for (ExchangeTrader trader : traders) {
                work += trader.poll();
            }
            look(now);
            idle.idle(work);
        }
    }

    private int sendMark(ExchangeTrader first) {
        if (marks.get() > 0 && first.sendNext(true)) {
            marks.decrementAndGet();
            return 1;
        }
        return 0;
    }

    /** Sends what is due: while the exchange is away it becomes more, and all of it is sent once it is back. */
    private int send(long due) {
        int work = 0;
        boolean room = true;
        while (room && work < AT_ONCE && total() < due) {
            room = false;
            for (ExchangeTrader trader : traders) {
                if (trader.sendNext(false)) {
                    room = true;
                    work++;
                }
            }
        }
        return work;
    }

    private long total() {
        long total = 0;
        for (ExchangeTrader trader : traders) {
            total += trader.sent();
        }
        return total;
    }

    private void look(long now) {
        long answers = 0;
        for (ExchangeTrader trader : traders) {
            answers += trader.answered();
        }
        long all = total();
        if (answers > answered || answers == all) {
            longestStall = Math.max(longestStall, answers > answered ? now - lastAnswer : 0);
            lastAnswer = now;
        }
        if (stallReset) {
            stallReset = false;
            longestStall = 0;
        }
        answered = answers;
        sent = all;
        leader = traders.getFirst().leader();
        state = traders.getFirst().state();
    }
}
