package dev.bourse.shared.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.cluster.MembershipAdapter;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import com.hazelcast.topic.ITopic;
import com.hazelcast.topic.Message;
import dev.bourse.shared.telemetry.Health;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether this process sees enough members to work ({@link Majority}). Where the network is cut, only one half does;
 * the members of the other half must not go on by themselves. Lite members do not count, as in Hazelcast's own
 * protection: they hold nothing, and come and go with the load. A process that was frozen waits until it knows what
 * came of it ({@link Wakefulness}). Safe for all threads.
 */
final class Quorum {
    private static final Logger LOG = LoggerFactory.getLogger(Quorum.class);
    /** Under this key stands the oldest member of the last majority, for those who come later. */
    private static final String OLDEST = "oldest";

    /** Who leaves says so there. */
    private static final String LEAVING = "bourse.leaving";

    private static final long LOOK_MILLIS = 1_000;
    private static final long BEAT_MILLIS = 250;

    private final HazelcastInstance hazelcast;
    private final Majority majority;
    private final Wakefulness wakefulness;
    private final String node;
    private final List<Promise<Void>> waiting = new ArrayList<>();
    private volatile boolean told;

    /** @param node this process among the members */
    Quorum(HazelcastInstance hazelcast, Majority majority, Wakefulness wakefulness, String node) {
        this.hazelcast = hazelcast;
        this.majority = majority;
        this.wakefulness = wakefulness;
        this.node = node;
    }

    /** Starts to listen; completes when it knows what others know. */
    Future<Void> start(Vertx vertx) {
        hazelcast.getCluster().addMembershipListener(new MembershipAdapter() {
            @Override
            public void memberAdded(MembershipEvent event) {
                wake();
            }

            @Override
            public void memberRemoved(MembershipEvent event) {
                isMet();
            }
        });
        vertx.setPeriodic(BEAT_MILLIS, beat -> beat());
        IMap<String, String> known = hazelcast.getMap("bourse.oldest");
        return vertx.executeBlocking(() -> leaving().addMessageListener(this::leaves))
                .compose(heard -> Repeated.call(vertx, vertx.getOrCreateContext(), () -> known.getAsync(OLDEST)))
                .onSuccess(oldest -> {
                    if (oldest != null) {
                        majority.learn(oldest);
                    }
                    wake();
                    vertx.setPeriodic(LOOK_MILLIS, look -> tell(vertx, known));
                })
                .mapEmpty();
    }

    /** Says to all that this process is about to leave. Blocks. */
    void leave() {
        if (hazelcast.getLifecycleService().isRunning()) {
            leaving().publish(node);
        }
    }

    /** Who leaves goes on itself until it has handed everything over. */
    private void leaves(Message<String> message) {
        if (!node.equals(message.getMessageObject())) {
            majority.leaves(message.getMessageObject(), inSight(), now());
        }
    }

    private ITopic<String> leaving() {
        return hazelcast.getTopic(LEAVING);
    }

    boolean isMet() {
        return wakefulness.isAwake(now()) && majority.isMet(inSight(), now());
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
        return majority.minimum();
    }

    Health.Status status() {
        return isMet()
                ? Health.Status.up(inSight().size() + " members in sight, " + majority.minimum() + " are enough")
                : Health.Status.down(refusal());
    }

    /** Why it is not met. */
    String refusal() {
        return wakefulness.isAwake(now())
                ? majority.refusal(inSight())
                : "suspended: this process was frozen, and others may have given it up";
    }

    /** This process has found its way back: what it told before may be dropped. */
    void merged() {
        told = false;
        wake();
    }

    /** Those who wait for enough members go on where there are enough. */
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

    /** Those who count, the oldest first. */
    static List<String> counting(Collection<Member> members) {
        return members.stream()
                .filter(member -> !member.isLiteMember())
                .map(member -> Objects.requireNonNullElse(
                        member.getAttribute(HazelcastConfiguration.NODE),
                        member.getUuid().toString()))
                .toList();
    }

    static long now() {
        return System.nanoTime() / 1_000_000;
    }

    private void beat() {
        long frozenMillis = wakefulness.beat(now());
        if (frozenMillis > 0) {
            LOG.warn(
                    "this process was frozen for {} ms: it does nothing for {} ms, until it knows whether others have"
                            + " given it up",
                    frozenMillis,
                    Wakefulness.DOUBT_MILLIS);
        }
    }

    /** The oldest itself tells, so that one writes and not all. */
    private void tell(Vertx vertx, IMap<String, String> known) {
        wake();
        boolean mine = node.equals(majority.oldest());
        if (!mine) {
            told = false;
        } else if (!told && isMet()) {
            Repeated.once(vertx.getOrCreateContext(), () -> known.setAsync(OLDEST, node))
                    .onSuccess(set -> told = true)
                    .onFailure(failure ->
                            LOG.warn("who is the oldest member is not known to all, and is told again", failure));
        }
    }

    private List<String> inSight() {
        return hazelcast.getLifecycleService().isRunning()
                ? counting(hazelcast.getCluster().getMembers())
                : List.of();
    }
}
