package dev.bourse.exchange.sequencer;

import java.util.concurrent.TimeUnit;
import org.agrona.ErrorHandler;
import org.agrona.concurrent.AgentInvoker;
import org.agrona.concurrent.NanoClock;

/**
 * The media driver for those who share its thread. The archive alone has it work three times in each of its own rounds,
 * and each time it asks all of its sockets, one system call each, of which those of a node with clients in shared
 * memory hear nothing. So here it works again at once while it finds something to do, else once in a while. One thread.
 */
final class PacedDriver extends AgentInvoker {
    /** About as long as the shortest park of an idle thread takes, so a datagram waits no longer than for that. */
    static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

    private final AgentInvoker driver;
    private final NanoClock clock;
    private long again;

    PacedDriver(AgentInvoker driver, ErrorHandler errors, NanoClock clock) {
        super(errors, null, driver.agent());
        this.driver = driver;
        this.clock = clock;
        again = clock.nanoTime();
    }

    @Override
    public int invoke() {
        long now = clock.nanoTime();
        if (now - again < 0) {
            return 0;
        }
        int work = driver.invoke();
        again = work > 0 ? now : now + PAUSE_NANOS;
        return work;
    }

    @Override
    public boolean isClosed() {
        return driver.isClosed();
    }

    @Override
    public boolean isRunning() {
        return driver.isRunning();
    }
}
