package dev.bourse.bench.core;

import dev.bourse.exchange.core.ExchangeCore;
import dev.bourse.exchange.core.OutputConsumer;
import dev.bourse.exchange.protocol.ExecutedDecoder;
import dev.bourse.exchange.protocol.MessageHeaderDecoder;
import dev.bourse.exchange.protocol.PlaceOrderDecoder;
import dev.bourse.exchange.protocol.RejectedDecoder;
import dev.bourse.exchange.replay.SimulatedSession;
import java.util.Arrays;
import java.util.BitSet;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The encoded commands of a simulated session, one behind the other in blocks of memory: the set-up, the commands until
 * as many orders are open as wanted, then those that are timed. Made by running a core, so that cancels name orders
 * that are open.
 */
final class CommandStream {
    private static final int BLOCK_BITS = 26;
    private static final int BLOCK = 1 << BLOCK_BITS;
    /** Microseconds between two commands: 100,000 a second. */
    private static final long STEP_MICROS = 10;

    private UnsafeBuffer[] blocks = {new UnsafeBuffer(new byte[BLOCK])};
    private long[] positions = new long[1 << 20];
    private int[] lengths = new int[1 << 20];
    private int used;
    private int count;
    private int timedFrom;
    private final long[] outputs = new long[256];

    private CommandStream() {}

    static CommandStream generate(SimulatedSession.Settings settings, int timed) {
        CommandStream stream = new CommandStream();
        SimulatedSession session = new SimulatedSession(settings);
        ExchangeCore core = new ExchangeCore(settings.openOrders() * 2);
        MessageHeaderDecoder header = new MessageHeaderDecoder();
        OutputConsumer counting = (buffer, offset, length) -> {
            header.wrap(buffer, offset);
            stream.outputs[header.templateId()]++;
            session.onOutput(buffer, offset, length);
        };
        boolean prefilling = true;
        while (stream.count < stream.timedFrom + timed || prefilling) {
            int length = session.next();
            stream.add(session, length);
            if (prefilling && !session.isSettingUp() && session.openOrders() >= settings.openOrders()) {
                prefilling = false;
                stream.timedFrom = stream.count;
                Arrays.fill(stream.outputs, 0);
            }
            core.apply(session.buffer(), 0, length, stream.count * STEP_MICROS, counting);
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

    private void add(SimulatedSession session, int length) {
        if (used + length > BLOCK) {
            blocks = Arrays.copyOf(blocks, blocks.length + 1);
            blocks[blocks.length - 1] = new UnsafeBuffer(new byte[BLOCK]);
            used = 0;
        }
        if (count == lengths.length) {
            positions = Arrays.copyOf(positions, count * 2);
            lengths = Arrays.copyOf(lengths, count * 2);
        }
        int block = blocks.length - 1;
        blocks[block].putBytes(used, session.buffer(), 0, length);
        positions[count] = ((long) block << BLOCK_BITS) | used;
        lengths[count++] = length;
        // The next message begins at a multiple of 8, as it does in a log.
        used += (length + 7) & ~7;
    }
}
