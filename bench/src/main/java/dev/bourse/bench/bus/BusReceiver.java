package dev.bourse.bench.bus;

import java.io.PrintStream;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * The receiving process: says where it is reached, then now and then how many messages it has had, and after the last
 * of those that are timed, how long they took. Ends with its input.
 */
final class BusReceiver {
    /** A message that is only counted. */
    static final int COUNTED = 0;
    /** A message whose time on the way is recorded. */
    static final int TIMED = 1;
    /** The last message. */
    static final int LAST = 2;

    private static final long MOST_NANOS = 60_000_000_000L;

    private final Histogram latency = new Histogram(1, MOST_NANOS, 3);
    private final PrintStream out;
    private final int every;
    private long received;

    private BusReceiver(PrintStream out, int every) {
        this.out = out;
        this.every = every;
    }

    /** Arguments: transport, bytes, ticks, RabbitMQ's port. */
    public static void main(String[] arguments) throws Exception {
        Form form = Form.of(arguments[1], arguments[2]);
        BusReceiver receiver = new BusReceiver(System.out, Credits.acknowledgeEvery(form.length()));
        Transport transport = Transports.of(arguments[0], form, Integer.parseInt(arguments[3]), false);
        System.out.println("at " + transport.receive(receiver::accept));
        System.out.flush();
        while (System.in.read() >= 0) {
            // Until whoever started it is gone.
        }
        transport.close();
        System.exit(0);
    }

    /** On the transport's thread. */
    private void accept(long sentNanos, int phase) {
        received++;
        if (phase == TIMED) {
            latency.recordValue(Math.clamp(System.nanoTime() - sentNanos, 1, MOST_NANOS));
        }
        if (received % every == 0 || received == 1 || (phase == TIMED && received % 256 == 0)) {
            out.println("received " + received);
            out.flush();
        }
        if (phase == LAST) {
            out.printf(
                    Locale.ROOT,
                    "latency %d %d %d%n",
                    latency.getValueAtPercentile(50),
                    latency.getValueAtPercentile(99),
                    received);
            out.flush();
        }
    }
}
