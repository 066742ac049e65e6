package dev.bourse.bench.pipeline;

import dev.bourse.bench.process.ChildJvm;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a tick and an instrument cost the state group with its defaults, for 1,000 to 100,000 instruments, each size in
 * a JVM of its own with 1 GiB of heap. Arguments: {@code --seconds N} for each measurement (10), {@code --ticks N} that
 * each instrument has had when memory is measured (390, one a minute of a trading day), {@code --heap SIZE} (1g),
 * {@code --svg FILE} for the plot.
 */
public final class ScaleBench {
    private static final List<Integer> SIZES = List.of(1_000, 5_000, 20_000, 100_000);
    private static final int FULL_HISTORY = 500;

    /**
     * One size: ns of processor time a tick with and without the state group, bytes an instrument takes, heap in use.
     */
    record Measured(int instruments, double feedNanos, double stateNanos, double bytesEach, long liveBytes) {
        double nanos() {
            return stateNanos - feedNanos;
        }
    }

    private final PrintStream out = System.out;
    private String seconds = "10";
    private String ticks = "390";
    private String heap = "1g";

    private ScaleBench() {}

    /** Runs all sizes and prints a line for each. */
    public static void main(String[] arguments) throws IOException {
        ScaleBench bench = new ScaleBench();
        if (arguments.length % 2 != 0) {
            throw new IllegalArgumentException(arguments[arguments.length - 1] + " needs a value after it");
        }
        Path svg = null;
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            switch (arguments[i]) {
                case "--seconds" -> bench.seconds = arguments[i + 1];
                case "--ticks" -> bench.ticks = arguments[i + 1];
                case "--heap" -> bench.heap = arguments[i + 1];
                case "--svg" -> svg = Path.of(arguments[i + 1]);
                default ->
                    throw new IllegalArgumentException(
                            "'" + arguments[i] + "' is not known; there are --seconds, --ticks, --heap and --svg");
            }
        }
        List<Measured> measured = bench.run();
        if (svg != null) {
            Files.writeString(svg, ScalePlot.of(measured));
            bench.out.println("the plot is in " + svg);
        }
    }

    private List<Measured> run() {
        out.printf(
                "%s ticks for each instrument, one a minute of event time, heap %s; then %s s at full speed, one a"
                        + " second of event time; ns are processor time%n",
                ticks, heap, seconds);
        out.printf(
                "%12s %10s %10s %10s %12s %16s %12s%n",
                "instruments", "feed ns", "all ns", "state ns", "ticks/s", "bytes/instrument", "live MB");
        List<Measured> measured = new ArrayList<>();
        for (int instruments : SIZES) {
            String[] feed = process(Reach.FEED, instruments);
            String[] state = process(Reach.STATE, instruments);
            Measured one = new Measured(
                    instruments,
                    Double.parseDouble(feed[2]),
                    Double.parseDouble(state[2]),
                    (double) (Long.parseLong(state[0]) - Long.parseLong(feed[0])) / instruments,
                    Long.parseLong(state[0]));
            measured.add(one);
            out.printf(
                    Locale.ROOT,
                    "%,12d %10.0f %10.0f %10.0f %,12.0f %,16.0f %,12d%n",
                    instruments,
                    one.feedNanos(),
                    one.stateNanos(),
                    one.nanos(),
                    Double.parseDouble(state[3]),
                    one.bytesEach(),
                    one.liveBytes() >> 20);
        }
        out.printf(
                Locale.ROOT,
                "every ring full, three years of bars with several ticks each: %,.0f bytes/instrument%n",
                FullHistory.bytesEach(FULL_HISTORY));
        return measured;
    }

    private String[] process(Reach reach, int instruments) {
        try (ChildJvm jvm = ChildJvm.start(heap, StateProcess.class, reach, instruments, ticks, seconds)) {
            return jvm.await("scale").split(" ");
        }
    }
}
