package dev.bourse.data.feed;

import dev.bourse.data.file.FileOptions;
import dev.bourse.data.file.ReplayPace;
import dev.bourse.data.format.FormatOptions;
import dev.bourse.data.format.TickFormat;
import dev.bourse.data.record.FeedReport;
import dev.bourse.data.resume.FeedPosition;
import dev.bourse.shared.config.Settings;
import dev.bourse.shared.config.StartFailure;
import io.vertx.core.Future;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Replays a recorded file at a chosen speed. Every data process reads all of the file and takes its own partitions out
 * of it. Partitions that come together are read in one pass; one that comes later has a pass of its own, from the
 * record after its position. Waits where there is no room.
 */
public final class FileFeed implements Feed {
    static final String NAME = "file";

    /**
     * Partitions come one by one within a moment, and each pass reads the file for itself: a pass begins when none has
     * come for so long, but does not wait for ever.
     */
    private static final long GATHER_MILLIS = 100;

    private static final int MOST_GATHERINGS = 10;

    private final List<FilePass> passes = new CopyOnWriteArrayList<>();
    private Path path = Path.of("");
    private double speed = 1;
    private Optional<TickFormat> format = Optional.empty();
    private Optional<LocalDate> date = Optional.empty();
    private OptionalInt priceDecimals = OptionalInt.empty();
    private OptionalInt sizeDecimals = OptionalInt.empty();
    private int longestLine;
    private @Nullable FeedContext context;
    private @Nullable FilePass gathering;
    private volatile @Nullable FilePass first;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void configure(Settings settings) {
        Optional<String> own = settings.text("data.file.path");
        path = Feeds.file(settings).orElseGet(() -> Path.of(own.orElse("")));
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            settings.fault("data.file.path", "'" + path + "' is no file that can be read");
        }
        speed = parsed(settings, "data.file.speed", "1x", ReplayPace::parse).orElse(1.0);
        format = parsed(settings, "data.file.format", "", FileFeed::format);
        date = parsed(settings, "data.file.date", "", LocalDate::parse);
        priceDecimals = decimals(settings, "data.file.price-decimals");
        sizeDecimals = decimals(settings, "data.file.size-decimals");
        longestLine = settings.integer("data.file.longest-line", FormatOptions.LONGEST_LINE, 80, 1 << 26);
    }

    @Override
    public boolean waits() {
        return true;
    }

    @Override
    public Future<Void> start(FeedContext feedContext) {
        context = feedContext;
        return Files.isReadable(path)
                ? Future.succeededFuture()
                : Future.failedFuture(new StartFailure(path + " cannot be read; name a file with --" + Feeds.SETTING));
    }

    @Override
    public Future<Void> acquire(int partition, Optional<FeedPosition> after) {
        FeedContext at = started();
        FilePass pass = gathering;
        if (pass == null) {
            FilePass made = new FilePass(at, path, options(at), new ReplayPace(speed), passes.isEmpty());
            passes.add(made);
            if (first == null) {
                first = made;
            }
            gathering = made;
            gather(at, made, 0, 1);
            pass = made;
        }
        pass.take(partition, after.orElse(FeedPosition.START));
        return Future.succeededFuture();
    }

    @Override
    public Future<FeedPosition> release(int partition) {
        FeedPosition position = position(partition);
        passes.forEach(pass -> pass.leave(partition));
        // One that has read all still knows where its partitions stand.
        passes.removeIf(pass -> pass != gathering && pass != first && pass.partitions() == 0);
        return Future.succeededFuture(position);
    }

    @Override
    public FeedPosition position(int partition) {
        return passes.stream()
                .filter(pass -> pass.has(partition))
                .findFirst()
                .map(pass -> pass.position(partition))
                .orElse(FeedPosition.START);
    }

    @Override
    public void resume() {
        List.copyOf(passes).forEach(FilePass::resume);
    }

    /** What the first pass read: each pass reads the whole file and says the same of it. */
    @Override
    public FeedReport report() {
        FilePass pass = first;
        return pass == null ? new FeedReport(0, 0, 0, Map.of(), Map.of(), List.of()) : pass.report();
    }

    @Override
    public Optional<String> failure() {
        return passes.stream().map(FilePass::failure).filter(Objects::nonNull).findFirst();
    }

    @Override
    public Future<Void> stop() {
        passes.forEach(FilePass::close);
        passes.clear();
        return Future.succeededFuture();
    }

    private void gather(FeedContext at, FilePass pass, int before, int times) {
        at.node().vertx().setTimer(GATHER_MILLIS, timer -> {
            int partitions = pass.partitions();
            if (partitions > before && times < MOST_GATHERINGS) {
                gather(at, pass, partitions, times + 1);
            } else {
                gathering = null;
                pass.begin();
            }
        });
    }

    private FileOptions options(FeedContext at) {
        FormatOptions details = new FormatOptions(
                at.instruments(),
                date,
                FormatOptions.NEW_YORK,
                priceDecimals,
                sizeDecimals,
                longestLine,
                FormatOptions.MOST_ORDERS);
        FileOptions options = FileOptions.of(at.instruments());
        return new FileOptions(format, details, options.blocksAhead(), options.rejections());
    }

    private FeedContext started() {
        FeedContext at = context;
        if (at == null) {
            throw new IllegalStateException("the file feed is used before it was started");
        }
        return at;
    }

    private static TickFormat format(String word) {
        for (TickFormat known : TickFormat.values()) {
            if (known.word().equals(word)) {
                return known;
            }
        }
        throw new IllegalArgumentException("'" + word + "' is not allowed; allowed are " + TickFormat.signs());
    }

    private static OptionalInt decimals(Settings settings, String key) {
        int decimals = settings.integer(key, -1, -1, 9);
        return decimals < 0 ? OptionalInt.empty() : OptionalInt.of(decimals);
    }

    private interface Parser<T> {
        T parse(String text);
    }

    private static <T> Optional<T> parsed(Settings settings, String key, String fallback, Parser<T> parser) {
        String text = settings.text(key, fallback);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(parser.parse(text));
        } catch (IllegalArgumentException | DateTimeException wrong) {
            settings.fault(key, String.valueOf(wrong.getMessage()));
            return Optional.empty();
        }
    }
}
