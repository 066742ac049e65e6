package dev.bourse.gateway.desk;

import dev.bourse.gateway.identity.Password;
import dev.bourse.gateway.problem.Problem;
import dev.bourse.shared.telemetry.Counter;
import dev.bourse.shared.telemetry.Telemetry;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.security.SecureRandom;
import java.util.concurrent.Callable;

/** Hashes passwords on workers, with a bounded number that wait. On the gateway's context alone. */
public final class Passwords {
    private final WorkerExecutor workers;
    private final SecureRandom random;
    private final Password.Cost cost;
    private final int most;
    private final Counter refused;
    private int waiting;

    /** @param most passwords that are hashed or wait to be */
    public Passwords(WorkerExecutor workers, SecureRandom random, Password.Cost cost, int most, Telemetry telemetry) {
        this.workers = workers;
        this.random = random;
        this.cost = cost;
        this.most = most;
        refused = telemetry.counter("gateway.passwords.refused", "passwords not looked at because too many waited");
        telemetry.gauge("gateway.passwords.waiting", "passwords that are hashed or wait to be", () -> waiting);
    }

    Future<String> hash(String password) {
        byte[] salt = new byte[Password.SALT];
        random.nextBytes(salt);
        return run(() -> Password.hash(password, salt, cost));
    }

    Future<Boolean> matches(String password, String hash) {
        return run(() -> Password.matches(password, hash));
    }

    String nobody() {
        return Password.nobody(cost);
    }

    private <T> Future<T> run(Callable<T> work) {
        if (waiting >= most) {
            refused.increment();
            return Future.failedFuture(Problem.of(503, "overloaded", "Too many log in at the moment; try again")
                    .retryAfter(1)
                    .refusal());
        }
        waiting++;
        return workers.executeBlocking(work, false).onComplete(done -> waiting--);
    }
}
