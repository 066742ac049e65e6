package dev.bourse.gateway.desk;

import dev.bourse.gateway.identity.Identities;
import dev.bourse.gateway.identity.IdentityEvent;
import dev.bourse.gateway.keep.IdentityJournal;
import dev.bourse.gateway.problem.Problem;
import dev.bourse.shared.cluster.Clock;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;

/**
 * Adds to what is known of users: on the disk first, then in memory, one after another. Bounded. On the gateway's
 * context alone.
 */
public final class IdentityLog {
    private static final int WAITING = 1_024;

    private final IdentityJournal journal;
    private final Identities identities;
    private final WorkerExecutor worker;
    private final Clock clock;
    private int waiting;

    /** @param worker of one thread, so that events keep their order */
    public IdentityLog(IdentityJournal journal, Identities identities, WorkerExecutor worker, Clock clock) {
        this.journal = journal;
        this.identities = identities;
        this.worker = worker;
        this.clock = clock;
    }

    /** The time for an event. */
    public long nowMillis() {
        return clock.millis();
    }

    /** Adds an event; refused with 409 where another came first that it cannot follow. */
    public Future<Void> add(IdentityEvent event) {
        if (waiting >= WAITING) {
            return Future.failedFuture(Problem.of(503, "overloaded", "Too much is being written; send it again")
                    .retryAfter(1)
                    .refusal());
        }
        waiting++;
        return worker.executeBlocking(
                        () -> {
                            journal.append(event);
                            return true;
                        },
                        true)
                .onComplete(written -> waiting--)
                .map(written -> {
                    if (!identities.apply(event)) {
                        throw Problem.of(409, "conflict", "Another request came first; look, and send it again")
                                .refusal();
                    }
                    return null;
                });
    }

    /** How many events wait to be written. */
    public int waiting() {
        return waiting;
    }
}
