package dev.bourse.marketdata.outputs;

import dev.bourse.exchange.core.ExchangeCore;
import dev.bourse.exchange.output.FollowedOutputs;
import dev.bourse.exchange.output.OutputConsumer;
import dev.bourse.exchange.replay.JournalException;
import dev.bourse.exchange.replay.JournalReader;
import dev.bourse.shared.config.StartFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The outputs that a journal file gives when it is applied to a core of our own: the market of a recorded session, as
 * it was at the journal's end.
 */
public final class JournalOutputs implements FollowedOutputs {
    private static final int COMMANDS_AT_ONCE = 64;
    private static final int EXPECTED_ORDERS = 100_000;

    private final JournalReader journal;
    private final Path file;
    private final ExchangeCore core = new ExchangeCore(EXPECTED_ORDERS);
    private final ArrayDeque<byte[]> waiting = new ArrayDeque<>();
    private final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
    private long number;
    private boolean over;

    private JournalOutputs(Path file, JournalReader journal) {
        this.file = file;
        this.journal = journal;
    }

    /**
     * Opens a journal.
     *
     * @throws StartFailure where it cannot be read
     */
    public static JournalOutputs of(Path file) {
        try {
            return new JournalOutputs(file, new JournalReader(file));
        } catch (IOException | JournalException unreadable) {
            throw new StartFailure("marketdata.journal: " + unreadable.getMessage(), unreadable);
        }
    }

    /** A journal that is read once, from its beginning; a fault in it is for good. Opens as {@link #of} does. */
    public static Source source(Path file) {
        JournalOutputs opened = of(file);
        return new Source() {
            @Override
            public FollowedOutputs open(long from) {
                return opened;
            }

            @Override
            public FollowedOutputs lasting(long from) {
                return opened;
            }
        };
    }

    @Override
    public int poll(OutputConsumer consumer) {
        for (int i = 0; i < COMMANDS_AT_ONCE && !over; i++) {
            apply();
        }
        int count = waiting.size();
        while (!waiting.isEmpty()) {
            byte[] output = waiting.remove();
            buffer.wrap(output);
            consumer.onOutput(++number, buffer, 0, output.length);
        }
        return count;
    }

    private void apply() {
        try {
            over = !journal.next();
        } catch (IOException | JournalException damaged) {
            throw new IllegalStateException(damaged.getMessage(), damaged);
        }
        if (!over) {
            core.apply(
                    journal.buffer(), journal.offset(), journal.length(), journal.timestamp(), (from, at, length) -> {
                        byte[] copy = new byte[length];
                        from.getBytes(at, copy);
                        waiting.add(copy);
                    });
        }
    }

    @Override
    public long time() {
        return core.timestamp();
    }

    @Override
    public String state() {
        return over ? "the journal " + file + " is read to its end" : "reading the journal " + file;
    }

    @Override
    public void close() {
        try {
            journal.close();
        } catch (IOException failed) {
            throw new IllegalStateException("cannot close " + file, failed);
        }
    }
}
