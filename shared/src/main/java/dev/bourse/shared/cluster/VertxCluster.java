package dev.bourse.shared.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.core.HazelcastException;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.IndeterminateOperationStateException;
import com.hazelcast.core.LifecycleEvent;
import com.hazelcast.map.IMap;
import io.vertx.core.Completable;
import io.vertx.core.Vertx;
import io.vertx.core.spi.cluster.NodeInfo;
import io.vertx.core.spi.cluster.RegistrationInfo;
import io.vertx.core.spi.cluster.RegistrationListener;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Vert.x's cluster manager, except for what it does when a process dies. Its own way is that every survivor removes all
 * addresses of the dead one and writes all of its own again, and asks for each address that changed meanwhile one after
 * another: seconds, in which messages go to the dead process and nobody hears of its successor. Here
 * {@link Subscriptions} leaves the dead out at once, and what there is to tidy up is done later and by one.
 */
@SuppressWarnings("UnsynchronizedOverridesSynchronized") // what needs a lock is in Subscriptions, or takes the parent's
final class VertxCluster extends HazelcastClusterManager {
    private static final Logger LOG = LoggerFactory.getLogger(VertxCluster.class);
    /** Those who take over come first. */
    private static final long TIDY_MILLIS = 3_000;

    /** What others write anew after a split may be told to nobody, so that it is read again, later and later. */
    private static final int ROUNDS = 4;

    private static final int TIMES = 4;
    private static final long AGAIN_MILLIS = 50;

    private final HazelcastInstance hazelcast;
    private final Subscriptions subscriptions;
    private final AtomicBoolean tidying = new AtomicBoolean();
    private final AtomicInteger rounds = new AtomicInteger();
    private @Nullable Vertx vertx;

    VertxCluster(HazelcastInstance hazelcast) {
        super(hazelcast);
        this.hazelcast = hazelcast;
        this.subscriptions = new Subscriptions(hazelcast.getMultiMap("__vertx.subs"));
    }

    @Override
    public void init(Vertx of) {
        vertx = of;
        super.init(of);
    }

    @Override
    public void registrationListener(RegistrationListener listener) {
        subscriptions.listener(listener);
        super.registrationListener(new RegistrationListener() {
            @Override
            public boolean wantsUpdatesFor(String address) {
                return false;
            }
        });
    }

    @Override
    public void join(Completable<Void> joined) {
        subscriptions.start();
        super.join(joined);
    }

    /** Also on a member that has ended before: then there is nothing left to take leave of. */
    @Override
    public void leave(Completable<Void> left) {
        if (hazelcast.getLifecycleService().isRunning()) {
            subscriptions.stop();
            super.leave(left);
        } else {
            left.succeed();
        }
    }

    /** Also where a process starts while partitions move. */
    @Override
    public void setNodeInfo(NodeInfo node, Completable<Void> set) {
        settle(set, TIMES, () -> true, outcome -> super.setNodeInfo(node, outcome));
    }

    /** It is not added again if it was removed meanwhile. */
    @Override
    public void addRegistration(String address, RegistrationInfo registration, Completable<Void> added) {
        subscriptions.ownAdded(address, registration);
        settle(
                added,
                TIMES,
                () -> subscriptions.isOwn(address, registration),
                outcome -> super.addRegistration(address, registration, outcome));
    }

    @Override
    public void removeRegistration(String address, RegistrationInfo registration, Completable<Void> removed) {
        subscriptions.ownRemoved(address, registration);
        settle(removed, TIMES, () -> true, outcome -> super.removeRegistration(address, registration, outcome));
    }

    /**
     * Where nobody knows whether a change is there, since copies of it did not answer, it is made again while it is
     * wanted.
     */
    private void settle(
            Completable<Void> settled, int times, BooleanSupplier wanted, Consumer<Completable<Void>> change) {
        change.accept((nothing, failure) -> {
            if (failure instanceof IndeterminateOperationStateException && times > 1 && wanted.getAsBoolean()) {
                later(AGAIN_MILLIS, () -> settle(settled, times - 1, wanted, change));
            } else if (failure == null) {
                settled.succeed();
            } else {
                settled.fail(failure);
            }
        });
    }

