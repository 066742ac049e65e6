package dev.bourse.bench.core;

import dev.bourse.exchange.message.CommandWriter;
import dev.bourse.exchange.protocol.ExecutedDecoder;
import dev.bourse.exchange.protocol.MessageHeaderDecoder;
import dev.bourse.exchange.protocol.PlaceOrderDecoder;
import dev.bourse.exchange.protocol.RejectedDecoder;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The encoded commands of a simulated session, one behind the other in blocks of memory: the set-up, the commands until
 * as many orders are open as wanted, then those that are timed. {@link StreamMaker} makes it.
 */
final class CommandStream {
    private static final int BLOCK_BITS = 26;
    private static final int BLOCK = 1 << BLOCK_BITS;
    /** Microseconds between two commands: 100,000 a second. */
    static final long STEP_MICROS = 10;

    private UnsafeBuffer[] blocks = {new UnsafeBuffer(new byte[BLOCK])};
    private long[] positions = new long[1 << 20];
    private int[] lengths = new int[1 << 20];
    /** What the core called the order that a command placed, else 0. */
    private long[] orderIds = new long[1 << 20];

    private int used;
    private int count;
    private int timedFrom;
    private final long[] outputs = new long[256];

    private CommandStream() {}

    /** A stream without commands, for whoever adds them. */
    static CommandStream empty() {
        return new CommandStream();
    }

    /** Says that the timed commands begin here, and that outputs are counted from here. */
    void beginTimed() {
        timedFrom = count;
        Arrays.fill(outputs, 0);
    }

    /** Counts an output; one that tells of an accepted order gives the id of the newest command's order. */
    void countOutput(int templateId, long acceptedOrderId) {
        outputs[templateId]++;
        if (acceptedOrderId != 0) {
            orderIds[count - 1] = acceptedOrderId;
        }
    }

    /** Writes the stream to a file, for {@link #read}. */
    void write(Path file) throws IOException {
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            out.writeInt(count);
            out.writeInt(timedFrom);
            for (long number : outputs) {
                out.writeLong(number);
            }
            for (int i = 0; i < count; i++) {
                out.writeLong(orderIds[i]);
                out.writeInt(lengths[i]);
                out.write(buffer(i).byteArray(), offset(i), lengths[i]);
            }
        }
    }

    /** Reads a stream that was written. */
    static CommandStream read(Path file) throws IOException {
        CommandStream stream = new CommandStream();
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            int count = in.readInt();
            stream.timedFrom = in.readInt();
            for (int i = 0; i < stream.outputs.length; i++) {
                stream.outputs[i] = in.readLong();
            }
            UnsafeBuffer message = new UnsafeBuffer(new byte[CommandWriter.LONGEST]);
            for (int i = 0; i < count; i++) {
                long orderId = in.readLong();
                int length = in.readInt();
                in.readFully(message.byteArray(), 0, length);
                stream.add(message, length);
                stream.orderIds[i] = orderId;
            }
        }
        return stream;
    }

    int count() {
        return count;
    }

    /** The first timed command. */
    int timedFrom() {
        return timedFrom;
    }

    UnsafeBuffer buffer(int command) {
        return blocks[(int) (positions[command] >>> BLOCK_BITS)];
    }

    int offset(int command) {
        return (int) positions[command] & (BLOCK - 1);
    }

    int length(int command) {
        return lengths[command];
    }

    long timestamp(int command) {
        return (command + 1L) * STEP_MICROS;
    }

    /** The id that a core gives to the order that a command places; 0 where it is refused or places none. */
    long orderId(int command) {
        return orderIds[command];
    }

    /** What the timed commands are and cause. */
    String mix() {
        long total = (long) count - timedFrom;
        MessageHeaderDecoder header = new MessageHeaderDecoder();
        long[] kinds = new long[64];
        for (int i = timedFrom; i < count; i++) {
            kinds[header.wrap(buffer(i), offset(i)).templateId()]++;
        }
        return "place %.1f %%, replace %.1f %%, cancel %.1f %%; a match in %.1f %% of the commands, refused %.2f %%"
                .formatted(
                        100.0 * kinds[13] / total,
                        100.0 * kinds[14] / total,
                        100.0 * kinds[15] / total,
                        50.0 * outputs[ExecutedDecoder.TEMPLATE_ID] / total,
                        100.0 * outputs[RejectedDecoder.TEMPLATE_ID] / total);
    }

    /** How many accounts sent an order among the timed commands. */
    int placingAccounts() {
        BitSet seen = new BitSet();
        MessageHeaderDecoder header = new MessageHeaderDecoder();
        PlaceOrderDecoder place = new PlaceOrderDecoder();
        for (int i = timedFrom; i < count; i++) {
            if (header.wrap(buffer(i), offset(i)).templateId() == PlaceOrderDecoder.TEMPLATE_ID) {
                seen.set(place.wrapAndApplyHeader(buffer(i), offset(i), header).accountId());
            }
        }
        return seen.cardinality();
    }

    double outputsPerCommand() {
        return Arrays.stream(outputs).sum() / ((double) count - timedFrom);
    }

    /** Adds the command at the start of a buffer. */
    void add(DirectBuffer message, int length) {
        if (used + length > BLOCK) {
            blocks = Arrays.copyOf(blocks, blocks.length + 1);
            blocks[blocks.length - 1] = new UnsafeBuffer(new byte[BLOCK]);
            used = 0;
        }
        if (count == lengths.length) {
            positions = Arrays.copyOf(positions, count * 2);
            lengths = Arrays.copyOf(lengths, count * 2);
            orderIds = Arrays.copyOf(orderIds, count * 2);
        }
        int block = blocks.length - 1;
        blocks[block].putBytes(used, message, 0, length);
        positions[count] = ((long) block << BLOCK_BITS) | used;
        lengths[count++] = length;
        // The next message begins at a multiple of 8, as it does in a log.
        used += (length + 7) & ~7;
    }
}
