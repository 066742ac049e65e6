package dev.bourse.bench.sequencer;

import dev.bourse.exchange.envelope.CommandBatchEncoder;
import dev.bourse.exchange.envelope.MessageHeaderEncoder;
import dev.bourse.exchange.session.SequencedExchange;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What the cluster's service does, on the benchmark's own thread without a cluster: the same commands in the same
 * batches, answers and outputs counted and dropped. What it takes to make the commands is measured apart.
 */
final class ServiceAlone implements SequencedExchange.Listener {
    private static final int PREFIX = MessageHeaderEncoder.ENCODED_LENGTH + CommandBatchEncoder.BLOCK_LENGTH;
    private static final int BATCH_BYTES = 16_384;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final SequencedExchange exchange = new SequencedExchange(100_000, this);
    private final OrderFlow flow;
    private final UnsafeBuffer batch = new UnsafeBuffer(new byte[BATCH_BYTES + 256]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final CommandBatchEncoder encoder = new CommandBatchEncoder();
    private long correlationId;
    private long sequence = 1;
    private int count;
    private long answerBytes;
    private long outputBytes;
    private long outputs;

    private ServiceAlone(OrderFlow flow) {
        this.flow = flow;
    }

    /** Measures and prints one line. */
    static void run(Supplier<OrderFlow> flows, int seconds) {
        ServiceAlone alone = new ServiceAlone(flows.get());
        ServiceAlone idle = new ServiceAlone(flows.get());
        idle.pass(seconds, false);
        Pass commands = idle.pass(seconds, false);
        alone.setUp();
        alone.pass(seconds, true);
        alone.pass(seconds, true);
        Pass both = alone.pass(seconds, true);
        System.out.printf(
                Locale.ROOT,
                "service alone: %.0f ns of processor time a command (%.0f more to make it), so %.0f/s; %.2f outputs,"
                        + " %.0f bytes of outputs and %.0f of answers a command%n",
                both.nanos - commands.nanos,
                commands.nanos,
                1e9 / (both.nanos - commands.nanos),
                (double) both.outputs / both.commands,
                (double) both.outputBytes / both.commands,
                (double) both.answerBytes / both.commands);
    }

    @Override
    public void onAnswers(DirectBuffer buffer, int length, boolean refused) {
        if (refused) {
            throw new IllegalStateException("a batch was refused");
        }
        answerBytes += length;
    }

    @Override
    public void onOutputs(long first, int number, DirectBuffer buffer, int length) {
        outputs += number;
        outputBytes += length;
    }

    private record Pass(double nanos, long commands, long outputs, long outputBytes, long answerBytes) {}

    private void setUp() {
        int length = flow.nextOfSetUp(++correlationId);
        int end = PREFIX;
        while (length > 0) {
            end = add(end, length);
            if (end > BATCH_BYTES) {
                apply(end);
                end = PREFIX;
            }
            length = flow.nextOfSetUp(++correlationId);
        }
        apply(end);
    }

    private Pass pass(int seconds, boolean applied) {
        outputs = 0;
        outputBytes = 0;
        answerBytes = 0;
        long commands = 0;
        long processor = THREADS.getCurrentThreadCpuTime();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (System.nanoTime() - end < 0) {
            int filled = PREFIX;
            while (filled <= BATCH_BYTES) {
                filled = add(filled, flow.next(++correlationId));
            }
            commands += count;
            if (applied) {
                apply(filled);
            }
            count = 0;
        }
        return new Pass(
                (double) (THREADS.getCurrentThreadCpuTime() - processor) / commands,
                commands,
                outputs,
                outputBytes,
                answerBytes);
    }

    private int add(int end, int length) {
        batch.putBytes(end, flow.buffer(), 0, length);
        count++;
        return end + length;
    }

    private void apply(int length) {
        encoder.wrapAndApplyHeader(batch, 0, header)
                .clientId(1)
                .firstSequence(sequence)
                .answeredBelow(sequence);
        exchange.apply(batch, 0, length, 1, 1_000_000);
        sequence += count;
        count = 0;
    }
}
