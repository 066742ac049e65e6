package dev.bourse.shared.telemetry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of a {@link RotatingLog}: whole lines, gathered until they are flushed. While it cannot be written, because
 * the disk is full or gone or it cannot be renamed, lines are left out and counted one by one; it tries again every
 * second, and goes on behind the last whole line. Says so in the log when that begins and when it ends. Used by one
 * thread.
 */
final class RotatingFile {
    private static final Logger LOG = LoggerFactory.getLogger(RotatingFile.class);
    private static final int FLUSH_BYTES = 64 * 1024;
    static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Path file;
    private final long mostBytes;
    private final int kept;
    private final Opener opener;
    private final LongSupplier nanos;
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream(FLUSH_BYTES);
    private int pendingLines;
    private @Nullable OutputStream stream;
    /** Bytes of whole lines that are known to be in the file. */
    private long bytes;

    private boolean failing;
    private boolean stuck;
    private long retryAt;
    private long rotateAt;
    private long lostNow;
    private final LongAdder lost = new LongAdder();

    /** Opens a file so that what is written comes behind what is there; a test has its own. */
    @FunctionalInterface
    interface Opener {
        OutputStream open(Path file) throws IOException;

        /** The file system's. */
        Opener APPENDING = file -> Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    RotatingFile(Path file, long mostBytes, int kept, Opener opener, LongSupplier nanos) throws IOException {
        this.file = file;
        this.mostBytes = mostBytes;
        this.kept = kept;
        this.opener = opener;
        this.nanos = nanos;
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        stream = opener.open(file);
        bytes = Files.size(file);
        retryAt = nanos.getAsLong();
        rotateAt = retryAt;
    }

    /** Takes a line with its end; it is in the file after the next {@link #flush}. */
    void add(CharSequence line) {
        if (bytes + pending.size() >= mostBytes) {
            flush();
            rotate();
        }
        if (stuck && bytes + pending.size() >= 2 * mostBytes) {
            lose(1);
            return;
        }
        pending.writeBytes(line.toString().getBytes(StandardCharsets.UTF_8));
        pendingLines++;
        if (pending.size() >= FLUSH_BYTES) {
            flush();
        }
    }

    /** Writes what was taken, or counts it as lost. */
    void flush() {
        if (pendingLines == 0) {
            return;
        }
        try {
            OutputStream open = opened();
            if (open != null) {
                pending.writeTo(open);
                open.flush();
                bytes += pending.size();
                written();
            } else {
                lose(pendingLines);
            }
        } catch (IOException unwritable) {
            failed(unwritable);
            lose(pendingLines);
        }
        pending.reset();
        pendingLines = 0;
    }

    void close() throws IOException {
        flush();
        if (stream != null) {
            stream.close();
        }
    }

    /** Lines that did not get into the file; safe for all threads. */
    long lost() {
        return lost.sum();
    }

    /** The open file; null where it failed less than a while ago. */
    private @Nullable OutputStream opened() throws IOException {
        if (stream == null && nanos.getAsLong() - retryAt >= 0) {
            // What a failed write left behind is no whole line.
            if (Files.exists(file) && Files.size(file) > bytes) {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.truncate(bytes);
                }
            } else if (!Files.exists(file)) {
                bytes = 0;
            }
            stream = opener.open(file);
        }
        return stream;
    }

    /** Where it cannot be renamed it grows on, to twice its size at most; the next try is a while later. */
    private void rotate() {
        if (stream == null || nanos.getAsLong() - rotateAt < 0) {
            return;
        }
        try {
            stream.close();
            stream = null;
            for (int number = kept; number >= 1; number--) {
                Path from = number == 1 ? file : numbered(number - 1);
                if (Files.exists(from)) {
                    Files.move(from, numbered(number), StandardCopyOption.REPLACE_EXISTING);
                }
            }
            Files.deleteIfExists(file);
            bytes = 0;
            stuck = false;
        } catch (IOException unmovable) {
            if (!stuck) {
                LOG.error("{} is full and cannot be renamed; it grows to twice its size at most", file, unmovable);
            }
            stuck = true;
            rotateAt = nanos.getAsLong() + RETRY_NANOS;
        }
    }

    private Path numbered(int number) {
        return file.resolveSibling(file.getFileName() + "." + number);
    }

    private void written() {
        if (failing) {
            failing = false;
            LOG.warn("{} is written again; {} lines were left out", file, lostNow);
            lostNow = 0;
        }
    }

    private void lose(int lines) {
        lostNow += lines;
        lost.add(lines);
    }

    private void failed(IOException failure) {
        if (!failing) {
            LOG.error("{} cannot be written; lines are left out and counted until it can", file, failure);
        }
        failing = true;
        retryAt = nanos.getAsLong() + RETRY_NANOS;
        if (stream != null) {
            try {
                stream.close();
            } catch (IOException again) {
                failure.addSuppressed(again);
            }
            stream = null;
        }
    }
}
