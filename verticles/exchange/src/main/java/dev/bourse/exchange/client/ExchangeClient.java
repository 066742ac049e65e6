package dev.bourse.exchange.client;

import io.aeron.Aeron;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * A client of the sequencer for any number of threads, with a thread of its own on which answers are told. Commands
 * wait in a bounded queue; where it is full, {@link #send} says so and nothing is kept.
 */
public final class ExchangeClient implements AutoCloseable {
    private static final int COMMAND = 1;
    private static final int TAKEN_AT_ONCE = 256;

    private final SequencerSession session;
    private final ManyToOneRingBuffer queue;
    private final AgentRunner runner;
    private final AtomicLong pushedBack = new AtomicLong();
    private volatile boolean connected;

    /**
     * Starts a client.
     *
     * @param aeron a client of the media driver to use; not closed by this
     * @param queueBytes the queue's size, a power of two; a command takes its length and eight bytes
     * @param listener is called on the client's own thread and must not block it
     */
    public static ExchangeClient start(Aeron aeron, ClientOptions options, int queueBytes, AnswerListener listener) {
        ExchangeClient client = new ExchangeClient(aeron, options, queueBytes, listener);
        AgentRunner.startOnThread(client.runner);
        return client;
    }

    private ExchangeClient(Aeron aeron, ClientOptions options, int queueBytes, AnswerListener listener) {
        session = new SequencerSession(aeron, options, listener);
        queue = new ManyToOneRingBuffer(new UnsafeBuffer(BufferUtil.allocateDirectAligned(
                queueBytes + RingBufferDescriptor.TRAILER_LENGTH, BitUtil.CACHE_LINE_LENGTH)));
        runner = new AgentRunner(
                new BackoffIdleStrategy(0, 0, 1_000, TimeUnit.MICROSECONDS.toNanos(500)),
                error -> listener.onConnection(false, String.valueOf(error.getMessage())),
                null,
                new Loop());
    }

    /**
     * Takes a command, an SBE message of the core with its header; its correlation id comes back with the answer. Any
     * thread.
     *
     * @return false if the queue is full: nothing was taken
     * @throws IllegalArgumentException if it is longer than 256 bytes
     */
    public boolean send(DirectBuffer command, int offset, int length) {
        if (length > CommandWindow.LONGEST) {
            throw new IllegalArgumentException(
                    "a command has at most " + CommandWindow.LONGEST + " bytes, not " + length);
        }
        boolean taken = queue.write(COMMAND, command, offset, length);
        if (!taken) {
            pushedBack.incrementAndGet();
        }
        return taken;
    }

    /** How often {@link #send} found the queue full. */
    public long pushedBack() {
        return pushedBack.get();
    }

    /** Whether there is a leader that takes commands. */
    public boolean isConnected() {
        return connected;
    }

    /** Ends the client; the outcome of unanswered commands is told to be unknown. */
    @Override
    public void close() {
        CloseHelper.close(runner);
    }

    private final class Loop implements Agent {
        @Override
        public int doWork() {
            // Room first: what leaves the queue must find a place in the window.
            int work = 0;
            while (work < TAKEN_AT_ONCE && session.hasRoom()) {
                int read = queue.read((type, buffer, index, length) -> session.send(buffer, index, length), 1);
                if (read == 0) {
                    break;
                }
                work += read;
            }
            work += session.poll();
            connected = session.isConnected();
            return work;
        }

        @Override
        public void onClose() {
            session.close();
            connected = false;
        }

        @Override
        public String roleName() {
            return "bourse-exchange-client";
        }
    }
}
