package dev.bourse.shared.cluster;

import com.hazelcast.cluster.MembershipAdapter;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.core.HazelcastInstance;
import dev.bourse.shared.telemetry.Health;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether this process sees enough members to work. Where the network is cut, only one half can have a majority; the
 * members of the other half must not go on by themselves. Lite members do not count, as in Hazelcast's own protection:
 * they hold nothing, and come and go with the load. Safe for all threads.
 */
final class Quorum {
    private final HazelcastInstance hazelcast;
    private final int minimum;
    private final List<Promise<Void>> waiting = new ArrayList<>();

    Quorum(HazelcastInstance hazelcast, int minimum) {
        this.hazelcast = hazelcast;
        this.minimum = minimum;
    }

    /** Starts to listen. */
    void start() {
        hazelcast.getCluster().addMembershipListener(new MembershipAdapter() {
            @Override
            public void memberAdded(MembershipEvent event) {
                wake();
            }
        });
    }

    boolean isMet() {
        return members() >= minimum;
    }

    /** Completes as soon as it is met, at once where it is. */
    Future<Void> met() {
        Promise<Void> promise = Promise.promise();
        synchronized (waiting) {
            waiting.add(promise);
        }
        wake();
        return promise.future();
    }

    int minimum() {
        return minimum;
    }

    Health.Status status() {
        int members = members();
        return members >= minimum
                ? Health.Status.up(members + " members in sight, " + minimum + " are enough")
                : Health.Status.down("suspended: only " + members + " members in sight, and it takes " + minimum);
    }

    /** Once more when this process has found its way back: it does not hear of each member that it then sees. */
    void wake() {
        if (!isMet()) {
            return;
        }
        List<Promise<Void>> ready;
        synchronized (waiting) {
            ready = List.copyOf(waiting);
            waiting.clear();
        }
        ready.forEach(Promise::tryComplete);
    }

    private int members() {
        return hazelcast.getLifecycleService().isRunning()
                ? (int) hazelcast.getCluster().getMembers().stream()
                        .filter(member -> !member.isLiteMember())
                        .count()
                : 0;
    }
}
