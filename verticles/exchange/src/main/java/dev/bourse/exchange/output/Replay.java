package dev.bourse.exchange.output;

import io.aeron.Aeron;
import io.aeron.FragmentAssembler;
import io.aeron.Image;
import io.aeron.Subscription;
import io.aeron.archive.client.AeronArchive;
import io.aeron.logbuffer.FragmentHandler;
import java.util.concurrent.ThreadLocalRandom;
import org.agrona.concurrent.AgentInvoker;

/** A replay of a recording that has begun to arrive. Opening blocks until it has. One thread. */
final class Replay implements AutoCloseable {
    /** How long an archive may take to send the first bytes. */
    private static final long PATIENCE_NANOS = 5_000_000_000L;

    private final AeronArchive archive;
    private final Subscription subscription;
    private final Image image;
    private final long sessionId;

    private Replay(AeronArchive archive, Subscription subscription, Image image, long sessionId) {
        this.archive = archive;
        this.subscription = subscription;
        this.image = image;
        this.sessionId = sessionId;
    }

    /**
     * Opens a replay.
     *
     * @param length bytes, or {@link AeronArchive#REPLAY_ALL_AND_FOLLOW}
     * @throws RuntimeException if the archive cannot be reached or refuses
     */
    static Replay open(AeronArchive archive, OutputSource source, long recordingId, long from, long length) {
        Aeron aeron = archive.context().aeron();
        // A stream of its own: subscriptions of one driver to the same channel and stream would get each other's bytes.
        int stream = anyStream();
        Subscription subscription = aeron.addSubscription(source.replayChannel(), stream);
        try {
            String channel = resolved(archive, source, subscription);
            long sessionId = archive.startReplay(recordingId, from, length, channel, stream);
            long deadline = System.nanoTime() + PATIENCE_NANOS;
            Image image = subscription.imageBySessionId((int) sessionId);
            while (image == null) {
                pause(archive, deadline, "the replay of recording " + recordingId + " did not begin");
                image = subscription.imageBySessionId((int) sessionId);
            }
            return new Replay(archive, subscription, image, sessionId);
        } catch (RuntimeException failed) {
            subscription.close();
            throw failed;
        }
    }

    /** Hands over what has arrived, at most {@code limit} fragments; gives how many. */
    int poll(FragmentAssembler handler, int limit) {
        return image.poll(handler, limit);
    }

    /** Waits a little, as whoever made the archive's client wants it to be done. */
    void pause(int work) {
        idle(archive, work);
    }

    /** Whether all has arrived that will. */
    boolean isOver() {
        return image.isClosed() || image.isEndOfStream();
    }

    long position() {
        return image.position();
    }

    @Override
    public void close() {
        try {
            if (!isOver()) {
                archive.archiveProxy()
                        .stopReplay(
                                sessionId, archive.context().aeron().nextCorrelationId(), archive.controlSessionId());
            }
        } finally {
            subscription.close();
        }
    }

    /** A stream id that nobody else uses, as far as chance goes. */
    static int anyStream() {
        return ThreadLocalRandom.current().nextInt(10_000, Integer.MAX_VALUE);
    }

    /** A handler that puts the fragments of long batches together. */
    static FragmentAssembler assembling(FragmentHandler handler) {
        return new FragmentAssembler(handler);
    }

    private static String resolved(AeronArchive archive, OutputSource source, Subscription subscription) {
        if (source.isLocal()) {
            return source.replayChannel();
        }
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        String channel = subscription.tryResolveChannelEndpointPort();
        while (channel == null) {
            pause(archive, deadline, "no port could be opened for " + source.replayChannel());
            channel = subscription.tryResolveChannelEndpointPort();
        }
        return channel;
    }

    private static void pause(AeronArchive archive, long deadline, String late) {
        if (System.nanoTime() - deadline > 0) {
            throw new IllegalStateException(late + " within " + PATIENCE_NANOS / 1_000_000_000L + " s");
        }
        idle(archive, 0);
    }

    private static void idle(AeronArchive archive, int work) {
        AgentInvoker conductor = archive.context().aeron().conductorAgentInvoker();
        archive.context().idleStrategy().idle(work + (conductor == null ? 0 : conductor.invoke()));
    }
}
