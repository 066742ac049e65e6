package dev.bourse.data.vendor;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Ticks of one vendor and one partition on their way from the process that the vendor talks to to the one that owns the
 * partition.
 *
 * @param vendor whose numbers they have
 * @param ticks in the order of their numbers
 */
public record ForwardedTicks(String vendor, List<Tick> ticks) {
    /** The version that this code writes, and the only one that it reads. */
    public static final byte VERSION = 1;

    private static final int TICK_BYTES = Integer.BYTES + 4 * Long.BYTES;

    /** One tick; see {@link dev.bourse.shared.message.TickBatch} for the units. */
    public record Tick(long sequence, int instrument, long time, long price, long size) {}

    /** Keeps a copy of the list. */
    public ForwardedTicks {
        ticks = List.copyOf(ticks);
    }

    /** The number of the last one. */
    public long last() {
        return ticks.getLast().sequence();
    }

    /** Its bytes: the version, the vendor, then the ticks. */
    public byte[] toBytes() {
        byte[] name = vendor.getBytes(StandardCharsets.UTF_8);
        ByteBuffer out = ByteBuffer.allocate(1 + Short.BYTES + name.length + Integer.BYTES + ticks.size() * TICK_BYTES);
        out.put(VERSION).putShort((short) name.length).put(name).putInt(ticks.size());
        for (Tick tick : ticks) {
            out.putLong(tick.sequence())
                    .putInt(tick.instrument())
                    .putLong(tick.time())
                    .putLong(tick.price())
                    .putLong(tick.size());
        }
        return out.array();
    }

    /**
     * What {@link #toBytes} has written.
     *
     * @throws IllegalArgumentException if the bytes are of another version or damaged
     */
    public static ForwardedTicks of(byte[] written) {
        ByteBuffer in = ByteBuffer.wrap(written);
        try {
            byte version = in.get();
            if (version != VERSION) {
                throw new IllegalArgumentException(
                        "version " + version + " of forwarded ticks is not known; known is " + VERSION);
            }
            byte[] name = new byte[Short.toUnsignedInt(in.getShort())];
            in.get(name);
            int count = in.getInt();
            if (count < 1 || in.remaining() != (long) count * TICK_BYTES) {
                throw new IllegalArgumentException(in.remaining() + " bytes are not " + count + " forwarded ticks");
            }
            List<Tick> ticks = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                ticks.add(new Tick(in.getLong(), in.getInt(), in.getLong(), in.getLong(), in.getLong()));
            }
            return new ForwardedTicks(new String(name, StandardCharsets.UTF_8), ticks);
        } catch (BufferUnderflowException cut) {
            throw new IllegalArgumentException(written.length + " bytes of forwarded ticks are cut short", cut);
        }
    }
}
