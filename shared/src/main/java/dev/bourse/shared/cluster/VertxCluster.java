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

    private static final int TIMES = 4;
    private static final long AGAIN_MILLIS = 50;

    private final HazelcastInstance hazelcast;
    private final Subscriptions subscriptions;
    private final AtomicBoolean tidying = new AtomicBoolean();
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

    @Override
    public void setNodeInfo(NodeInfo node, Completable<Void> set) {
        setNodeInfo(node, set, TIMES);
    }

    /** Where a process starts while partitions move, nobody may know whether its address is there. */
    private void setNodeInfo(NodeInfo node, Completable<Void> set, int times) {
        super.setNodeInfo(node, (nothing, failure) -> {
            if (failure instanceof IndeterminateOperationStateException && times > 1) {
                later(AGAIN_MILLIS, () -> setNodeInfo(node, set, times - 1));
            } else {
                end(set, failure);
            }
        });
    }

    @Override
    public void addRegistration(String address, RegistrationInfo registration, Completable<Void> added) {
        subscriptions.ownAdded(address, registration);
        add(address, registration, added, TIMES);
    }

    /** Where nobody knows whether it is there it is added again, unless it was removed meanwhile. */
    private void add(String address, RegistrationInfo registration, Completable<Void> added, int times) {
        super.addRegistration(address, registration, (nothing, failure) -> {
            if (failure instanceof IndeterminateOperationStateException
                    && times > 1
                    && subscriptions.isOwn(address, registration)) {
                later(AGAIN_MILLIS, () -> add(address, registration, added, times - 1));
            } else {
                end(added, failure);
            }
        });
    }

    private static void end(Completable<Void> promise, @Nullable Throwable failure) {
        if (failure == null) {
            promise.succeed();
        } else {
            promise.fail(failure);
        }
    }

    @Override
    public void removeRegistration(String address, RegistrationInfo registration, Completable<Void> removed) {
        subscriptions.ownRemoved(address, registration);
        remove(address, registration, removed, TIMES);
    }

    private void remove(String address, RegistrationInfo registration, Completable<Void> removed, int times) {
        super.removeRegistration(address, registration, (nothing, failure) -> {
            if (failure instanceof IndeterminateOperationStateException && times > 1) {
                later(AGAIN_MILLIS, () -> remove(address, registration, removed, times - 1));
            } else {
                end(removed, failure);
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
        if (tidying.compareAndSet(false, true)) {
            later(TIDY_MILLIS + ThreadLocalRandom.current().nextLong(TIDY_MILLIS), this::tidy);
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
