package dev.bourse.shared.cluster;

import com.hazelcast.map.IMap;
import dev.bourse.shared.telemetry.Counter;
import dev.bourse.shared.telemetry.Health;
import dev.bourse.shared.telemetry.Telemetry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This process's share of one group: compares what it holds with what it should hold whenever anything changes, and
 * moves one step towards it for each partition. Everything but {@link #held} and the health check runs on one context.
 */
final class GroupOwnership {
    private static final Logger LOG = LoggerFactory.getLogger(GroupOwnership.class);

    private final Vertx vertx;
    private final Context context;
    private final String group;
    private final OwnerCalls owner;
    private final int partitions;
    private final String node;
    private final IMap<String, Lease> leases;
    private final Roster roster;
    private final Supplier<Collection<String>> participants;
    private final Quorum quorum;
    private final Takeovers takeovers;
    private final Clock clock;
    private final Map<String, Counter> changes = new ConcurrentHashMap<>();
    private final Telemetry telemetry;
    private final Map<Integer, Long> held = new ConcurrentHashMap<>();
    /** Partitions with a step under way, so that the calls to the owner never overlap. */
    private final Set<Integer> busy = new HashSet<>();
    /** Busy partitions whose lease changed meanwhile: look again when the step is done. */
    private final Set<Integer> changedWhileBusy = new HashSet<>();

    private @Nullable Promise<Void> left;
    private volatile int due;
    private int told;

    GroupOwnership(
            Vertx vertx,
            String group,
            PartitionOwner owner,
            int partitions,
            String node,
            IMap<String, Lease> leases,
            Roster roster,
            Supplier<Collection<String>> participants,
            Quorum quorum,
            Takeovers takeovers,
            Duration releaseTimeout,
            Clock clock,
            Telemetry telemetry) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.group = group;
        this.owner = new OwnerCalls(vertx, context, group, owner, releaseTimeout, () -> change("overdue"));
        this.partitions = partitions;
        this.node = node;
        this.leases = leases;
        this.roster = roster;
        this.participants = participants;
        this.quorum = quorum;
        this.takeovers = takeovers;
        this.clock = clock;
        this.telemetry = telemetry;
        telemetry.gauge("partitions.held", "Partitions that this process holds", held::size, "group", group);
        telemetry.health().ready("partitions-" + group, this::status);
    }

    /** The key of a partition's lease. */
    static String key(String group, int partition) {
        return group + '/' + partition;
    }

    Map<Integer, Long> held() {
        return Map.copyOf(held);
    }

    /** Looks again at what should be held; may be called from any thread. */
    void look() {
        context.runOnContext(now -> reconcile());
    }

    /** The lease of a partition has become this one; may be called from any thread. */
    void leaseChanged(int partition, Lease lease) {
        context.runOnContext(now -> {
            Long epoch = held.get(partition);
            if (busy.contains(partition)) {
                changedWhileBusy.add(partition);
            } else if (epoch != null && lease.epoch() > epoch) {
                lose(partition);
            } else if (epoch == null && lease.owner().equals(Lease.NOBODY)) {
                reconcile();
            }
        });
    }

    /** Asks for the lease of each held partition, in case an event of its loss was itself lost. */
    void verify() {
        context.runOnContext(now -> held.forEach((partition, epoch) -> Repeated.once(
                        context, () -> leases.getAsync(key(group, partition)))
                .onSuccess(lease -> verified(partition, epoch, lease))
                .onFailure(failure -> LOG.warn(
                        "{}: the lease of partition {} was not looked at: {}", group, partition, failure.toString()))));
    }

    /** What was asked for has come: of what is held under another epoch by now it says nothing. */
    private void verified(int partition, long epoch, @Nullable Lease lease) {
        Long now = held.get(partition);
        if (now != null && now == epoch && (lease == null || !lease.isHeldBy(node, epoch))) {
            leaseChanged(partition, lease == null ? new Lease(Long.MAX_VALUE, Lease.NOBODY) : lease);
        }
    }

    /** Gives everything back and takes nothing any more. */
    Future<Void> leave() {
        Promise<Void> promise = Promise.promise();
        context.runOnContext(now -> {
            left = promise;
            reconcile();
        });
        return promise.future();
    }

    private void reconcile() {
        if (!quorum.isMet()) {
            suspend();
            return;
        }
        Collection<String> candidates = new HashSet<>(participants.get());
        if (left != null) {
            candidates.remove(node);
        }
        OwnershipPlan plan = OwnershipPlan.of(partitions, node, candidates, held.keySet());
        due = plan.acquire().size() + held.size() - plan.release().size();
        plan.release().stream().filter(partition -> !busy.contains(partition)).forEach(this::release);
        plan.acquire().stream().filter(partition -> !busy.contains(partition)).forEach(this::acquire);
        if (left != null && held.isEmpty() && busy.isEmpty()) {
            left.tryComplete();
        }
    }

    /** Others have taken what this process holds, or are about to: there is nobody to hand anything to. */
    private void suspend() {
        due = 0;
        held.keySet().stream().filter(partition -> !busy.contains(partition)).forEach(partition -> {
            change("suspended");
            LOG.warn("{}: partition {} is given up; {}", group, partition, quorum.refusal());
            withdraw(partition);
        });
        if (left != null && held.isEmpty() && busy.isEmpty()) {
            left.tryComplete();
        }
    }

    private void acquire(int partition) {
        busy.add(partition);
        Optional<String> dead = takeovers.deadOwner(key(group, partition));
        Repeated.call(
                        vertx,
                        context,
                        () -> leases.submitToKey(
                                key(group, partition), new AcquireLease(node, roster.dead(), clock.millis())))
                .compose(lease -> lease.owner().equals(node) ? take(partition, lease.epoch()) : refused(lease))
                .onSuccess(taken ->
                        dead.filter(owner -> taken).ifPresent(owner -> takeovers.taken(group, owner, clock.millis())))
                .onFailure(failure ->
                        LOG.warn("{}: partition {} was not taken; it is tried again", group, partition, failure))
                .onComplete(done -> finished(partition, done.succeeded() && done.result()));
    }

    private Future<Boolean> take(int partition, long epoch) {
        return owner.acquire(partition, epoch)
                .map(acquired -> {
                    held.put(partition, epoch);
                    change("acquired");
                    return true;
                })
                .recover(failure -> {
                    change("failed");
                    return giveBack(partition, epoch).transform(given -> Future.failedFuture(failure));
                });
    }

    private Future<Boolean> refused(Lease lease) {
        change("refused");
        roster.met(lease.owner(), clock.millis());
        return Future.succeededFuture(false);
    }

    /** A lease that stands here and is not held was not given back when it should have been: nobody else gets it. */
    void giveBackForgotten(int partition, Lease lease) {
        context.runOnContext(now -> {
            if (quorum.isMet()
                    && lease.owner().equals(node)
                    && !held.containsKey(partition)
                    && !busy.contains(partition)) {
                busy.add(partition);
                giveBack(partition, lease.epoch())
                        .onFailure(failure ->
                                LOG.warn("{}: the lease of partition {} was not given back", group, partition, failure))
                        .onComplete(done -> finished(partition, true));
            }
        });
    }

    private void release(int partition) {
        busy.add(partition);
        long epoch = held.getOrDefault(partition, 0L);
        owner.release(partition)
                .compose(drained -> {
                    held.remove(partition);
                    change("released");
                    return giveBack(partition, epoch);
                })
                .onFailure(failure -> LOG.warn(
                        "{}: the lease of partition {} was not given back; another process takes it when this one is"
                                + " gone",
                        group,
                        partition,
                        failure))
                .onComplete(done -> finished(partition, true));
    }

    private void lose(int partition) {
        change("lost");
        LOG.warn("{}: partition {} was taken by another process", group, partition);
        withdraw(partition);
    }

    /** Stops work without giving the lease back. */
    private void withdraw(int partition) {
        busy.add(partition);
        held.remove(partition);
        owner.release(partition).onComplete(done -> finished(partition, true));
    }

    private Future<Boolean> giveBack(int partition, long epoch) {
        return Repeated.call(
                vertx, context, () -> leases.submitToKey(key(group, partition), new GiveBackLease(node, epoch)));
    }

    private void finished(int partition, boolean changed) {
        context.runOnContext(now -> {
            busy.remove(partition);
            boolean lookAgain = changedWhileBusy.remove(partition);
            if (lookAgain && held.containsKey(partition)) {
                verify();
            }
            if (changed || lookAgain || left != null) {
                reconcile();
            }
            if (busy.isEmpty()) {
                tell();
            }
        });
    }

    /** A change of the whole share is one line. */
    private void tell() {
        if (held.size() != told) {
            told = held.size();
            LOG.info("{}: holds {} of {} partitions{}", group, told, partitions, takeovers.said(group));
        }
    }

    private void change(String what) {
        changes.computeIfAbsent(
                        what,
                        word -> telemetry.counter(
                                "lease.changes", "Changes of partition leases", "group", group, "change", word))
                .increment();
    }

    private Health.Status status() {
        int have = held.size();
        String reason = have + " of " + due + " partitions held";
        return have >= due ? Health.Status.up(reason) : Health.Status.down(reason);
    }
}
