package dev.bourse.data.feed;

import dev.bourse.data.feed.TickIntake.Answer;
import dev.bourse.data.file.FileOptions;
import dev.bourse.data.file.FileTicks;
import dev.bourse.data.file.ReplayPace;
import dev.bourse.data.record.FeedReport;
import dev.bourse.data.record.TickBlock;
import dev.bourse.data.resume.FeedPosition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One reading of a file for some partitions, paced, in turns of the data verticle's loop. Everything but
 * {@link #report} happens on that loop.
 */
final class FilePass {
    /** The marks of a position: the number of the last record dealt with, and how many of that record's ticks. */
    private static final String RECORD = "record";

    private static final String PART = "part";

    /** The marks of where reading may begin anew, 0 for the beginning: see {@link TickBlock#startByte}. */
    private static final String BYTE = "byte";

    private static final String BEFORE = "before";

    private static final Logger LOG = LoggerFactory.getLogger(FilePass.class);
    private static final FeedReport NOTHING = new FeedReport(0, 0, 0, Map.of(), Map.of(), List.of());
    private static final int TURN = 16_384;
    private static final long MINUTE = 60_000;

    private final FeedContext context;
    private final Path path;
    private final FileOptions options;
    private final ReplayPace pace;
    private final boolean reporting;
    private final Map<Integer, FeedPosition> after = new HashMap<>();
    private volatile @Nullable FileTicks ticks;
    private @Nullable TickBlock block;
    private int index;
    private long record;
    private long part;
    private long startByte;
    private long recordsBefore;
    private long newest;
    private boolean waiting;
    private boolean begun;
    private boolean done;
    private volatile @Nullable String failure;

    /** @param reporting whether this pass tells of the records that it refuses; other passes refuse the same ones */
    FilePass(FeedContext context, Path path, FileOptions options, ReplayPace pace, boolean reporting) {
        this.context = context;
        this.path = path;
        this.options = reporting ? options.with(context.rejections()) : options;
        this.pace = pace;
        this.reporting = reporting;
    }

    /** Gives this partition's ticks after this position; before {@link #begin}. */
    void take(int partition, FeedPosition position) {
        after.put(partition, position);
    }

    /** Gives no more of this partition's ticks; ends where no other is left, unless others may still come. */
    void leave(int partition) {
        after.remove(partition);
        if (begun && after.isEmpty()) {
            close();
        }
    }

    /** How many partitions it gives ticks of. */
    int partitions() {
        return after.size();
    }

    boolean has(int partition) {
        return after.containsKey(partition);
    }

    /** Why it ended before the end of the file; null where it did not. Safe for any thread. */
    @Nullable
    String failure() {
        return failure;
    }

    /** What of this partition has been dealt with: at first what an earlier owner had. */
    FeedPosition position(int partition) {
        FeedPosition passed = after.getOrDefault(partition, FeedPosition.START);
        return record == 0 || isPassed(passed, record, part)
                ? passed
                : new FeedPosition(Map.of(RECORD, record, PART, part, BYTE, startByte, BEFORE, recordsBefore));
    }

    FeedReport report() {
        FileTicks reading = ticks;
        return reading == null ? NOTHING : reading.report();
    }

    /** Opens the file off the loop, and starts. */
    void begin() {
        begun = true;
        if (after.isEmpty()) {
            done = true;
            return;
        }
        FeedPosition lowest = after.values().stream()
                .min(Comparator.comparingLong(position -> position.mark(RECORD)))
                .orElse(FeedPosition.START);
        FileOptions fromThere = options.from(lowest.mark(BYTE), lowest.mark(BEFORE));
        context.node().vertx().<FileTicks>executeBlocking(() -> open(fromThere)).onComplete(opened -> {
            if (opened.failed()) {
                fail(opened.cause());
            } else if (done) {
                opened.result().close();
            } else {
                ticks = opened.result();
                pump();
            }
        });
    }

    void resume() {
        if (!waiting) {
            pump();
        }
    }

    void close() {
        done = true;
        FileTicks reading = ticks;
        if (reading != null) {
            reading.close();
        }
    }

    private FileTicks open(FileOptions fromThere) throws IOException {
        return FileTicks.open(path, fromThere, () -> context.context().runOnContext(ready -> resume()));
    }

    /**
     * Deals with ticks until there are none, none is due or there is no room; after a turn's worth lets others go
     * first.
     */
    private void pump() {
        FileTicks reading = ticks;
        if (reading == null || done) {
            return;
        }
        try {
            for (int left = TURN; left > 0; left--) {
                TickBlock current = block;
                if (current == null) {
                    current = reading.poll();
                    block = current;
                    index = 0;
                    if (current != null) {
                        startByte = current.startByte();
                        recordsBefore = current.recordsBefore();
                    }
                }
                if (current == null || !step(reading, current)) {
                    finishTurn(reading);
                    return;
                }
            }
            finishTurn(reading);
            context.context().runOnContext(next -> resume());
        } catch (IOException | RuntimeException broken) {
            fail(broken);
        }
    }

    /** One tick; false where it is not due or there is no room. */
    private boolean step(FileTicks reading, TickBlock current) {
        int instrument = current.instrument(index);
        long time = current.time(index);
        long number = current.record(index);
        long ofRecord = number == record ? part + 1 : 1;
        FeedPosition passed = after.get(context.node().partitions().of(instrument));
        if (passed != null && !isPassed(passed, number, ofRecord)) {
            long delay = pace.delayMillis(time, context.node().clock().millis());
            if (delay > 0) {
                waitFor(delay);
                return false;
            }
            Answer answer = context.intake().offer(instrument, 1, time, current.price(index), current.size(index));
            if (answer == Answer.FULL) {
                return false;
            }
        }
        newest = Math.max(newest, time);
        record = number;
        part = ofRecord;
        if (++index == current.size()) {
            block = null;
            reading.recycle(current);
        }
        return true;
    }

    private static boolean isPassed(FeedPosition passed, long number, long ofRecord) {
        long last = passed.mark(RECORD);
        return number < last || (number == last && ofRecord <= passed.mark(PART));
    }

    private void waitFor(long delay) {
        waiting = true;
        context.node().vertx().setTimer(delay, timer -> {
            waiting = false;
            pump();
        });
    }

    /**
     * Tells the watermark, which at the end of the file passes the end of the last minute, so that what counts by
     * minutes is closed.
     */
    private void finishTurn(FileTicks reading) {
        boolean ended = reading.ended() && block == null;
        long watermark = ended ? (newest / MINUTE + 1) * MINUTE : newest;
        after.keySet().forEach(partition -> context.intake().watermark(partition, watermark));
        if (ended) {
            done = true;
            if (reporting) {
                FeedReport report = reading.report();
                LOG.info(
                        "{} is read: {} records, {} ticks, no ticks {}, rejected {}",
                        path,
                        report.records(),
                        report.ticks(),
                        report.notTicks(),
                        report.rejected());
            }
        }
    }

    private void fail(Throwable cause) {
        done = true;
        failure = path + " cannot be replayed any further: " + cause.getMessage();
        LOG.error("{} cannot be replayed any further: {}", path, cause.getMessage(), cause);
    }
}
