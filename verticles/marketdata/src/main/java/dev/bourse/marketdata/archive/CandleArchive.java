package dev.bourse.marketdata.archive;

import dev.bourse.marketdata.candle.Candle;
import dev.bourse.marketdata.candle.CandleSink;
import dev.bourse.marketdata.candle.Period;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All candle files of a folder. Candles that a file has already are passed over, so that the exchange's outputs may be
 * read again from their beginning: that also mends what a loss of power took, since nothing is forced to the disk.
 *
 * <p>One thread completes candles; any may read. A disk that fails ends the appending for good and is told by
 * {@link #failure}: a hole in a file would be worse than an end.
 */
public final class CandleArchive implements CandleSink, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CandleArchive.class);
    /** Files that are open at a time. */
    private static final int MOST_OPEN = 512;

    private final Path folder;
    private final Map<Path, CandleFile> open = new LinkedHashMap<>(16, 0.75f, true);
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong cut = new AtomicLong();
    private volatile Optional<String> failure = Optional.empty();

    private CandleArchive(Path folder) {
        this.folder = folder;
    }

    /**
     * The archive of a folder, which is made where it is missing.
     *
     * @throws ArchiveException where that cannot be done
     */
    public static CandleArchive of(Path folder) {
        try {
            Files.createDirectories(folder);
            return new CandleArchive(folder);
        } catch (IOException impossible) {
            throw new ArchiveException("cannot keep candles in " + folder + ": " + impossible.getMessage(), impossible);
        }
    }

    /** Candles written since the start. */
    public long written() {
        return written.get();
    }

    /** Bytes that were cut off files as torn. */
    public long cut() {
        return cut.get();
    }

    /** Why nothing is written any more, if so. */
    public Optional<String> failure() {
        return failure;
    }

    @Override
    public void complete(int instrumentId, Period period, Candle candle) {
        if (failure.isPresent()) {
            return;
        }
        try {
            CandleFile file = file(instrumentId, period);
            if (candle.start() > file.lastStart()) {
                file.append(candle);
                written.incrementAndGet();
            }
        } catch (IOException | ArchiveException broken) {
            failure = Optional.of(String.valueOf(broken.getMessage()));
            LOG.error("candles are no longer kept on disk", broken);
        }
    }

    /**
     * The newest candles, at most so many, that start from one time on and before another; oldest first.
     *
     * @throws ArchiveException where a file is damaged
     */
    public List<Candle> read(int instrumentId, Period period, long from, long to, int limit) {
        return CandleFile.read(path(instrumentId, period), instrumentId, period, from, to, limit);
    }

    @Override
    public void close() {
        for (CandleFile file : open.values()) {
            close(file);
        }
        open.clear();
    }

    private CandleFile file(int instrumentId, Period period) throws IOException {
        Path path = path(instrumentId, period);
        CandleFile known = open.get(path);
        if (known != null) {
            return known;
        }
        if (open.size() >= MOST_OPEN) {
            Iterator<CandleFile> oldest = open.values().iterator();
            close(oldest.next());
            oldest.remove();
        }
        CandleFile file = CandleFile.open(path, instrumentId, period);
        if (file.cut() > 0) {
            cut.addAndGet(file.cut());
            LOG.warn("{}: cut off {} torn bytes at the end", path, file.cut());
        }
        open.put(path, file);
        return file;
    }

    private static void close(CandleFile file) {
        try {
            file.close();
        } catch (IOException failed) {
            LOG.warn("a candle file could not be closed", failed);
        }
    }

    private Path path(int instrumentId, Period period) {
        return folder.resolve(instrumentId + "-" + period.word() + ".candles");
    }
}
