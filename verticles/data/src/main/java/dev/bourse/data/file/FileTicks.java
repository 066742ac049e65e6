package dev.bourse.data.file;

import dev.bourse.data.format.TickFormat;
import dev.bourse.data.record.FeedReport;
import dev.bourse.data.record.TickBlock;
import dev.bourse.data.record.TickSink;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * The ticks of one recorded file, plain or gzipped, in the file's order. A thread of its own reads, unzips and parses
 * up to a few blocks ahead of the one thread that takes them.
 *
 * <pre>{@code
 * try (FileTicks ticks = FileTicks.open(path, FileOptions.of(instruments))) {
 *     for (TickBlock block = ticks.next(); block != null; block = ticks.next()) {
 *         ... block.instrument(i), block.time(i), block.price(i), block.size(i) ...
 *         ticks.recycle(block);
 *     }
 *     ticks.report();
 * }
 * }</pre>
 */
public final class FileTicks implements AutoCloseable {
    private final ArrayBlockingQueue<TickBlock> filled;
    private final ArrayBlockingQueue<TickBlock> empty;
    private final FileReading reading;
    private final Thread thread;
    private boolean ended;

    private FileTicks(FileReading reading, int blocksAhead) {
        this.reading = reading;
        this.filled = new ArrayBlockingQueue<>(blocksAhead + 2);
        this.empty = new ArrayBlockingQueue<>(blocksAhead + 2);
        for (int block = 0; block < blocksAhead; block++) {
            empty.add(new TickBlock());
        }
        this.thread = Thread.ofPlatform().daemon().name("file-ticks").unstarted(() -> reading.run(empty, filled));
    }

    /**
     * Opens the file and starts to read it.
     *
     * @throws IOException if it cannot be read, or is of no known format; the message says what to do
     * @throws IllegalArgumentException if the format needs a date and none is given
     */
    public static FileTicks open(Path path, FileOptions options) throws IOException {
        return open(path, options, () -> {});
    }

    /**
     * As {@link #open(Path, FileOptions)}; runs {@code ready} on the reading thread whenever a block became ready or
     * the end was reached.
     */
    public static FileTicks open(Path path, FileOptions options, Runnable ready) throws IOException {
        FileReading reading = FileReading.open(path, options);
        reading.readyHandler(ready);
        FileTicks ticks = new FileTicks(reading, options.blocksAhead());
        ticks.thread.start();
        return ticks;
    }

    /** The format of the file. */
    public TickFormat format() {
        return reading.format();
    }

    /**
     * The next block, with one tick or more; waits for it. Null at the end of the file.
     *
     * @throws IOException if the reading failed in the middle of the file
     */
    public @Nullable TickBlock next() throws IOException, InterruptedException {
        if (ended) {
            return null;
        }
        TickBlock block = filled.take();
        if (block.size() > 0) {
            return block;
        }
        ended = true;
        reading.throwFailure();
        return null;
    }

    /** The next block if one is ready, else null; {@link #ended} tells whether there will be more. Never waits. */
    public @Nullable TickBlock poll() throws IOException {
        TickBlock block = ended ? null : filled.poll();
        if (block == null || block.size() > 0) {
            return block;
        }
        ended = true;
        reading.throwFailure();
        return null;
    }

    /** True once {@link #next} or {@link #poll} has met the end of the file. */
    public boolean ended() {
        return ended;
    }

    /** Gives a block back to be filled again; whoever took it looks at it no more. */
    public void recycle(TickBlock block) {
        block.clear();
        empty.add(block);
    }

    /** Gives all remaining ticks to the sink. */
    public void forEach(TickSink sink) throws IOException, InterruptedException {
        for (TickBlock block = next(); block != null; block = next()) {
            for (int index = 0; index < block.size(); index++) {
                sink.tick(block.instrument(index), block.time(index), block.price(index), block.size(index));
            }
            recycle(block);
        }
    }

    /** What has been read so far; everything once the end was met. Any thread may ask. */
    public FeedReport report() {
        return reading.report();
    }

    /** Ends the reading; does not wait for it. */
    @Override
    public void close() {
        thread.interrupt();
    }
}
