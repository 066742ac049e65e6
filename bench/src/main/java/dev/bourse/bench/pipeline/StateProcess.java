package dev.bourse.bench.pipeline;

import dev.bourse.bench.pipeline.PipelineRun.Passed;
import dev.bourse.bench.pipeline.PipelineRun.Plan;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/**
 * The second JVM of {@link ScaleBench}: the state group with its defaults, or only a null receiver, fed until each
 * instrument has a day's ticks, one a minute of event time; then one a second, as fast as it goes. Prints one line.
 */
final class StateProcess {
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60_000;
    private static final int BATCH = 256;

    private StateProcess() {}

    /** Arguments: reach, instruments, ticks for each before memory is measured, seconds to measure. */
    public static void main(String[] arguments) {
        Plan plan = new Plan(
                Reach.valueOf(arguments[0]),
                Integer.parseInt(arguments[1]),
                BATCH,
                0,
                MINUTE,
                Long.parseLong(arguments[2]));
        double seconds = Double.parseDouble(arguments[3]);
        try (PipelineRun run = new PipelineRun(plan)) {
            run.awaitFed();
            long live = liveBytes();
            run.feed(Long.MAX_VALUE, SECOND);
            run.pass(seconds / 2);
            long before = run.ticks();
            Passed passed = run.pass(seconds);
            long ticks = run.ticks() - before;
            System.out.printf(
                    Locale.ROOT,
                    "scale %d %d %.1f %.0f%n",
                    live,
                    Runtime.getRuntime().maxMemory(),
                    (double) passed.cpuNanos() / Math.max(1, ticks),
                    ticks / passed.seconds());
        }
    }

    /** Bytes of the heap in use after a collection, the least of three. */
    static long liveBytes() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }
}
