package dev.bourse.data.file;

import dev.bourse.data.format.FormatOptions;
import dev.bourse.data.format.RecordFormat;
import dev.bourse.data.format.TickFormat;
import dev.bourse.data.record.FeedReport;
import dev.bourse.data.record.SymbolTable;
import dev.bourse.data.record.Tally;
import dev.bourse.data.record.TickBlock;
import dev.bourse.data.record.TickSink;
import dev.bourse.data.record.Verdict;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The reading half of {@link FileTicks}: bytes to blocks of ticks, on the reading thread. */
final class FileReading implements TickSink {
    private static final int CHUNK = 1 << 17;
    /** What is read to find the format; it has the first line in it. */
    private static final int HEAD = 4096;

    private final InputStream input;
    private final TickFormat format;
    private final RecordFormat records;
    private final SymbolTable symbols;
    private final Tally tally;
    private final boolean seekable;
    private byte[] buffer;
    private int filledTo;
    /** Where the buffer begins in the file, and a reading could begin: see {@link TickBlock#startByte}. */
    private long bufferByte;

    private long startByte;
    private long recordsBefore;
    private TickBlock block = new TickBlock();
    private @Nullable BlockingQueue<TickBlock> empty;
    private @Nullable BlockingQueue<TickBlock> filled;
    private Runnable ready = () -> {};
    private volatile @Nullable IOException failure;

    private FileReading(
            InputStream input,
            byte[] head,
            int headSize,
            TickFormat format,
            RecordFormat records,
            SymbolTable symbols,
            Tally tally,
            boolean seekable,
            long bufferByte) {
        this.seekable = seekable;
        this.bufferByte = bufferByte;
        this.input = input;
        this.buffer = head;
        this.filledTo = headSize;
        this.format = format;
        this.records = records;
        this.symbols = symbols;
        this.tally = tally;
    }

    /** Makes what reads the records of a file whose format has been found. */
    @FunctionalInterface
    interface Reader {
        /** @throws IllegalArgumentException if the options lack what the format needs */
        RecordFormat of(TickFormat format, FormatOptions details, SymbolTable symbols);
    }

    static FileReading open(Path path, FileOptions options) throws IOException {
        return open(path, options, TickFormat::reader);
    }

    static FileReading open(Path path, FileOptions options, Reader reader) throws IOException {
        InputStream input = content(path);
        try {
            byte[] head = new byte[CHUNK];
            int size = Math.max(0, input.readNBytes(head, 0, HEAD));
            Optional<TickFormat> found = options.format().or(() -> TickFormat.detect(head, size));
            TickFormat format = found.orElseThrow(() -> new IOException(path + " is of no known format; known are "
                    + TickFormat.signs() + ". Or name its format by option"));
            FormatOptions details = options.details()
                    .orDate(TickFormat.dateIn(path.getFileName().toString()));
            SymbolTable symbols = new SymbolTable(details.instruments());
            RecordFormat records = reader.of(format, details, symbols);
            boolean seekable = !(input instanceof GZIPInputStream) && records.atBeginning();
            if (options.startByte() == 0) {
                Tally tally = new Tally(options.rejections());
                return new FileReading(input, head, size, format, records, symbols, tally, seekable, 0);
            }
            boolean begun = seekable && records.begin(head, size);
            int kept = seek(input, path, options.startByte(), head, size, begun);
            Tally tally = new Tally(options.rejections(), options.recordsBefore());
            return new FileReading(input, head, kept, format, records, symbols, tally, true, options.startByte());
        } catch (IOException | RuntimeException unreadable) {
            input.close();
            throw unreadable;
        }
    }

    /**
     * Goes on to where an earlier reading of this file was, where {@code head[0, read)} has been read of it; gives how
     * many bytes from there on are at the front of the head then.
     */
    private static int seek(InputStream input, Path path, long to, byte[] head, int read, boolean possible)
            throws IOException {
        if (!possible || to > Files.size(path)) {
            throw new IOException(path + " is another file than before: it cannot be read on from byte " + to);
        }
        if (to >= read) {
            input.skipNBytes(to - read);
            return 0;
        }
        int kept = read - (int) to;
        System.arraycopy(head, (int) to, head, 0, kept);
        return kept;
    }

