package dev.bourse.bench.gateway;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.SleepingIdleStrategy;

/**
 * Sends requests over connections, open loop: each is due at a fixed moment, and its latency counts from there, whether
 * a connection was free then or not. So a wait for the server is in the figures of all requests that were due during
 * it. One thread.
 */
final class OpenLoop implements Connection.Answers, AutoCloseable {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long PARK_NANOS = 20_000;

    private final List<? extends Connection> connections;
    private final Selector selector;
    private final IdleStrategy idle = new SleepingIdleStrategy(PARK_NANOS);
    private final Histogram latencies = new Histogram(TimeUnit.MINUTES.toNanos(5), 3);
    private int next;
    private long answered;
    private long limited;
    private long otherwise;
    private int oddStatus;

    /**
     * What a run gave.
     *
     * @param sent requests
     * @param done answers that say that it is done (2xx)
     * @param limited answers that say that it was too much (429)
     * @param otherwise other answers
     * @param oddStatus the status of one of these
     */
    record Result(
            long sent, long done, long limited, long otherwise, int oddStatus, double seconds, Histogram latencies) {}

    OpenLoop(List<? extends Connection> connections) throws IOException {
        this.connections = connections;
        selector = Selector.open();
        for (Connection connection : connections) {
            connection.register(selector);
        }
    }

    /** Sends at a rate for some seconds and waits for the answers. */
    Result atRate(double rate, double seconds) throws IOException {
        begin();
        long total = (long) (rate * seconds);
        long start = System.nanoTime();
        long sent = 0;
        while (sent < total) {
            long due = Math.min(total, (long) ((System.nanoTime() - start) * (rate / 1e9)) + 1);
            boolean worked = false;
            while (sent < due && sendOne(start + (long) (sent * (1e9 / rate)))) {
                sent++;
                worked = true;
            }
            turn(worked);
        }
        awaitAnswers();
        return result(sent, start);
    }

    /** Sends as much as is answered for some seconds. */
    Result full(double seconds) throws IOException {
        begin();
        long start = System.nanoTime();
        long end = start + (long) (seconds * 1e9);
        long sent = 0;
        while (System.nanoTime() - end < 0) {
            boolean worked = false;
            while (sendOne(System.nanoTime())) {
                sent++;
                worked = true;
            }
            turn(worked);
        }
        Result result = result(sent, start);
        awaitAnswers();
        return result;
    }

    @Override
    public void onAnswer(long dueNanos, int status) {
        latencies.recordValue(Math.max(1, System.nanoTime() - dueNanos));
        if (status < 300) {
            answered++;
        } else if (status == 429) {
            limited++;
        } else {
            otherwise++;
            oddStatus = status;
        }
    }

    @Override
    public void close() throws IOException {
        for (Connection connection : connections) {
            connection.close();
        }
        selector.close();
    }

    private void begin() {
        latencies.reset();
        answered = 0;
        limited = 0;
        otherwise = 0;
    }

    private Result result(long sent, long start) {
        return new Result(
                sent, answered, limited, otherwise, oddStatus, (System.nanoTime() - start) / 1e9, latencies.copy());
    }

    private boolean sendOne(long dueNanos) throws IOException {
        for (int tried = 0; tried < connections.size(); tried++) {
            Connection connection = connections.get(next);
            next = next + 1 == connections.size() ? 0 : next + 1;
            if (connection.hasRoom()) {
                connection.send(dueNanos);
                return true;
            }
        }
        return false;
    }

    private void turn(boolean worked) throws IOException {
        int ready = selector.selectNow();
        if (ready == 0 && !worked) {
            idle.idle();
            ready = selector.selectNow();
        }
        if (ready > 0) {
            for (SelectionKey key : selector.selectedKeys()) {
                ((Connection) key.attachment()).turn(this);
            }
            selector.selectedKeys().clear();
        }
    }

    private void awaitAnswers() throws IOException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (connections.stream().anyMatch(connection -> connection.awaited() > 0)) {
            turn(false);
            if (System.nanoTime() - deadline > 0) {
                throw new IOException("requests are not answered within 10 s");
            }
        }
    }
}
