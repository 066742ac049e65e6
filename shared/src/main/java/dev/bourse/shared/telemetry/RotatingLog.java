package dev.bourse.shared.telemetry;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of lines that is renamed to NAME.1, NAME.2, ... when it is full, of which as many are kept as configured.
 * Lines wait in a bounded queue for the writer's thread; while it is full further lines are dropped and counted, so
 * that an event loop is never slowed; a thread of its own may wait instead. Safe for all threads.
 */
public final class RotatingLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RotatingLog.class);
    private final Path file;
    private final long mostBytes;
    private final int kept;
    private final ArrayBlockingQueue<Line> queue;
    private final LongAdder dropped = new LongAdder();
    private final Thread thread;
    private volatile boolean closed;
    private BufferedWriter writer;
    private long bytes;

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
        this.file = file;
        this.mostBytes = mostBytes;
        this.kept = kept;
        this.queue = new ArrayBlockingQueue<>(capacity);
        this.writer = open(file);
        this.bytes = Files.size(file);
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
            if (!closed) {
                queue.put(line);
                return;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        dropped.increment();
    }

    /** Lines that were dropped, because too many waited or the file could not be written. */
    public long dropped() {
        return dropped.sum();
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
        writer.close();
    }

    private void run() {
        StringBuilder text = new StringBuilder(256);
        try {
            for (Line line = queue.take(); !(line instanceof End); line = queue.take()) {
                text.setLength(0);
                line.append(text);
                write(text.append('\n'));
                if (queue.isEmpty()) {
                    flush();
                }
            }
        } catch (InterruptedException interrupted) {
            LOG.warn("the log {} ends early: its thread was interrupted", file);
        }
        flush();
    }

    private void write(StringBuilder text) {
        try {
            if (bytes >= mostBytes) {
                rotate();
            }
            writer.append(text);
            bytes += text.length();
        } catch (IOException unwritable) {
            failed(unwritable);
        }
    }

    private void flush() {
        try {
            writer.flush();
        } catch (IOException unwritable) {
            failed(unwritable);
        }
    }

    private void failed(IOException unwritable) {
        if (dropped.sum() == 0) {
            LOG.error("{} cannot be written; lines are dropped and counted from here on", file, unwritable);
        }
        dropped.increment();
    }

    private void rotate() throws IOException {
        writer.close();
        for (int number = kept; number >= 1; number--) {
            Path from = number == 1 ? file : numbered(number - 1);
            if (Files.exists(from)) {
                Files.move(from, numbered(number), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.deleteIfExists(file);
        writer = open(file);
        bytes = 0;
    }

    private Path numbered(int number) {
        return file.resolveSibling(file.getFileName() + "." + number);
    }

    private static BufferedWriter open(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        return Files.newBufferedWriter(
                file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
