package dev.bourse.bench.sequencer;

import dev.bourse.exchange.client.Answer;
import dev.bourse.exchange.client.AnswerListener;
import dev.bourse.exchange.client.ClientOptions;
import dev.bourse.exchange.client.SequencerSession;
import io.aeron.Aeron;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.agrona.CloseHelper;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;

/**
 * Sends through the cluster's client, open loop: each command is due at a fixed moment, and its latency counts from
 * there, whether it could be sent then or not. So a wait of the client for the exchange is in the figures of all
 * commands that were due during it. One thread.
 */
final class LoadClient implements AnswerListener, AutoCloseable {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final Aeron aeron;
    /** Each has commands of its own under way, and the orders of its own accounts, as several gateways would. */
    private final SequencerSession[] sessions;

    private final OrderFlow flow;
    private final IdleStrategy idle = new BackoffIdleStrategy(0, 0, 1_000, 50_000);
    /** With thousands under way nobody waits for this thread, and each time it wakes it takes a core from the node. */
    private final IdleStrategy idleWhenFull = new BackoffIdleStrategy(0, 0, 200_000, 200_000);

    private final long[] dueAt;
    private final Histogram latencies = new Histogram(TimeUnit.MINUTES.toNanos(5), 3);
    private SequencerSession polled;
    private long correlationId;
    /** The length of the command that was made last and is not sent yet, else 0. */
    private int waiting;

    private long sent;
    private long answered;
    private long unknown;
    private long firstCounted = Long.MAX_VALUE;
    /** The latency of the last answers, and how many had it; they are not in {@link #latencies} yet. */
    private long latency;

    private long ofThisLatency;

    /** What a run gave. */
    record Result(
            long sent, long answered, long unknown, double seconds, double processorSeconds, Histogram latencies) {}

    /** So many clients, a power of two, on the thread of whoever calls. */
    LoadClient(String driverDirectory, ClientOptions options, OrderFlow flow, int clients) {
        aeron = Aeron.connect(new Aeron.Context().aeronDirectoryName(driverDirectory));
        sessions = new SequencerSession[clients];
        Arrays.setAll(sessions, client -> new SequencerSession(aeron, options, this));
        polled = sessions[0];
        // More than can be unanswered at a time, and few enough to stay in the processor's cache.
        dueAt = new long[2 * clients * options.window()];
        this.flow = flow;
    }

    @Override
    public void onAnswer(long correlation, Answer answer) {
        answered++;
        if (correlation >= firstCounted) {
            long measured = Math.max(1, polled.heardAtNanos() - dueAt[(int) correlation & (dueAt.length - 1)]);
            if (measured != latency) {
                recordLatency();
                latency = measured;
            }
            ofThisLatency++;
        }
    }

    /** Commands that were due together and answered together have one latency: it is recorded as often, but once. */
    private void recordLatency() {
        if (ofThisLatency > 0) {
            latencies.recordValueWithCount(latency, ofThisLatency);
            ofThisLatency = 0;
        }
    }

    @Override
    public void onUnknown(long correlation, String why) {
        unknown++;
    }

    /** Sets the market up. */
    void setUp() {
        for (waiting = flow.nextOfSetUp(++correlationId); waiting > 0; waiting = flow.nextOfSetUp(++correlationId)) {
            long deadline = System.nanoTime() + PATIENCE_NANOS;
            while (!offer(sessions[0], 0)) {
                idle.idle(poll());
                if (System.nanoTime() - deadline > 0) {
                    throw new IllegalStateException("no command is taken: " + sessions[0].state());
                }
            }
            poll();
        }
        awaitAnswers();
    }

    /** Sends so many commands as fast as they are taken, and waits for all answers. */
    void send(long commands) {
        for (long i = 0; i < commands; i++) {
            while (!sendNext(System.nanoTime())) {
                idle.idle(poll());
            }
        }
        awaitAnswers();
    }

    /** Sends at a rate for some seconds. */
    Result atRate(long rate, int seconds) {
        begin();
        long answeredBefore = answered;
        long processor = Processor.nanos();
        long total = rate * seconds;
        long start = System.nanoTime();
        while (sent < total) {
            long due = (long) ((System.nanoTime() - start) * (rate / 1e9));
            int work = 0;
            while (sent < Math.min(due, total) && work < 128 && sendNext(start + (long) (sent * (1e9 / rate)))) {
                work++;
            }
            idle.idle(work + poll());
        }
        awaitAnswers();
        double took = (System.nanoTime() - start) / 1e9;
        return new Result(
                sent, answered - answeredBefore, unknown, took, (Processor.nanos() - processor) / 1e9, recorded());
    }

    /** Sends as much as is taken, with a full window, for some seconds. */
    Result saturated(int seconds) {
        begin();
        long answeredBefore = answered;
        long processor = Processor.nanos();
        long start = System.nanoTime();
        long end = start + TimeUnit.SECONDS.toNanos(seconds);
        while (System.nanoTime() - end < 0) {
            int work = 0;
            long now = System.nanoTime();
            while (work < 512 && sendNext(now)) {
                work++;
            }
            idleWhenFull.idle(work + poll());
        }
        double took = (System.nanoTime() - start) / 1e9;
        long within = answered - answeredBefore;
        awaitAnswers();
        return new Result(sent, within, unknown, took, (Processor.nanos() - processor) / 1e9, recorded());
    }

    @Override
    public void close() {
        CloseHelper.closeAll(sessions);
        aeron.close();
    }

    private void begin() {
        latencies.reset();
        ofThisLatency = 0;
        sent = 0;
        firstCounted = correlationId + (waiting == 0 ? 1 : 0);
    }

    /** Sends the next command of trading if its account's client has room for it. */
    private boolean sendNext(long due) {
        if (waiting == 0) {
            waiting = flow.next(++correlationId);
        }
        return offer(sessions[flow.account() & (sessions.length - 1)], due);
    }

    private boolean offer(SequencerSession session, long due) {
        if (!session.hasRoom()) {
            return false;
        }
        dueAt[(int) correlationId & (dueAt.length - 1)] = due;
        session.send(flow.buffer(), 0, waiting);
        waiting = 0;
        sent++;
        return true;
    }

    private int poll() {
        int work = 0;
        for (SequencerSession session : sessions) {
            polled = session;
            work += session.poll();
        }
        return work;
    }

    private int unanswered() {
        int unanswered = 0;
        for (SequencerSession session : sessions) {
            unanswered += session.unanswered();
        }
        return unanswered;
    }

    private Histogram recorded() {
        recordLatency();
        return latencies.copy();
    }

    private void awaitAnswers() {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (unanswered() > 0) {
            idle.idle(poll());
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException(unanswered() + " commands are not answered: " + polled.state());
            }
        }
    }
}
