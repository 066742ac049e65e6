package dev.bourse.bench.pipeline;

import dev.bourse.bench.pipeline.PipelineRun.Passed;
import dev.bourse.bench.pipeline.PipelineRun.Plan;
import java.io.PrintStream;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * Ticks a second through the analysis in one process, 5,000 instruments in 64 partitions: feed alone into a null stage,
 * feed and state into a null stage, and the whole of it; the whole of it for a minute; then latency from the moment a
 * tick was due to the signal, in open loop. Arguments: seconds for each measurement (5), ticks in a batch (256), ticks
 * a second of the open loop (500000), seconds of the sustained run (60; 0 for none).
 */
public final class PipelineBench {
    private static final int INSTRUMENTS = 5_000;
    private static final double SLICE_SECONDS = 5;

    private final PrintStream out;
    private final double seconds;
    private final int batch;

    private PipelineBench(PrintStream out, double seconds, int batch) {
        this.out = out;
        this.seconds = seconds;
        this.batch = batch;
    }

    /** Runs all measurements and prints a line for each. */
    public static void main(String[] arguments) {
        double seconds = arguments.length > 0 ? Double.parseDouble(arguments[0]) : 5;
        int batch = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 256;
        double rate = arguments.length > 2 ? Double.parseDouble(arguments[2]) : 500_000;
        double sustained = arguments.length > 3 ? Double.parseDouble(arguments[3]) : 60;
        PipelineBench bench = new PipelineBench(System.out, seconds, batch);
        for (Reach reach : Reach.values()) {
            bench.throughput(reach);
        }
        if (sustained > 0) {
            bench.sustained(sustained);
        }
        bench.latency(rate);
    }

    private PipelineRun run(Reach reach, double rate) {
        return new PipelineRun(new Plan(reach, INSTRUMENTS, batch, rate, 0, Long.MAX_VALUE));
    }

    private void throughput(Reach reach) {
        try (PipelineRun run = run(reach, 0)) {
            run.pass(seconds); // so that the code is compiled and the rings have grown
            long before = run.ticks();
            Passed passed = run.pass(seconds);
            print(reach.words(), run.ticks() - before, passed.seconds(), passed.cpuNanos());
        }
    }

    private void sustained(double total) {
        try (PipelineRun run = run(Reach.CLASSIFICATION, 0)) {
            run.pass(seconds);
            long first = run.ticks();
            double passedSeconds = 0;
            long cpuNanos = 0;
            double slowest = Double.MAX_VALUE;
            while (passedSeconds < total - 1) {
                long before = run.ticks();
                Passed passed = run.pass(Math.min(SLICE_SECONDS, total));
                passedSeconds += passed.seconds();
                cpuNanos += passed.cpuNanos();
                slowest = Math.min(slowest, (run.ticks() - before) / passed.seconds());
            }
            print("the same for " + Math.round(passedSeconds) + " s", run.ticks() - first, passedSeconds, cpuNanos);
            out.printf(Locale.ROOT, "%-34s %,12.0f ticks/s%n", "its slowest " + SLICE_SECONDS + " s", slowest);
        }
    }

    private void print(String what, long ticks, double passedSeconds, long cpuNanos) {
        out.printf(
                Locale.ROOT,
                "%-34s %,12.0f ticks/s %,8.0f ns of processor time a tick%n",
                what,
                ticks / passedSeconds,
                (double) cpuNanos / Math.max(1, ticks));
    }

    private void latency(double rate) {
        try (PipelineRun run = run(Reach.CLASSIFICATION, rate)) {
            run.pass(seconds);
            run.latency().reset();
            long before = run.ticks();
            Passed passed = run.pass(seconds);
            Histogram latency = run.latency().copy();
            out.printf(
                    Locale.ROOT,
                    "open loop at %,.0f ticks/s: %,.0f ticks/s; due -> signal, us: p50 %,.0f p99 %,.0f p99.9 %,.0f max"
                            + " %,.0f (%,d signal batches)%n",
                    rate,
                    (run.ticks() - before) / passed.seconds(),
                    latency.getValueAtPercentile(50) / 1e3,
                    latency.getValueAtPercentile(99) / 1e3,
                    latency.getValueAtPercentile(99.9) / 1e3,
                    latency.getMaxValue() / 1e3,
                    latency.getTotalCount());
        }
    }
}
