package dev.bourse.bench.sequencer;

import dev.bourse.exchange.client.Answer;
import dev.bourse.exchange.client.AnswerListener;
import dev.bourse.exchange.client.ClientOptions;
import dev.bourse.exchange.client.SequencerSession;
import io.aeron.Aeron;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;

/**
 * Sends through the cluster's client, open loop: each command is due at a fixed moment, and its latency counts from
 * there, whether it could be sent then or not. So a wait of the client for the exchange is in the figures of all
 * commands that were due during it. One thread.
 */
final class LoadClient implements AnswerListener, AutoCloseable {
    private static final int REMEMBERED = 1 << 20;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final Aeron aeron;
    private final SequencerSession session;
    private final OrderFlow flow;
    private final IdleStrategy idle = new BackoffIdleStrategy(0, 0, 1_000, 50_000);
    private final long[] dueAt = new long[REMEMBERED];
    private final Histogram latencies = new Histogram(TimeUnit.MINUTES.toNanos(5), 3);
    private long correlationId;
    private long answered;
    private long unknown;
    private long firstCounted = Long.MAX_VALUE;

    /** What a run gave. */
    record Result(
            long sent, long answered, long unknown, double seconds, double processorSeconds, Histogram latencies) {}

    LoadClient(String driverDirectory, ClientOptions options, OrderFlow flow) {
        aeron = Aeron.connect(new Aeron.Context().aeronDirectoryName(driverDirectory));
        session = new SequencerSession(aeron, options, this);
        this.flow = flow;
    }

    @Override
    public void onAnswer(long correlation, Answer answer) {
        answered++;
        if (correlation >= firstCounted) {
            latencies.recordValue(Math.max(1, session.heardAtNanos() - dueAt[(int) correlation & (REMEMBERED - 1)]));
        }
    }

    @Override
    public void onUnknown(long correlation, String why) {
        unknown++;
    }

    /** Sets the market up. */
    void setUp() {
        int length = flow.nextOfSetUp(++correlationId);
        while (length > 0) {
            send(length);
            length = flow.nextOfSetUp(++correlationId);
        }
        awaitAnswers();
    }

    /** Sends so many commands as fast as they are taken, and waits for all answers. */
    void send(long commands) {
        for (long i = 0; i < commands; i++) {
            int length = flow.next(++correlationId);
            while (!session.hasRoom()) {
                idle.idle(session.poll());
            }
            session.send(flow.buffer(), 0, length);
        }
        awaitAnswers();
    }

    /** Sends at a rate for some seconds. */
    Result atRate(long rate, int seconds) {
        begin();
        long sentBefore = correlationId;
        long answeredBefore = answered;
        long processor = Processor.nanos();
        long total = rate * seconds;
        long start = System.nanoTime();
        long sent = 0;
        while (sent < total) {
            long due = (long) ((System.nanoTime() - start) * (rate / 1e9));
            int work = 0;
            while (sent < Math.min(due, total) && session.hasRoom() && work < 128) {
                long dueTime = start + (long) (sent * (1e9 / rate));
                int length = flow.next(++correlationId);
                dueAt[(int) correlationId & (REMEMBERED - 1)] = dueTime;
                session.send(flow.buffer(), 0, length);
                sent++;
                work++;
            }
            idle.idle(work + session.poll());
        }
        awaitAnswers();
        double took = (System.nanoTime() - start) / 1e9;
        return new Result(
                correlationId - sentBefore,
                answered - answeredBefore,
                unknown,
                took,
                (Processor.nanos() - processor) / 1e9,
                latencies.copy());
    }

    /** Sends as much as is taken, with a full window, for some seconds. */
    Result saturated(int seconds) {
        begin();
        long sentBefore = correlationId;
        long answeredBefore = answered;
        long processor = Processor.nanos();
        long start = System.nanoTime();
        long end = start + TimeUnit.SECONDS.toNanos(seconds);
        while (System.nanoTime() - end < 0) {
            int work = 0;
            long now = System.nanoTime();
            while (session.hasRoom() && work < 512) {
                int length = flow.next(++correlationId);
                dueAt[(int) correlationId & (REMEMBERED - 1)] = now;
                session.send(flow.buffer(), 0, length);
                work++;
            }
            idle.idle(work + session.poll());
        }
        double took = (System.nanoTime() - start) / 1e9;
        long within = answered - answeredBefore;
        awaitAnswers();
        return new Result(
                correlationId - sentBefore,
                within,
                unknown,
                took,
                (Processor.nanos() - processor) / 1e9,
                latencies.copy());
    }

    @Override
    public void close() {
        session.close();
        aeron.close();
    }

    private void begin() {
        latencies.reset();
        firstCounted = correlationId + 1;
    }

    private void send(int length) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (session.send(flow.buffer(), 0, length) < 0) {
            idle.idle(session.poll());
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("no command is taken: " + session.state());
            }
        }
        session.poll();
    }

    private void awaitAnswers() {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (session.unanswered() > 0) {
            idle.idle(session.poll());
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException(
                        session.unanswered() + " commands are not answered: " + session.state());
            }
        }
    }
}
