package dev.bourse.marketdata.archive;

import dev.bourse.marketdata.candle.Candle;
import dev.bourse.marketdata.candle.Period;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The file of one instrument and period: {@code BOURSEC1}, instrument number and period in seconds (int32 each), then
 * records of 80 bytes with rising starts. One thread appends; {@link #read} may be called by any.
 */
final class CandleFile implements Closeable {
    private static final byte[] MAGIC = "BOURSEC1".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER = 16;
    /** How much of the end is looked through at opening: more than a crash can leave torn. */
    private static final int CHECKED = 13_000 * CandleRecord.LENGTH;

    private final Path path;
    private final FileChannel channel;
    private final ByteBuffer record = buffer(CandleRecord.LENGTH);
    private long lastStart = Long.MIN_VALUE;
    private long cut;

    private CandleFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** Opens a file to append to it, new or not; what a crash has left torn at its end is cut off. */
    static CandleFile open(Path path, int instrumentId, Period period) throws IOException {
        FileChannel channel =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            CandleFile file = new CandleFile(path, channel);
            file.recover(instrumentId, period);
            return file;
        } catch (IOException | RuntimeException failure) {
            channel.close();
            throw failure;
        }
    }

    /** Bytes that were cut off at opening. */
    long cut() {
        return cut;
    }

    /** The start of the last candle, or the smallest long. */
    long lastStart() {
        return lastStart;
    }

    void append(Candle candle) throws IOException {
        record.clear();
        CandleRecord.write(candle, record);
        record.flip();
        while (record.hasRemaining()) {
            channel.write(record);
        }
        lastStart = candle.start();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void recover(int instrumentId, Period period) throws IOException {
        ByteBuffer expected = header(instrumentId, period);
        long size = channel.size();
        if (size < HEADER) {
            cut = size;
            channel.truncate(0);
            channel.write(expected, 0);
            channel.position(HEADER);
            return;
        }
        checkHeader(path, channel, expected);
        long records = (size - HEADER) / CandleRecord.LENGTH;
        long from = Math.max(0, records - CHECKED / CandleRecord.LENGTH);
        ByteBuffer tail =
                readFully(channel, HEADER + from * CandleRecord.LENGTH, (int) (records - from) * CandleRecord.LENGTH);
        int whole = 0;
        while (whole < tail.limit() && CandleRecord.isWhole(tail, whole)) {
            lastStart = CandleRecord.start(tail, whole);
            whole += CandleRecord.LENGTH;
        }
        if (whole == 0 && from > 0) {
            throw new ArchiveException(path + " is damaged from byte " + (HEADER + from * CandleRecord.LENGTH)
                    + " on, which is more than" + " a crash leaves torn; put it aside to have it written anew");
        }
        long end = HEADER + from * CandleRecord.LENGTH + whole;
        cut = size - end;
        channel.truncate(end);
        channel.position(end);
    }

    /** The newest candles, at most so many, that start from one time on and before another; oldest first. */
    static List<Candle> read(Path path, int instrumentId, Period period, long from, long to, int limit) {
        if (!Files.exists(path)) {
            return List.of();
        }
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            if (channel.size() < HEADER) {
                return List.of();
            }
            checkHeader(path, channel, header(instrumentId, period));
            long records = (channel.size() - HEADER) / CandleRecord.LENGTH;
            long behind = firstFrom(channel, records, to);
            long first = Math.max(firstFrom(channel, records, from), behind - limit);
            return first >= behind ? List.of() : candles(path, channel, first, (int) (behind - first));
        } catch (IOException failure) {
            throw new ArchiveException(path + " cannot be read: " + failure.getMessage(), failure);
        }
    }

    private static List<Candle> candles(Path path, FileChannel channel, long first, int count) throws IOException {
        ByteBuffer bytes = readFully(channel, HEADER + first * CandleRecord.LENGTH, count * CandleRecord.LENGTH);
        List<Candle> candles = new ArrayList<>(count);
        for (int at = 0; at < bytes.limit(); at += CandleRecord.LENGTH) {
            if (CandleRecord.isWhole(bytes, at)) {
                candles.add(CandleRecord.read(bytes, at));
            } else if (at + CandleRecord.LENGTH < bytes.limit()) {
                throw new ArchiveException(path + " is damaged at byte " + (HEADER + first * CandleRecord.LENGTH + at));
            }
            // The last one may be on its way to the disk just now.
        }
        return candles;
    }

    /** The index of the first record that starts at a time or later. */
    private static long firstFrom(FileChannel channel, long records, long time) throws IOException {
        long low = 0;
        long high = records;
        while (low < high) {
            long middle = (low + high) >>> 1;
            ByteBuffer start = readFully(channel, HEADER + middle * CandleRecord.LENGTH, Long.BYTES);
            if (start.getLong(0) < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static void checkHeader(Path path, FileChannel channel, ByteBuffer expected) throws IOException {
        if (!readFully(channel, 0, HEADER).equals(expected)) {
            throw new ArchiveException(path + " is no file of candles of that instrument and period");
        }
    }

    private static ByteBuffer header(int instrumentId, Period period) {
        return buffer(HEADER)
                .put(MAGIC)
                .putInt(instrumentId)
                .putInt(period.seconds())
                .flip();
    }

    private static ByteBuffer readFully(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer bytes = buffer(length);
        while (bytes.hasRemaining()) {
            int read = channel.read(bytes, position + bytes.position());
            if (read < 0) {
                break;
            }
        }
        return bytes.flip();
    }

    private static ByteBuffer buffer(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }
}
