package dev.bourse.exchange.client;

import dev.bourse.exchange.envelope.MessageHeaderDecoder;
import dev.bourse.exchange.envelope.Refusal;
import dev.bourse.exchange.envelope.RefusedDecoder;
import io.aeron.Aeron;
import io.aeron.cluster.client.AeronCluster;
import io.aeron.cluster.client.EgressListener;
import io.aeron.cluster.codecs.EventCode;
import io.aeron.exceptions.AeronException;
import io.aeron.logbuffer.Header;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A client of the sequencer for one thread, which calls {@link #send} and then, again and again, {@link #poll}. For any
 * number of threads there is {@link ExchangeClient}.
 *
 * <p>What {@link #send} takes is sent by the next poll, with all else that is due then, in one message. After a change
 * of the leader, or a lost connection, all unanswered commands are sent again; the sequencer recognises by client id
 * and sequence those that it had. Does not block.
 */
public final class SequencerSession implements AutoCloseable, EgressListener {
    /** {@link #send} found no room: poll and try again, or refuse the caller. */
    public static final long BACK_PRESSURE = -1;

    private static final long KEEP_ALIVE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int BATCHES_A_POLL = 8;
    /** Longer than an election: a session that the sequencer has ended may hear nothing of its end. */
    private static final long SILENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(2_500);

    private final Aeron aeron;
    private final ClientOptions options;
    private final AnswerListener listener;
    // Over shared memory clients of one stream would hear, and hold up, each other's answers.
    private final int egressStream = ThreadLocalRandom.current().nextInt(10_000, Integer.MAX_VALUE);
    private final Answer answer = new Answer();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final RefusedDecoder refused = new RefusedDecoder();
    private final long answerTimeoutNanos;
    private long clientId;
    private CommandWindow window;
    private AeronCluster.@Nullable AsyncConnect connecting;
    private @Nullable AeronCluster cluster;
    private boolean connected;
    private boolean lost;
    private boolean closed;
    private long notBefore = System.nanoTime();
    private long keepAliveAt;
    private long lastHeard;
    private long clock = System.nanoTime(); // Of the last poll, or of the first command since.
    private long resends;
    private long connections;
    private String state = "not connected yet";

    /** A client that is not connected yet; {@code aeron} is a client of the driver to use and not closed by this. */
    public SequencerSession(Aeron aeron, ClientOptions options, AnswerListener listener) {
        this.aeron = aeron;
        this.options = options;
        this.listener = listener;
        clientId = newClientId();
        window = new CommandWindow(clientId, options.window(), options.batchBytes());
        answerTimeoutNanos = options.answerTimeout().toNanos();
    }

    /**
     * Takes a command, an SBE message of the core with its header. Its correlation id comes back with the answer.
     *
     * @return a positive number, or {@link #BACK_PRESSURE} if too many commands are unanswered
     * @throws IllegalArgumentException if the bytes are not one message of at most 256 bytes
     */
    public long send(DirectBuffer command, int offset, int length) {
        if (window.isFull()) {
            return BACK_PRESSURE;
        }
        if (window.open() == 0) {
            clock = System.nanoTime();
        }
        return window.add(command, offset, length, clock + answerTimeoutNanos);
    }

    /** Sends what is due, takes what has come, and keeps the connection; gives how much there was to do. */
    public int poll() {
        long now = System.nanoTime();
        clock = now;
        int work = giveUp(now);
        AeronCluster current = cluster;
        if (current == null) {
            return work + connect(now);
        }
        try {
            work += flush(current);
            work += current.pollEgress() + current.pollStateChanges();
            if (now - keepAliveAt > 0) {
                keepAliveAt = now + KEEP_ALIVE_NANOS;
                current.sendKeepAlive();
            }
            if (window.open() == 0) {
                lastHeard = now;
            } else if (now - lastHeard > SILENCE_NANOS) {
                lost = true;
                state = "no answers any more";
            }
            if (current.isClosed() || lost) {
                disconnect(lost ? state : "the connection was lost");
            }
        } catch (AeronException broken) {
            disconnect(String.valueOf(broken.getMessage()));
        }
        return work;
    }

    /** Whether {@link #send} would take a command. */
    public boolean hasRoom() {
        return !window.isFull();
    }

    /** How many commands have no answer yet and were not given up. */
    public int unanswered() {
        return window.open();
    }

    /** Whether there is a leader that takes commands. */
    public boolean isConnected() {
        return connected;
    }

    /** The node that leads, as far as this client knows, or -1. */
    public int leader() {
        AeronCluster current = cluster;
        return current == null ? -1 : current.leaderMemberId();
    }

    /** How often unanswered commands were sent again. */
    public long resends() {
        return resends;
    }

    /** How often a session was opened. */
    public long connections() {
        return connections;
    }

    /** When the message came that brought the last answers, by {@link System#nanoTime}. */
    public long heardAtNanos() {
        return lastHeard;
    }

    /** Where it is connected, or why it is not, for a person. */
    public String state() {
        return state;
    }

    /** Ends the session; the outcome of unanswered commands is told to be unknown. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            CloseHelper.quietCloseAll(connecting, cluster);
            giveUpAll("the client was closed");
        }
    }

    @Override
    public void onMessage(
            long clusterSessionId, long timestamp, DirectBuffer buffer, int offset, int length, Header aeronHeader) {
        lastHeard = System.nanoTime();
        int at = offset;
        int end = offset + length;
        while (at < end) {
            int size = answer.wrap(buffer, at, end);
            if (size < 0) {
                onRefused(buffer, at);
                return;
            }
            long sequence = answer.sequence();
            if (answer.clientId() == clientId) {
                long correlationId = window.first() <= sequence ? window.correlationOf(sequence) : 0;
                if (window.answered(sequence)) {
                    listener.onAnswer(correlationId, answer);
                }
            }
            at += size;
        }
    }

    @Override
    public void onNewLeader(long clusterSessionId, long leadershipTermId, int leaderMemberId, String endpoints) {
        sendAgain("node " + leaderMemberId + " leads");
    }

    @Override
    public void onSessionEvent(
            long correlationId, long clusterSessionId, long termId, int leaderId, EventCode code, String detail) {
        if (code == EventCode.CLOSED || code == EventCode.ERROR) {
            lost = true;
            state = "the session was ended: " + detail;
        }
    }

    private int flush(AeronCluster current) {
        int sent = 0;
        for (int i = 0; i < BATCHES_A_POLL; i++) {
            int length = window.makeBatch();
            if (length == 0 || current.offer(window.batch(), 0, length) <= 0) {
                break;
            }
            sent += window.sent();
        }
        return sent;
    }

    private int giveUp(long now) {
        int count = 0;
        for (long sequence = window.giveUp(now); sequence != 0; sequence = window.giveUp(now)) {
            listener.onUnknown(
                    window.correlationOf(sequence),
                    "no answer within " + options.answerTimeout().toMillis() + " ms (" + state + ")");
            count++;
        }
        return count;
    }

    private void giveUpAll(String why) {
        long end = System.nanoTime() + answerTimeoutNanos + 1;
        for (long sequence = window.giveUp(end); sequence != 0; sequence = window.giveUp(end)) {
            listener.onUnknown(window.correlationOf(sequence), why);
        }
    }

    private int connect(long now) {
        if (closed || now - notBefore < 0) {
            return 0;
        }
        try {
            AeronCluster.AsyncConnect attempt = connecting;
            if (attempt == null) {
                connecting = AeronCluster.asyncConnect(options.context(aeron, this, egressStream));
                return 1;
            }
            AeronCluster made = attempt.poll();
            if (made == null) {
                return 0;
            }
            connecting = null;
            cluster = made;
            lost = false;
            connections++;
            sendAgain("connected to node " + made.leaderMemberId());
            return 1;
        } catch (AeronException unreachable) {
            CloseHelper.quietClose(connecting);
            connecting = null;
            state = String.valueOf(unreachable.getMessage());
            notBefore = now + options.retry().toNanos();
            return 0;
        }
    }

    private void sendAgain(String why) {
        lastHeard = System.nanoTime();
        state = why;
        connected = true;
        resends += window.open() > 0 ? 1 : 0;
        window.sendAgain();
        listener.onConnection(true, why);
    }

    private void disconnect(String why) {
        CloseHelper.quietClose(cluster);
        cluster = null;
        connected = false;
        lost = false;
        state = why;
        notBefore = System.nanoTime() + options.retry().toNanos();
        listener.onConnection(false, why);
    }

    private void onRefused(DirectBuffer buffer, int offset) {
        header.wrap(buffer, offset);
        if (header.schemaId() != RefusedDecoder.SCHEMA_ID || header.templateId() != RefusedDecoder.TEMPLATE_ID) {
            return;
        }
        Refusal refusal = refused.wrapAndApplyHeader(buffer, offset, header).refusal();
        lost = true;
        state = "the sequencer refused a batch: " + refusal + ", expected sequence " + refused.expectedSequence();
        if (refusal == Refusal.UNKNOWN_CLIENT) {
            giveUpAll("the sequencer does not remember this client");
            clientId = newClientId();
            window = new CommandWindow(clientId, options.window(), options.batchBytes());
        }
    }

    private static long newClientId() {
        return ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
    }
}
