package dev.bourse.bench.peer;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;

/**
 * Reads the clock and the processor time of this process and of one beside it.
 *
 * @param beside processor time of the other process, nanoseconds
 */
record Stopwatch(LongSupplier beside) {
    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    /** Nanoseconds of clock, this process and the other. */
    record Reading(long clock, long own, long other) {
        Passed since(Reading earlier) {
            return new Passed(clock - earlier.clock, own - earlier.own, other - earlier.other);
        }
    }

    /** What passed between two readings, nanoseconds. */
    record Passed(long clock, long own, long other) {}

    Reading read() {
        return new Reading(System.nanoTime(), PROCESS.getProcessCpuTime(), beside.getAsLong());
    }
}
