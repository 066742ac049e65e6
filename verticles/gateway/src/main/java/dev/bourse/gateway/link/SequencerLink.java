package dev.bourse.gateway.link;

import dev.bourse.exchange.ExchangeConnection;
import dev.bourse.exchange.client.ExchangeClient;
import dev.bourse.exchange.output.OutputReader;
import dev.bourse.exchange.output.OutputsGoneException;
import dev.bourse.gateway.order.Answer;
import dev.bourse.gateway.port.Exchange;
import dev.bourse.gateway.port.ExchangeFailure;
import dev.bourse.gateway.port.Outputs;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gateway's way to the sequencer: an answer means that the command is committed by a majority of the nodes and
 * applied. A thread of its own holds the connection, opens another where it has broken, and reads the outputs, which go
 * on at the number where they were; commands whose answers a broken connection has cost are of unknown outcome.
 */
public final class SequencerLink implements Exchange, Outputs {
    private static final Logger LOG = LoggerFactory.getLogger(SequencerLink.class);
    private static final int QUEUE_BYTES = 1 << 20;
    /** More than the second in which a node that lives says something. */
    private static final long SILENCE_MILLIS = 2_500;

    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long MAX_PARK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Opener opener;
    private final AwaitedAnswers answers = new AwaitedAnswers();
    private final Promise<Void> ended = Promise.promise();
    private final IdleStrategy idle = new BackoffIdleStrategy(0, 0, 1_000, MAX_PARK_NANOS);
    private volatile @Nullable ExchangeClient client;
    private volatile boolean closed;
    private volatile String reading = "not connected yet";
    private final AtomicLong connections = new AtomicLong();
    private volatile long changes;
    private long next;
    private boolean started;

    /** Opens a connection; blocks, and throws where that cannot be done. */
    @FunctionalInterface
    public interface Opener {
        /** A connection that is this link's alone. */
        ExchangeConnection open();
    }

    /** A link that connects when it is first told to {@link #follow}. */
    public SequencerLink(Opener opener) {
        this.opener = opener;
    }

    @Override
    public Future<Answer> submit(byte[] command) {
        ExchangeClient current = client;
        if (current == null || answers.isCutOff()) {
            return Future.failedFuture(
                    ExchangeFailure.unavailable("the exchange has no leader in sight: " + answers.state()));
        }
        Future<Answer> answer = answers.await(command);
        if (!current.send(new UnsafeBuffer(command), 0, command.length)) {
            answers.refuse(command, "the exchange has too many commands before this one");
        } else if (client != current) {
            answers.abandon("the connection was lost");
        }
        return answer;
    }

    @Override
    public synchronized void follow(long from, Consumer consumer) {
        if (started || closed) {
            throw new IllegalStateException("outputs are followed once");
        }
        started = true;
        next = from;
        Thread thread = new Thread(() -> run(consumer), "gateway-outputs");
        thread.setDaemon(true);
        thread.start();
    }

    /** Ends it soon; {@link #ended} says when. */
    @Override
    public synchronized void close() {
        closed = true;
        if (!started) {
            ended.tryComplete();
        }
    }

    /** Completes when it has ended after it was closed. */
    public Future<Void> ended() {
        return ended.future();
    }

    /** Whether there is a leader that takes commands. */
    public boolean isConnected() {
        ExchangeClient current = client;
        return current != null && current.isConnected();
    }

    /** Where commands go and outputs come from, for a person. */
    public String state() {
        return answers.state() + "; " + reading;
    }

    /** How often a connection was opened. */
    public long connections() {
        return connections.get();
    }

    /** How often the node that outputs are read from was changed, or looked for in vain. */
    public long changes() {
        return changes;
    }

    /** Commands that have no answer yet. */
    public int awaited() {
        return answers.size();
    }

    private void run(Consumer consumer) {
        try {
            while (!closed) {
                try {
                    connect(consumer);
                } catch (OutputsGoneException gone) {
                    consumer.onFailure(gone);
                    return;
                } catch (RuntimeException broken) {
                    reading = String.valueOf(broken.getMessage());
                    answers.onConnection(false, reading);
                    LOG.warn("the connection to the exchange broke; opening another", broken);
                    pause();
                }
            }
        } finally {
            ended.tryComplete();
        }
    }

    private void pause() {
        long until = System.nanoTime() + RETRY_NANOS;
        while (!closed && System.nanoTime() - until < 0) {
            idle.idle(0);
        }
    }

    private void connect(Consumer consumer) {
        try (ExchangeConnection connection = opener.open()) {
            ExchangeClient opened = ExchangeClient.start(connection.aeron(), connection.client(), QUEUE_BYTES, answers);
            connections.incrementAndGet();
            client = opened;
            try (OutputReader reader =
                    new OutputReader(connection.aeron(), connection.outputs(), next, SILENCE_MILLIS)) {
                read(reader, connection, consumer);
            } finally {
                client = null;
                opened.close();
                answers.abandon("the connection was lost");
            }
        }
    }

    private void read(OutputReader reader, ExchangeConnection connection, Consumer consumer) {
        long changesBefore = changes;
        while (!closed && !connection.isClosed()) {
            idle.idle(reader.poll((number, buffer, offset, length) -> {
                consumer.onOutput(number, buffer, offset, length);
                next = number + 1;
            }));
            reading = reader.state();
            changes = changesBefore + reader.changes();
        }
        if (!closed) {
            throw new IllegalStateException("the media driver has ended, or did not hear of this process for too long");
        }
    }
}
