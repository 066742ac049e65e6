package dev.bourse.gateway.port;

import dev.bourse.exchange.follow.OutputFollower;
import dev.bourse.exchange.follow.Start;
import io.vertx.core.Context;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Carries outputs from the reader's thread to a context. Bounded: where the context is behind, the reader waits. The
 * context takes a limited number at a time, so that requests get their turn, and none at all while it is held.
 */
public final class OutputQueue implements OutputFollower {
    private static final int AT_A_TIME = 512;

    private final ArrayBlockingQueue<Output> queue;
    private final Context context;
    private final Outputs.Consumer target;
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[0]);
    private volatile boolean closed;
    /** Of the context alone. */
    private boolean held;

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Output(
            long number, byte[] message, @Nullable Runnable begins) {}

    /**
     * @param capacity outputs that wait at most
     * @param target is called on the context
     */
    public OutputQueue(int capacity, Context context, Outputs.Consumer target) {
        queue = new ArrayBlockingQueue<>(capacity);
        this.context = context;
        this.target = target;
    }

    @Override
    public void onOutput(long number, DirectBuffer source, int offset, int length) {
        byte[] message = new byte[length];
        source.getBytes(offset, message);
        put(new Output(number, message, null));
    }

    @Override
    public void begin(Start start) {
        put(new Output(start.number(), new byte[0], target.begin(start)));
    }

    @Override
    public void end(RuntimeException why) {
        put(new Output(0, new byte[0], () -> target.onEnd(why)));
    }

    /** Hands nothing over until {@link #release}. On the context. */
    public void hold() {
        held = true;
    }

    /** Goes on. On the context. */
    public void release() {
        held = false;
        schedule();
    }

    private void put(Output output) {
        try {
            if (!closed) {
                queue.put(output);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return;
        }
        schedule();
    }

    /** How many outputs wait. */
    public int size() {
        return queue.size();
    }

    /** Lets the reader go on without anybody listening. */
    public void close() {
        closed = true;
        queue.clear();
    }

    private void schedule() {
        if (scheduled.compareAndSet(false, true)) {
            context.runOnContext(called -> drain());
        }
    }

    private void drain() {
        for (int taken = 0; taken < AT_A_TIME && !held; taken++) {
            Output output = queue.poll();
            if (output == null) {
                break;
            }
            Runnable begins = output.begins();
            if (begins != null) {
                begins.run();
            } else {
                buffer.wrap(output.message());
                target.onOutput(output.number(), buffer, 0, output.message().length);
            }
        }
        scheduled.set(false);
        if (!held && !queue.isEmpty()) {
            schedule();
        }
    }
}