    TickFormat format() {
        return format;
    }

    FeedReport report() {
        return tally.report();
    }

    /** Before {@link #run}. */
    void readyHandler(Runnable handler) {
        ready = handler;
    }

    void throwFailure() throws IOException {
        IOException failed = failure;
        if (failed != null) {
            throw failed;
        }
    }

    /** Reads all of the file on the calling thread, through records that give no ticks. */
    void readThrough() throws IOException {
        try (input) {
            readAll();
        }
    }

    /** Closes a file that is not to be read. */
    void close() throws IOException {
        input.close();
    }

    /** Reads all of the file; ends with an empty block. */
    void run(BlockingQueue<TickBlock> emptyBlocks, BlockingQueue<TickBlock> filledBlocks) {
        empty = emptyBlocks;
        filled = filledBlocks;
        try (input) {
            readAll();
            if (block.size() > 0) {
                handOn();
            }
        } catch (ClosedByInterruptException | Closed closed) {
            return;
        } catch (IOException broken) {
            failure = broken;
            if (block.size() > 0 && !Thread.currentThread().isInterrupted()) {
                filledBlocks.add(block);
            }
        }
        filledBlocks.add(new TickBlock());
        ready.run();
    }

    @Override
    public void tick(int instrument, long time, long price, long size) {
        if (block.isFull()) {
            handOn();
        }
        if (block.size() == 0) {
            block.startsAt(startByte, recordsBefore);
        }
        block.add(instrument, time, price, size, tally.records() + 1);
        tally.ticks(1);
    }

    private void readAll() throws IOException {
        boolean end = false;
        while (true) {
            symbols.refresh();
            if (seekable && records.atBeginning()) {
                startByte = bufferByte;
                recordsBefore = tally.records();
            }
            int taken = records.take(buffer, 0, filledTo, end, this, tally);
            bufferByte += taken;
            if (end) {
                return;
            }
            makeRoom(taken);
            int read = readSome();
            end = read < 0;
            filledTo += Math.max(read, 0);
        }
    }

    /** A gzipped file that ends too early still gives what it has; its missing rest counts as one truncated record. */
    private int readSome() throws IOException {
        try {
            return input.read(buffer, filledTo, buffer.length - filledTo);
        } catch (EOFException cut) {
            tally.count(Verdict.TRUNCATED, buffer, 0, 0);
            return -1;
        }
    }

    /** Moves what was not taken to the front, and grows the buffer up to what the format needs to see at once. */
    private void makeRoom(int taken) {
        int left = filledTo - taken;
        byte[] target = left > buffer.length / 2
                ? new byte[Math.min(buffer.length * 2, Math.max(buffer.length, records.window() + CHUNK))]
                : buffer;
        System.arraycopy(buffer, taken, target, 0, left);
        buffer = target;
        filledTo = left;
    }

    private void handOn() {
        BlockingQueue<TickBlock> to = filled;
        BlockingQueue<TickBlock> from = empty;
        if (to == null || from == null) {
            throw new IllegalStateException("ticks before the reading has begun");
        }
        try {
            to.put(block);
            ready.run();
            block = from.take();
        } catch (InterruptedException closed) {
            throw new Closed();
        }
    }

    private static InputStream content(Path path) throws IOException {
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            throw new IOException(path + " is no file that can be read; name an existing file");
        }
        BufferedInputStream raw = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
        raw.mark(2);
        byte[] magic = raw.readNBytes(2);
        raw.reset();
        boolean gzipped = Arrays.equals(magic, new byte[] {0x1f, (byte) 0x8b});
        return gzipped ? new GZIPInputStream(raw, 1 << 16) : raw;
    }

    /** The taker has closed; unwinds the reading from within the parser. */
    private static final class Closed extends RuntimeException {
        private static final long serialVersionUID = 1;

        private Closed() {
            super("closed by the taker", null, false, false);
        }
    }
}
