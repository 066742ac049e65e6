package dev.bourse.shared.message;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The binary form of batches: little endian, a kind byte, a version byte, the header, then the columns
 * ({@code docs/protocol/batches.md} has the tables).
 */
public final class BatchCodec {
    /** The version that this code writes. It reads this one and no other yet. */
    public static final byte VERSION = 1;

    private static final byte TICKS = 1;
    private static final byte STATES = 2;
    private static final byte SIGNALS = 3;
    private static final int HEADER_BYTES = 2 + 4 + 5 * 8 + 4;

    private BatchCodec() {}

    /** The batch's bytes. */
    public static byte[] encode(Batch batch) {
        return switch (batch) {
            case TickBatch ticks -> encodeTicks(ticks);
            case StateBatch states -> encodeStates(states);
            case SignalBatch signals -> encodeSignals(signals);
        };
    }

    /**
     * The batch in the bytes between the buffer's position and its limit.
     *
     * @throws IllegalArgumentException if they are of another version or are no batch
     */
    public static Batch decode(ByteBuffer bytes) {
        ByteBuffer in = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
        if (in.remaining() < HEADER_BYTES) {
            throw new IllegalArgumentException(in.remaining() + " bytes are too few for a batch");
        }
        byte kind = in.get();
        byte version = in.get();
        if (version != VERSION) {
            throw new IllegalArgumentException("batch version " + version + " is not known; known is " + VERSION);
        }
        BatchHeader header =
                new BatchHeader(in.getInt(), in.getLong(), in.getLong(), in.getLong(), in.getLong(), in.getLong());
        int size = in.getInt();
        if (size < 0 || size > in.remaining()) {
            throw new IllegalArgumentException("a batch of " + size + " does not fit " + in.remaining() + " bytes");
        }
        try {
            return switch (kind) {
                case TICKS -> decodeTicks(in, header, size);
                case STATES -> decodeStates(in, header, size);
                case SIGNALS -> decodeSignals(in, header, size);
                default ->
                    throw new IllegalArgumentException("batch kind " + kind + " is not known; known are 1, 2, 3");
            };
        } catch (BufferUnderflowException truncated) {
            throw new IllegalArgumentException("a batch of " + size + " is cut short", truncated);
        }
    }

    private static ByteBuffer start(byte kind, Batch batch, int bodyBytes) {
        BatchHeader header = batch.header();
        return ByteBuffer.allocate(HEADER_BYTES + bodyBytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(kind)
                .put(VERSION)
                .putInt(header.partition())
                .putLong(header.epoch())
                .putLong(header.sequence())
                .putLong(header.watermark())
                .putLong(header.ingestedNanos())
                .putLong(header.publishedNanos())
                .putInt(batch.size());
    }

    private static byte[] encodeTicks(TickBatch batch) {
        int size = batch.size();
        ByteBuffer out = start(TICKS, batch, size * 36);
        for (int i = 0; i < size; i++) {
            out.putInt(batch.instrument(i))
                    .putLong(batch.sequence(i))
                    .putLong(batch.time(i))
                    .putLong(batch.price(i))
                    .putLong(batch.size(i));
        }
        return out.array();
    }

    private static TickBatch decodeTicks(ByteBuffer in, BatchHeader header, int size) {
        int[] instruments = new int[size];
        long[] sequences = new long[size];
        long[] times = new long[size];
        long[] prices = new long[size];
        long[] sizes = new long[size];
        for (int i = 0; i < size; i++) {
            instruments[i] = in.getInt();
            sequences[i] = in.getLong();
            times[i] = in.getLong();
            prices[i] = in.getLong();
            sizes[i] = in.getLong();
        }
        return new TickBatch(header, instruments, sequences, times, prices, sizes);
    }

    private static byte[] encodeStates(StateBatch batch) {
        int size = batch.size();
        List<Integer> lookbacks = batch.layout().lookbacks();
        long[] records = batch.records();
        ByteBuffer out = start(STATES, batch, 1 + lookbacks.size() * 4 + size * 4 + records.length * 8);
        out.put((byte) lookbacks.size());
        lookbacks.forEach(out::putInt);
        for (int i = 0; i < size; i++) {
            out.putInt(batch.instrument(i));
        }
        LongBuffer longs = out.asLongBuffer();
        longs.put(records);
        return out.array();
    }

    private static StateBatch decodeStates(ByteBuffer in, BatchHeader header, int size) {
        int count = in.get();
        List<Integer> lookbacks = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            lookbacks.add(in.getInt());
        }
        StateLayout layout = new StateLayout(lookbacks);
        int[] instruments = new int[size];
        for (int i = 0; i < size; i++) {
            instruments[i] = in.getInt();
        }
        if (in.remaining() != (long) size * layout.stride() * Long.BYTES) {
            throw new IllegalArgumentException(
                    in.remaining() + " bytes are not " + size + " state records of " + layout.stride() + " longs");
        }
        long[] records = new long[size * layout.stride()];
        in.asLongBuffer().get(records);
        return new StateBatch(header, layout, instruments, records);
    }

    private static byte[] encodeSignals(SignalBatch batch) {
        List<byte[]> parts = new ArrayList<>(batch.size());
        int bytes = 0;
        for (Signal signal : batch.signals()) {
            byte[] part = encodeSignal(signal);
            parts.add(part);
            bytes += part.length;
        }
        ByteBuffer out = start(SIGNALS, batch, bytes);
        parts.forEach(out::put);
        return out.array();
    }

    private static byte[] encodeSignal(Signal signal) {
        byte[][] texts = {
            utf8(signal.symbol()), utf8(signal.engine()), utf8(signal.version()), utf8(signal.signalClass())
        };
        int bytes = 4 + 3 * 8 + 2;
        for (byte[] text : texts) {
            bytes += 2 + text.length;
        }
        for (Signal.Input input : signal.inputs()) {
            bytes += 2 + utf8(input.name()).length + 8 + 1;
        }
        ByteBuffer out = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(signal.instrument())
                .putLong(signal.strength())
                .putLong(signal.sequence())
                .putLong(signal.time());
        for (byte[] text : texts) {
            putText(out, text);
        }
        out.putShort((short) signal.inputs().size());
        for (Signal.Input input : signal.inputs()) {
            putText(out, utf8(input.name()));
            out.putLong(input.value()).put((byte) input.decimals());
        }
        return out.array();
    }

    private static SignalBatch decodeSignals(ByteBuffer in, BatchHeader header, int size) {
        List<Signal> signals = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            int instrument = in.getInt();
            long strength = in.getLong();
            long sequence = in.getLong();
            long time = in.getLong();
            String symbol = getText(in);
            String engine = getText(in);
            String version = getText(in);
            String signalClass = getText(in);
            int count = Short.toUnsignedInt(in.getShort());
            List<Signal.Input> inputs = new ArrayList<>(count);
            for (int j = 0; j < count; j++) {
                inputs.add(new Signal.Input(getText(in), in.getLong(), in.get()));
            }
            signals.add(new Signal(instrument, symbol, engine, version, signalClass, strength, sequence, time, inputs));
        }
        return new SignalBatch(header, signals);
    }

    private static byte[] utf8(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0xffff) {
            throw new IllegalArgumentException("a text of " + bytes.length + " bytes is too long; allowed are 65535");
        }
        return bytes;
    }

    private static void putText(ByteBuffer out, byte[] text) {
        out.putShort((short) text.length).put(text);
    }

    private static String getText(ByteBuffer in) {
        byte[] text = new byte[Short.toUnsignedInt(in.getShort())];
        in.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }
}
