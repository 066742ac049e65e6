package dev.bourse.gateway.link;

import dev.bourse.exchange.ExchangeConnection;
import dev.bourse.exchange.client.ExchangeClient;
import dev.bourse.exchange.follow.ModelFollowing;
import dev.bourse.exchange.follow.ModelSnapshots;
import dev.bourse.exchange.follow.OutputFollower;
import dev.bourse.exchange.output.FollowedOutputs;
import dev.bourse.exchange.output.NodeSnapshots;
import dev.bourse.exchange.output.OutputConsumer;
import dev.bourse.exchange.output.OutputReader;
import dev.bourse.exchange.world.World;
import dev.bourse.gateway.order.Answer;
import dev.bourse.gateway.port.Exchange;
import dev.bourse.gateway.port.ExchangeFailure;
import dev.bourse.gateway.port.Outputs;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.CloseHelper;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The gateway's way to the sequencer: an answer means that the command is committed by a majority of the nodes and
 * applied. Commands and outputs share a connection, and a thread of its own reads the outputs; where the connection has
 * broken another is opened, outputs go on at the number where they were, and commands whose answers it has cost are of
 * unknown outcome.
 */
public final class SequencerLink implements Exchange, Outputs {
    private static final int QUEUE_BYTES = 1 << 20;
    /** More than the second in which a node that lives says something. */
    private static final long SILENCE_MILLIS = 2_500;

    private static final long MAX_PARK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Opener opener;
    private final ModelSnapshots snapshots;
    private final AwaitedAnswers answers = new AwaitedAnswers();
    private final Promise<Void> ended = Promise.promise();
    private final IdleStrategy idle = new BackoffIdleStrategy(0, 0, 1_000, MAX_PARK_NANOS);
    private volatile @Nullable ExchangeClient client;
    private volatile @Nullable ModelFollowing following;
    private volatile boolean closed;
    private final AtomicLong connections = new AtomicLong();
    private final AtomicLong changes = new AtomicLong();
    private boolean started;

    /** Opens a connection; blocks, and throws where that cannot be done. */
    @FunctionalInterface
    public interface Opener {
        /** A connection that is this link's alone. */
        ExchangeConnection open();
    }

    /**
     * A link that connects when it is first told to {@link #follow}.
     *
     * @param snapshots of whoever follows, to start with
     */
    public SequencerLink(Opener opener, ModelSnapshots snapshots) {
        this.opener = opener;
        this.snapshots = snapshots;
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
    public synchronized void follow(OutputFollower follower) {
        if (started || closed) {
            throw new IllegalStateException("outputs are followed once");
        }
        started = true;
        ModelFollowing begun = new ModelFollowing(new Way(), snapshots, follower);
        following = begun;
        Thread thread = new Thread(() -> run(begun, follower), "gateway-outputs");
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
        ModelFollowing begun = following;
        return answers.state() + "; " + (begun == null ? "not connected yet" : begun.state());
    }

    /** How often a connection was opened. */
    public long connections() {
        return connections.get();
    }

    /** How often the node that outputs are read from was changed, or looked for in vain. */
    public long changes() {
        return changes.get();
    }

    /** Outputs that were deleted before they could be read. */
    public long missed() {
        ModelFollowing begun = following;
        return begun == null ? 0 : begun.missed();
    }

    /** How often the model began with the state of the exchange. */
    public long worlds() {
        ModelFollowing begun = following;
        return begun == null ? 0 : begun.worlds();
    }

    /** Commands that have no answer yet. */
    public int awaited() {
        return answers.size();
    }

    private void run(ModelFollowing begun, OutputFollower follower) {
        try (begun) {
            while (!closed) {
                idle.idle(begun.poll());
            }
        } catch (RuntimeException broken) {
            follower.end(broken);
        } finally {
            ended.tryComplete();
        }
    }

    /** The outputs over a connection that commands go over, too. */
    private final class Way implements FollowedOutputs.Source {
        @Override
        public FollowedOutputs open(long from) {
            try {
                ExchangeConnection connection = opener.open();
                connections.incrementAndGet();
                return new Connected(connection, from);
            } catch (RuntimeException broken) {
                answers.onConnection(false, String.valueOf(broken.getMessage()));
                throw broken;
            }
        }

        @Override
        public World world() {
            try (ExchangeConnection connection = opener.open()) {
                return NodeSnapshots.newest(connection.aeron(), connection.outputs(), SILENCE_MILLIS);
            }
        }
    }

    private final class Connected implements FollowedOutputs {
        private final ExchangeConnection connection;
        private final ExchangeClient opened;
        private final OutputReader reader;
        private long counted;

        Connected(ExchangeConnection connection, long from) {
            this.connection = connection;
            try {
                reader = new OutputReader(connection.aeron(), connection.outputs(), from, SILENCE_MILLIS);
                opened = ExchangeClient.start(connection.aeron(), connection.client(), QUEUE_BYTES, answers);
            } catch (RuntimeException broken) {
                connection.close();
                throw broken;
            }
            client = opened;
        }

        @Override
        public int poll(OutputConsumer consumer) {
            if (connection.isClosed()) {
                throw new IllegalStateException(
                        "the media driver has ended, or did not hear of this process for too long");
            }
            int read = reader.poll(consumer);
            changes.addAndGet(reader.changes() - counted);
            counted = reader.changes();
            return read;
        }

        @Override
        public long time() {
            return reader.time();
        }

        @Override
        public long end() {
            return reader.end();
        }

        @Override
        public String state() {
            return reader.state();
        }

        @Override
        public void close() {
            client = null;
            CloseHelper.closeAll(opened, reader, connection);
            answers.onConnection(false, "the connection was closed: " + reader.state());
            answers.abandon("the connection was lost");
        }
    }
}