    @Override
    public void getRegistrations(String address, Completable<List<RegistrationInfo>> promise) {
        long changes = subscriptions.lookUp(address);
        super.getRegistrations(address, (found, failure) -> {
            if (failure != null) {
                subscriptions.notFound(address);
                promise.fail(failure);
                return;
            }
            Optional<List<RegistrationInfo>> settled = subscriptions.found(address, changes, found);
            if (settled.isPresent()) {
                promise.succeed(settled.get());
            } else {
                getRegistrations(address, promise);
            }
        });
    }

    @Override
    public void memberAdded(MembershipEvent event) {
        String node = event.getMember().getAttribute(HazelcastConfiguration.NODE);
        if (node != null) {
            super.memberAdded(event);
            if (subscriptions.came(node)) {
                tidyLater();
            }
        }
    }

    @Override
    public void memberRemoved(MembershipEvent event) {
        String node = event.getMember().getAttribute(HazelcastConfiguration.NODE);
        if (node != null && isActive()) {
            subscriptions.gone(node);
            tidyLater();
        }
    }

    @Override
    public void stateChanged(LifecycleEvent event) {
        super.stateChanged(event);
        if (event.getState() == LifecycleEvent.LifecycleState.MERGED && isActive()) {
            subscriptions.members(nodes());
            // What changed on the other side was not told here; and what it writes anew comes a little later.
            later(1, this::tidy);
            tidyLater();
        }
    }

    private void tidyLater() {
        rounds.set(ROUNDS);
        tidyAgain();
    }

    private void tidyAgain() {
        if (tidying.compareAndSet(false, true)) {
            long pause = TIDY_MILLIS + ThreadLocalRandom.current().nextLong(TIDY_MILLIS);
            later(pause * (ROUNDS + 1 - rounds.get()), this::tidy);
        }
    }

    private void tidy() {
        tidying.set(false);
        if (!isActive()) {
            return;
        }
        Objects.requireNonNull(vertx)
                .executeBlocking(
                        () -> {
                            Set<String> nodes = nodes();
                            boolean oldest = hazelcast
                                    .getCluster()
                                    .getMembers()
                                    .iterator()
                                    .next()
                                    .localMember();
                            subscriptions.tidy(nodes, oldest);
                            tidyNodes(nodes, oldest);
                            return null;
                        },
                        false)
                .onSuccess(tidied -> {
                    if (rounds.decrementAndGet() > 0) {
                        tidyAgain();
                    }
                })
                .onFailure(failure -> {
                    if (hazelcast.getLifecycleService().isRunning()) {
                        LOG.warn("what dead processes left is not tidied up yet; it is tried again", failure);
                        tidyLater();
                    }
                });
    }

    /** Where the nodes are reached: those of the dead go, and ours is still there. */
    private void tidyNodes(Set<String> nodes, boolean oldest) {
        IMap<String, Object> addresses = hazelcast.getMap("__vertx.nodeInfo");
        if (oldest) {
            addresses.keySet().stream().filter(node -> !nodes.contains(node)).forEach(addresses::delete);
        }
        if (!addresses.containsKey(getNodeId())) {
            setNodeInfo(getNodeInfo(), (set, failure) -> {
                if (failure != null) {
                    LOG.warn("this process's address is not known to all; it is tried again", failure);
                    tidyLater();
                }
            });
        }
    }

    private Set<String> nodes() {
        Set<String> nodes = new HashSet<>();
        for (Member member : hazelcast.getCluster().getMembers()) {
            String node = member.getAttribute(HazelcastConfiguration.NODE);
            if (node != null) {
                nodes.add(node);
            }
        }
        if (nodes.isEmpty()) {
            throw new HazelcastException("no member is in sight");
        }
        return nodes;
    }

    private void later(long millis, Runnable action) {
        Objects.requireNonNull(vertx).setTimer(millis, timer -> action.run());
    }
}
