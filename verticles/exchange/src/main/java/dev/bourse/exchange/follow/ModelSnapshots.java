package dev.bourse.exchange.follow;

import dev.bourse.exchange.output.LastOutput;
import dev.bourse.exchange.snapshot.SnapshotException;
import dev.bourse.exchange.snapshot.SnapshotWriter;
import dev.bourse.exchange.world.Model;
import dev.bourse.shared.telemetry.Telemetry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The snapshots of one model in a folder: the two newest are kept. While one is taken the model must not change: a
 * thread of its own writes it into memory, then says so, and goes on with the disk alone. A disk that fails costs the
 * snapshot and nothing else.
 *
 * <p>{@link #isDue} and {@link #take} are for the model's thread, {@link #newest} and {@link #passOver} for the one
 * that starts it; what is counted is for any.
 */
public final class ModelSnapshots {
    private static final Logger LOG = LoggerFactory.getLogger(ModelSnapshots.class);
    private static final int KEPT = 2;
    private static final String SUFFIX = ".snapshot";
    /** Of the time, a model is held up for less than one part in so many, however fast outputs come. */
    private static final int LEAST_SHARE = 50;

    private static final long LEAST_NANOS = 10_000_000_000L;

    private final String kind;
    private final int layout;
    private final SnapshotOptions options;
    private final Set<Path> passedOver = new HashSet<>();
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong unusable = new AtomicLong();
    private volatile long output;
    private volatile long bytes;
    private volatile long heldNanos;
    private volatile boolean holding;
    private volatile boolean writing;
    private long takenAt = System.nanoTime();

    /**
     * Of a model.
     *
     * @param kind the model's name, as file names may have it
     * @param layout the version of what it saves; to be raised with any change of that
     */
    public ModelSnapshots(String kind, int layout, SnapshotOptions options) {
        this.kind = kind;
        this.layout = layout;
        this.options = options;
    }

    /** Counts what happens here as metrics of the model. */
    public void measure(Telemetry telemetry) {
        String[] of = {"model", kind};
        telemetry.gauge("reader.snapshots.taken", "snapshots of the model that were taken", taken::get, of);
        telemetry.gauge("reader.snapshots.failed", "snapshots of the model that could not be written", failed::get, of);
        telemetry.gauge("reader.snapshots.unusable", "snapshots passed over at a start", unusable::get, of);
        telemetry.gauge("reader.snapshot.output", "last output in the newest snapshot", () -> output, of);
        telemetry.gauge("reader.snapshot.bytes", "size of the newest snapshot", () -> bytes, of);
        telemetry.gauge("reader.snapshot.hold.seconds", "how long it held the model up", () -> heldNanos / 1e9, of);
    }

    /** How many were taken since the start. */
    public long taken() {
        return taken.get();
    }

    /** How many were passed over, each said in the log. */
    public long unusable() {
        return unusable.get();
    }

    /** The last output in the newest. */
    public long output() {
        return output;
    }

    /** The newest that has the right form and was not passed over. Blocks. */
    Optional<SnapshotFile> newest() {
        if (!options.areTaken()) {
            return Optional.empty();
        }
        for (Path path : files().reversed()) {
            if (!passedOver.contains(path)) {
                try {
                    return Optional.of(SnapshotFile.open(path, kind, layout));
                } catch (SnapshotException | UncheckedIOException unfit) {
                    passOver(path, String.valueOf(unfit.getMessage()));
                }
            }
        }
        return Optional.empty();
    }

    /** Says that a snapshot is of no use, and uses it no more. */
    void passOver(Path path, String why) {
        passedOver.add(path);
        unusable.incrementAndGet();
        LOG.warn("the snapshot {} is passed over: {}", path, why);
    }

    /** A snapshot was used: the next is due later. */
    void used(SnapshotFile file) {
        output = file.head().number();
        takenAt = System.nanoTime();
        LOG.info("{} starts with the snapshot {}, output {}", kind, file.path(), output);
    }

    /** Whether a snapshot is to be taken now that the model has the outputs up to a number. */
    public boolean isDue(long number) {
        long since = System.nanoTime() - takenAt;
        return options.areTaken()
                && !writing
                && number > output
                && (since >= options.interval().toNanos()
                        || (number - output >= options.outputs()
                                && since >= Math.max(LEAST_NANOS, LEAST_SHARE * heldNanos)));
    }

    /** Whether a model is being written, and must not change. */
    public boolean isHolding() {
        return holding;
    }

    /**
     * Takes a snapshot of a model that does not change until {@code released} is called, on another thread.
     *
     * @param last the last output that is in the model
     */
    public void take(Model model, LastOutput last, Runnable released) {
        SnapshotFile.Head head = new SnapshotFile.Head(kind, layout, last.number(), last.checksum());
        holding = true;
        writing = true;
        takenAt = System.nanoTime();
        Thread.ofPlatform().daemon().name(kind + "-snapshot").start(() -> write(model, head, released));
    }

    private void write(Model model, SnapshotFile.Head head, Runnable released) {
        try {
            SnapshotBytes snapshot = hold(model, head, released);
            write(snapshot);
            output = head.number();
            bytes = snapshot.length();
            taken.incrementAndGet();
            LOG.debug("a snapshot of {} after output {} was taken, {} bytes", kind, head.number(), snapshot.length());
        } catch (IOException | RuntimeException unwritable) {
            failed.incrementAndGet();
            LOG.warn("no snapshot of {} after output {} could be written", kind, head.number(), unwritable);
        } finally {
            writing = false;
        }
    }

    private SnapshotBytes hold(Model model, SnapshotFile.Head head, Runnable released) {
        long began = System.nanoTime();
        try {
            SnapshotBytes snapshot = new SnapshotBytes();
            SnapshotWriter writer = new SnapshotWriter(snapshot);
            head.write(writer);
            model.save(writer);
            writer.finish();
            return snapshot;
        } finally {
            heldNanos = System.nanoTime() - began;
            holding = false;
            released.run();
        }
    }

    private void write(SnapshotBytes snapshot) throws IOException {
        Files.createDirectories(options.folder());
        List<Path> before = files();
        long newest = before.isEmpty() ? 0 : sequence(before.getLast());
        Path path = options.folder().resolve("%s-%012d%s".formatted(kind, newest + 1, SUFFIX));
        SnapshotFile.write(path, snapshot);
        for (Path old : before.subList(0, Math.max(0, before.size() - KEPT + 1))) {
            Files.deleteIfExists(old);
        }
    }

    /** Oldest first: in the order in which they were taken, which a foreign one's number says nothing about. */
    private List<Path> files() {
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(options.folder())) {
            try (Stream<Path> all = Files.list(options.folder())) {
                all.filter(path -> sequence(path) > 0).sorted().forEach(found::add);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(options.folder() + " cannot be read", unreadable);
            }
        }
        return found;
    }

    private long sequence(Path path) {
        String name = path.getFileName().toString();
        String stem = kind + "-";
        return name.startsWith(stem)
                        && name.endsWith(SUFFIX)
                        && name.substring(stem.length(), name.length() - SUFFIX.length())
                                .matches("\\d{12}")
                ? Long.parseLong(name.substring(stem.length(), name.length() - SUFFIX.length()))
                : 0;
    }
}
