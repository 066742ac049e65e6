package dev.bourse.standalone.supervise;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import java.util.function.DoubleSupplier;

/**
 * When a process that has died is started again: after a pause that doubles with each death, with jitter so that
 * processes that died together do not come together; never again after too many deaths in a time. One for each process;
 * used by one thread.
 */
final class RestartPolicy {
    private final Limits limits;
    private final DoubleSupplier random;
    private final Deque<Long> deaths = new ArrayDeque<>();

    /**
     * The figures of the policy, all times in milliseconds.
     *
     * @param firstPause before the first start again
     * @param mostPause no pause is longer, apart from jitter
     * @param jitter the share of a pause by which it may be shorter or longer, from 0 to 1
     * @param deaths so many within {@code window} are too many
     * @param window how long a death counts
     */
    record Limits(long firstPause, long mostPause, double jitter, int deaths, long window) {
        static final Limits DEFAULT = new Limits(250, 15_000, 0.2, 8, 120_000);
    }

    /** @param random numbers from 0 to 1 */
    RestartPolicy(Limits limits, DoubleSupplier random) {
        this.limits = limits;
        this.random = random;
    }

    /**
     * The process has died.
     *
     * @param now the time in milliseconds, never less than before
     * @return how many milliseconds later it is started again, or empty where it is not
     */
    OptionalLong died(long now) {
        while (!deaths.isEmpty() && now - deaths.peekFirst() >= limits.window()) {
            deaths.removeFirst();
        }
        deaths.addLast(now);
        if (deaths.size() >= limits.deaths()) {
            return OptionalLong.empty();
        }
        int doublings = Math.min(deaths.size() - 1, 30);
        long pause = Math.min(limits.mostPause(), limits.firstPause() << doublings);
        double factor = 1 + limits.jitter() * (2 * random.getAsDouble() - 1);
        return OptionalLong.of(Math.round(pause * factor));
    }

    /** Deaths that count now. */
    int deaths() {
        return deaths.size();
    }
}
