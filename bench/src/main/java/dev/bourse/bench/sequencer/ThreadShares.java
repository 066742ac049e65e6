package dev.bourse.bench.sequencer;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which parts of this process took how much processor time since {@link #begin}: the load generator, the node's media
 * driver with its archive, its consensus, its service, and the JVM itself. One thread.
 */
final class ThreadShares {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final String MACHINE = "compilers and collector";

    private Map<String, Long> before = Map.of();
    private long beganAt;

    /** Starts to count. */
    void begin() {
        beganAt = System.nanoTime();
        before = nanosByPart();
    }

    /** Cores of each part since then, for a person. */
    String text() {
        double seconds = (System.nanoTime() - beganAt) / 1e9;
        StringBuilder text = new StringBuilder();
        nanosByPart().forEach((part, nanos) -> {
            double cores = (nanos - before.getOrDefault(part, 0L)) / 1e9 / seconds;
            text.append(String.format(Locale.ROOT, "%s%s %.2f", text.isEmpty() ? "" : ", ", part, cores));
        });
        return text.toString();
    }

    private static Map<String, Long> nanosByPart() {
        Map<String, Long> parts = new TreeMap<>();
        long known = 0;
        for (long id : THREADS.getAllThreadIds()) {
            ThreadInfo thread = THREADS.getThreadInfo(id);
            long nanos = THREADS.getThreadCpuTime(id);
            if (thread != null && nanos > 0) {
                parts.merge(part(thread.getThreadName()), nanos, Long::sum);
                known += nanos;
            }
        }
        parts.put(MACHINE, SYSTEM.getProcessCpuTime() - known);
        return parts;
    }

    private static String part(String thread) {
        if (thread.equals("main")) {
            return "load generator";
        }
        if (thread.startsWith("bourse-sequencer-transport")) {
            return "driver and archive";
        }
        if (thread.startsWith("consensus-module")) {
            return "consensus";
        }
        return thread.startsWith("clustered-service") ? "service" : "others";
    }
}
