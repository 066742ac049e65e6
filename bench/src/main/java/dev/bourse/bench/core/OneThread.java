package dev.bourse.bench.core;

import java.lang.management.ManagementFactory;

/** A contender that works on the calling thread, which is measured. */
abstract class OneThread implements Contender {
    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Starts anew and takes the commands before the timed ones. */
    abstract void prepare(CommandStream stream);

    /** Takes commands from a number to below another. */
    abstract void run(CommandStream stream, int from, int to);

    @Override
    @SuppressWarnings("CallToSystemGc") // Garbage of one contender must not cost the next one time.
    public final Cost run(CommandStream stream) {
        int middle = stream.timedFrom() + (stream.count() - stream.timedFrom()) / 2;
        prepare(stream);
        System.gc();
        long cpu = THREADS.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        run(stream, stream.timedFrom(), middle);
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        run(stream, middle, stream.count());
        long nanos = System.nanoTime() - start;
        cpu = THREADS.getCurrentThreadCpuTime() - cpu;
        allocated = THREADS.getCurrentThreadAllocatedBytes() - allocated;
        return new Cost(nanos, cpu, allocated / (double) (stream.count() - middle));
    }
}
