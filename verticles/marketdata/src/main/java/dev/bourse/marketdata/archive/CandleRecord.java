package dev.bourse.marketdata.archive;

import dev.bourse.marketdata.candle.Candle;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** A candle as 80 bytes, little-endian: its nine numbers, a CRC-32C of them, four zero bytes. */
final class CandleRecord {
    static final int LENGTH = 80;
    private static final int NUMBERS = Candle.FIELDS * Long.BYTES;

    private CandleRecord() {}

    static void write(Candle candle, ByteBuffer to) {
        int start = to.position();
        to.putLong(candle.start())
                .putLong(candle.open())
                .putLong(candle.high())
                .putLong(candle.low())
                .putLong(candle.close())
                .putLong(candle.volume())
                .putLong(candle.turnoverHigh())
                .putLong(candle.turnoverLow())
                .putLong(candle.trades());
        to.putInt(checksum(to, start)).putInt(0);
    }

    static boolean isWhole(ByteBuffer from, int start) {
        return from.getInt(start + NUMBERS) == checksum(from, start)
                && from.getInt(start + NUMBERS + Integer.BYTES) == 0;
    }

    static long start(ByteBuffer from, int start) {
        return from.getLong(start);
    }

    static Candle read(ByteBuffer from, int start) {
        return new Candle(
                from.getLong(start),
                from.getLong(start + 8),
                from.getLong(start + 16),
                from.getLong(start + 24),
                from.getLong(start + 32),
                from.getLong(start + 40),
                from.getLong(start + 48),
                from.getLong(start + 56),
                from.getLong(start + 64));
    }

    /** Zeros do not check: their sum starts from a number of our own. */
    private static int checksum(ByteBuffer buffer, int start) {
        CRC32C crc = new CRC32C();
        crc.update(0xB0);
        crc.update(buffer.slice(start, NUMBERS));
        return (int) crc.getValue();
    }
}
