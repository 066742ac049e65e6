package dev.bourse.exchange.output;

import dev.bourse.shared.flow.Backoff;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The outputs over ways that break: another is opened after a moment, and the longer it takes the longer the moments,
 * up to some seconds, at the output where the one before broke. The one place that does so, for all readers. What the
 * consumer throws comes out of {@link #poll}, and the output at which it did so is handed over again. One thread.
 */
public final class LastingOutputs implements FollowedOutputs {
    private static final Logger LOG = LoggerFactory.getLogger(LastingOutputs.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Source source;
    private @Nullable FollowedOutputs open;
    private @Nullable RuntimeException fault;
    private final LastOutput last = new LastOutput();
    private long next;
    private long time;
    private long end;
    private final Backoff backoff = new Backoff(FIRST_PAUSE, LONGEST_PAUSE, ThreadLocalRandom.current());
    private long notBefore = System.nanoTime();
    private String state = "not connected yet";

    /** @param from the number of the first output that is wanted, 1 or more */
    public LastingOutputs(Source source, long from) {
        this.source = source;
        next = from;
    }

    /** The number of the output that comes next. */
    public long next() {
        return next;
    }

    @Override
    public int poll(OutputConsumer consumer) {
        FollowedOutputs current = open;
        if (current == null && System.nanoTime() - notBefore < 0) {
            return 0;
        }
        int read = 0;
        try {
            if (current == null) {
                // With the last that was taken, to see whether it is still the same exchange.
                current = source.open(last.number() == next - 1 ? Math.max(1, next - 1) : next);
                open = current;
            }
            read = current.poll((number, buffer, offset, length) -> take(consumer, number, buffer, offset, length));
            state = current.state();
            time = Math.max(time, current.time());
            end = current.end();
            if (read > 0) {
                backoff.reset();
            }
        } catch (OutputsGoneException | OtherExchangeException gone) {
            throw gone;
        } catch (RuntimeException broken) {
            lost(current == null, broken);
            again();
        }
        RuntimeException thrown = fault;
        if (thrown != null) {
            fault = null;
            again();
            throw thrown;
        }
        return read;
    }

    @Override
    public long time() {
        return time;
    }

    @Override
    public long end() {
        return end;
    }

    @Override
    public String state() {
        return state;
    }

    @Override
    public void close() {
        FollowedOutputs current = open;
        open = null;
        if (current != null) {
            current.close();
        }
    }

    private void take(OutputConsumer consumer, long number, DirectBuffer buffer, int offset, int length) {
        if (fault != null) {
            return;
        }
        try {
            if (number == next) {
                consumer.onOutput(number, buffer, offset, length);
                next = number + 1;
                last.take(number, buffer, offset, length);
            } else {
                last.require(number, buffer, offset, length);
            }
        } catch (RuntimeException thrown) {
            fault = thrown;
        }
    }

    /** Before the exchange is there this is no news. */
    private void lost(boolean before, RuntimeException why) {
        String was = state;
        state = (before ? "no way to the exchange yet: " : "the way to the exchange broke: ") + why.getMessage();
        if (!before) {
            LOG.warn("{}; opening another", state);
        } else if (!state.equals(was)) {
            LOG.info("{}", state);
        }
        LOG.debug("it was lost by", why);
    }

    private void again() {
        notBefore = System.nanoTime() + backoff.nextNanos();
        try {
            close();
        } catch (RuntimeException gone) {
            LOG.debug("what was broken could not be closed", gone);
        }
    }
}
