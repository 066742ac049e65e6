package dev.bourse.shared.telemetry;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of lines that is renamed to NAME.1, NAME.2, ... when it is full, of which as many are kept as configured.
 * Lines wait in a bounded queue for the writer's thread; while it is full further lines are dropped and counted, so
 * that an event loop is never slowed; a thread of its own may wait instead. A line that cannot be made into text is
 * dropped and counted too, and so is one that cannot be written. Safe for all threads.
 */
public final class RotatingLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RotatingLog.class);
    private static final long LOOK_MILLIS = 100;

    private final RotatingFile file;
    private final ArrayBlockingQueue<Line> queue;
    private final LongAdder dropped = new LongAdder();
    private final Thread thread;
    private volatile boolean closed;
    private boolean brokenLineSeen;

    /** One line, made into text on the writer's thread. */
    @FunctionalInterface
    public interface Line {
        /** Appends the line without its end. */
        void append(StringBuilder out);
    }

    /** Tells the writer to end. */
    private record End() implements Line {
        @Override
        public void append(StringBuilder out) {
            // It is no line.
        }
    }

    /**
     * Opens the file, appending to what is there.
     *
     * @param thread the name of the writer's thread
     * @param mostBytes where a file is full, 1 or more
     * @param kept how many full files are kept, 0 or more
     * @param capacity lines that may wait
     * @throws IOException if the file cannot be opened
     */
    public RotatingLog(String thread, Path file, long mostBytes, int kept, int capacity) throws IOException {
        this(
                thread,
                new RotatingFile(file, mostBytes, kept, RotatingFile.Opener.APPENDING, System::nanoTime),
                capacity);
    }

    RotatingLog(String thread, RotatingFile file, int capacity) {
        this.file = file;
        this.queue = new ArrayBlockingQueue<>(capacity);
        this.thread = Thread.ofPlatform().name(thread).start(this::run);
    }

    /** Hands a line over; false where it was dropped because too many wait. */
    public boolean offer(Line line) {
        if (!closed && queue.offer(line)) {
            return true;
        }
        dropped.increment();
        return false;
    }

    /** Hands a line over, waiting while too many wait already: for threads that may. */
    public void put(Line line) {
        try {
            while (!closed) {
                // Who waits when the log is closed would wait for ever.
                if (queue.offer(line, LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        dropped.increment();
    }

    /** Lines that were dropped, because too many waited or the file could not be written. */
    public long dropped() {
        return dropped.sum() + file.lost();
    }

    /** Writes what waits and closes the file. Blocks until then. */
    @Override
    public void close() throws IOException {
        closed = true;
        try {
            queue.put(new End());
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        file.close();
    }

    private void run() {
        StringBuilder text = new StringBuilder(256);
        try {
            for (Line line = queue.take(); !(line instanceof End); line = queue.take()) {
                text.setLength(0);
                write(line, text);
                if (queue.isEmpty()) {
                    file.flush();
                }
            }
        } catch (InterruptedException interrupted) {
            LOG.warn("a log ends early: its thread {} was interrupted", Thread.currentThread());
            closed = true;
        }
        file.flush();
    }

    private void write(Line line, StringBuilder text) {
        try {
            line.append(text);
            file.add(text.append('\n'));
        } catch (RuntimeException broken) {
            dropped.increment();
            if (!brokenLineSeen) {
                brokenLineSeen = true;
                LOG.error("a line cannot be made into text; this one and others like it are dropped", broken);
            }
        }
    }
}
