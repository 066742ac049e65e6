package dev.bourse.bench.bus;

import dev.bourse.shared.message.BatchCodec;
import dev.bourse.shared.message.BatchHeader;
import dev.bourse.shared.message.TickBatch;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What a message looks like: plain bytes with the time and the phase in front, or a batch of ticks in the analysis' own
 * binary form, made and read as objects.
 *
 * @param bytes its length; 0 for ticks
 * @param ticks how many; 0 for plain bytes
 */
record Form(int bytes, int ticks) {
    /** The same form from its text. */
    static Form of(String bytes, String ticks) {
        return new Form(Integer.parseInt(bytes), Integer.parseInt(ticks));
    }

    boolean isTicks() {
        return ticks > 0;
    }

    /** The length on the wire. */
    int length() {
        return isTicks() ? BatchCodec.encode(batch(0, 0)).length : bytes;
    }

    /** The batch with that head; its columns are new, as a feed's are. */
    TickBatch batch(long sentNanos, int phase) {
        int[] instruments = new int[ticks];
        Arrays.setAll(instruments, slot -> slot * 64);
        long[] sequences = new long[ticks];
        long[] times = new long[ticks];
        long[] prices = new long[ticks];
        long[] sizes = new long[ticks];
        Arrays.fill(times, sentNanos);
        Arrays.fill(prices, 10_000);
        Arrays.fill(sizes, 100);
        BatchHeader header = new BatchHeader(0, 1 + phase, 1, 0, sentNanos, sentNanos);
        return new TickBatch(header, instruments, sequences, times, prices, sizes);
    }

    /** The message with that head as bytes. */
    byte[] message(long sentNanos, int phase) {
        if (isTicks()) {
            return BatchCodec.encode(batch(sentNanos, phase));
        }
        byte[] message = new byte[bytes];
        ByteBuffer.wrap(message).putLong(sentNanos).put((byte) phase);
        return message;
    }

    /** Reads a message and tells the receiver what its head says. */
    void read(byte[] message, Transport.Receiver receiver) {
        ByteBuffer in = ByteBuffer.wrap(message);
        if (isTicks()) {
            read((TickBatch) BatchCodec.decode(in), receiver);
        } else {
            receiver.accept(in.getLong(), in.get());
        }
    }

    /** The same for a batch that came as one. */
    static void read(TickBatch batch, Transport.Receiver receiver) {
        receiver.accept(batch.header().publishedNanos(), (int) batch.header().epoch() - 1);
    }
}
