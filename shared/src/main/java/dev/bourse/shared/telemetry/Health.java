package dev.bourse.shared.telemetry;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;

/**
 * Named checks of a process. <i>Live</i> means that it need not be restarted; <i>ready</i> that it does its share of
 * the work. Safe for all threads; checks are asked on an event loop and must not block.
 */
public final class Health {
    private final Map<String, Supplier<Status>> live = new ConcurrentSkipListMap<>();
    private final Map<String, Supplier<Status>> ready = new ConcurrentSkipListMap<>();
    private final Takeovers takeovers = new Takeovers();

    /**
     * What a check says.
     *
     * @param up true where all is well
     * @param reason a few words for a person: what is there, or what is missing
     */
    public record Status(boolean up, String reason) {
        public static Status up(String reason) {
            return new Status(true, reason);
        }

        public static Status down(String reason) {
            return new Status(false, reason);
        }
    }

    /** Adds or replaces a check of liveness. */
    public void live(String name, Supplier<Status> check) {
        live.put(name, check);
    }

    /** Adds or replaces a check of readiness. */
    public void ready(String name, Supplier<Status> check) {
        ready.put(name, check);
    }

    /** Forgets a check of either kind. */
    public void remove(String name) {
        live.remove(name);
        ready.remove(name);
    }

    /** How this process took partitions over. */
    public Takeovers takeovers() {
        return takeovers;
    }

    /** What all checks of liveness say now, by name. */
    public Map<String, Status> liveness() {
        return ask(live);
    }

    /** What all checks of readiness say now, by name. */
    public Map<String, Status> readiness() {
        return ask(ready);
    }

    private static Map<String, Status> ask(Map<String, Supplier<Status>> checks) {
        Map<String, Status> answers = new ConcurrentSkipListMap<>();
        checks.forEach((name, check) -> answers.put(name, answer(check)));
        return answers;
    }

    private static Status answer(Supplier<Status> check) {
        try {
            return check.get();
        } catch (RuntimeException broken) {
            return Status.down("the check itself failed: " + broken);
        }
    }
}
