package dev.bourse.standalone.chaos;

import dev.bourse.exchange.output.OutputReader;
import dev.bourse.exchange.output.OutputSource;
import dev.bourse.exchange.session.Messages;
import io.aeron.Aeron;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.BackoffIdleStrategy;

/**
 * A reader of outputs on a thread of its own that notes the hash of each, over all failures of nodes; and over its own,
 * if it is told to be forgetful: then it starts anew every two seconds, and only knows which number comes next.
 */
final class ExchangeWitness implements AutoCloseable {
    private static final long PATIENCE_MILLIS = 2_500;
    private static final long LIFE_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long JOIN_MILLIS = 30_000;
    private static final int COMMAND_NUMBER = Messages.HEADER + Long.BYTES;
    private static final int TIME = Messages.HEADER + 2 * Long.BYTES;
    private static final int MOST_FAULTS = 5;

    private final Aeron aeron;
    private final List<OutputSource> sources;
    private final boolean forgetful;
    private final LongList hashes = new LongList();
    private final LongList times = new LongList();
    private final List<String> faults = new ArrayList<>();
    private final Thread thread;
    private volatile boolean ended;
    private volatile long next = 1;
    private volatile String state = "not started";
    private long changes;

    /** Starts reading from the first output on; the sources are tried in their order. */
    ExchangeWitness(Aeron aeron, List<OutputSource> sources, boolean forgetful) {
        this.aeron = aeron;
        this.sources = List.copyOf(sources);
        this.forgetful = forgetful;
        thread = Thread.ofPlatform().name("exchange-witness").start(this::run);
    }

    /** The number of the output that comes next. */
    long next() {
        return next;
    }

    /** Where it reads, for a person. */
    String state() {
        return state;
    }

    /** How often it went to another node, once it is closed. */
    long changes() {
        return changes;
    }

    /** The hash of each output from number 1 on, once it is closed. */
    LongList hashes() {
        return hashes;
    }

    /** The time of each command from number 1 on, in microseconds of the log, once it is closed. */
    LongList times() {
        return times;
    }

    /** What was wrong, once it is closed. */
    List<String> faults() {
        return faults;
    }

    @Override
    public void close() {
        ended = true;
        try {
            thread.join(JOIN_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            throw new IllegalStateException("a reader of outputs does not end");
        }
    }

    private void run() {
        BackoffIdleStrategy idle = new BackoffIdleStrategy(0, 0, 1_000, 1_000_000);
        while (!ended) {
            try (OutputReader reader = new OutputReader(aeron, sources, next, PATIENCE_MILLIS)) {
                long end = System.nanoTime() + LIFE_NANOS;
                while (!ended && (!forgetful || System.nanoTime() - end < 0)) {
                    int read = reader.poll(this::onOutput);
                    next = reader.next();
                    state = reader.state();
                    idle.idle(read);
                }
                changes += reader.changes();
            } catch (RuntimeException failed) {
                fault("a reader failed: " + failed);
            }
        }
    }

    private void onOutput(long number, DirectBuffer buffer, int offset, int length) {
        if (number != hashes.size() + 1L || Messages.numberOfOutput(buffer, offset) != number) {
            fault("output " + number + " came behind output " + hashes.size());
        }
        hashes.add(ExchangeTrader.hash(buffer, offset, length));
        long command = buffer.getLong(offset + COMMAND_NUMBER);
        if (command == times.size() + 1L) {
            times.add(buffer.getLong(offset + TIME));
        } else if (command != times.size()) {
            fault("output " + number + " is of command " + command + ", behind command " + times.size());
        }
    }

    private void fault(String what) {
        if (faults.size() < MOST_FAULTS) {
            faults.add(what);
        }
    }
}
