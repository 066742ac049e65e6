package dev.bourse.shared.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.cluster.MembershipAdapter;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.LifecycleEvent;
import com.hazelcast.map.IMap;
import dev.bourse.shared.partition.Partitions;
import dev.bourse.shared.telemetry.Telemetry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@link Ownership} over three sources of Hazelcast: the members (who is alive), the map {@code bourse.participants}
 * (who takes part in which group) and the map {@code bourse.leases} (who holds what). It only passes on what changes
 * there; {@link GroupOwnership} decides.
 */
final class HazelcastOwnership implements Ownership {
    private static final Logger LOG = LoggerFactory.getLogger(HazelcastOwnership.class);
    /** The safety net for changes whose event was lost. */
    private static final long LOOK_MILLIS = 1_000;
    /** At every so many looks, each lease is asked for and who takes part, not only what is known of them. */
    private static final long VERIFY_LOOKS = 5;

    private final Vertx vertx;
    private final HazelcastInstance hazelcast;
    private final String node;
    private final int partitions;
    private final Duration releaseTimeout;
    private final Telemetry telemetry;
    private final Clock clock;
    private final IMap<String, Lease> leases;
    private final IMap<String, String> participantMap;
    private final MapMirror<String, String> participants;
    private final MapMirror<String, Lease> leaseMirror;
    private final Quorum quorum;
    private final Takeovers takeovers;
    private final Roster roster = new Roster();
    private final Map<String, GroupOwnership> groups = new ConcurrentHashMap<>();
    private final Set<String> registered = ConcurrentHashMap.newKeySet();
    private long ticks;
    private long timer;

    HazelcastOwnership(
            Vertx vertx,
            HazelcastInstance hazelcast,
            String node,
            Partitions partitions,
            Duration releaseTimeout,
            Quorum quorum,
            Telemetry telemetry,
            Clock clock) {
        this.vertx = vertx;
        this.quorum = quorum;
        this.hazelcast = hazelcast;
        this.node = node;
        this.partitions = partitions.count();
        this.releaseTimeout = releaseTimeout;
        this.telemetry = telemetry;
        this.clock = clock;
        this.leases = hazelcast.getMap("bourse.leases");
        this.participantMap = hazelcast.getMap("bourse.participants");
        this.participants = new MapMirror<>(vertx, participantMap, (key, before, after) -> lookAgain());
        this.leaseMirror = new MapMirror<>(vertx, leases, this::leaseChanged);
        this.takeovers = new Takeovers(leaseMirror.entries(), roster::dead);
    }

    /** Starts to listen; completes when all that is known of the cluster has been loaded. */
    Future<Void> start() {
        hazelcast.getCluster().addMembershipListener(new MembershipAdapter() {
            @Override
            public void memberAdded(MembershipEvent event) {
                membersChanged();
            }

            @Override
            public void memberRemoved(MembershipEvent event) {
                String gone = event.getMember().getAttribute(HazelcastConfiguration.NODE);
                String name = event.getMember().getAttribute(HazelcastConfiguration.NAME);
                if (gone != null && name != null) {
                    takeovers.gone(gone, name, clock.millis());
                }
                membersChanged();
                forget(gone);
            }
        });
        hazelcast.getLifecycleService().addLifecycleListener(event -> {
            if (event.getState() == LifecycleEvent.LifecycleState.MERGED) {
                merged();
            }
        });
        membersChanged();
        timer = vertx.setPeriodic(LOOK_MILLIS, tick -> {
            participate();
            if (++ticks % VERIFY_LOOKS == 0) {
                groups.values().forEach(GroupOwnership::verify);
                giveBackForgotten();
                verifyParticipants();
            }
            lookAgain();
        });
        return participants.start().compose(loaded -> leaseMirror.start());
    }

    @Override
    public Future<Void> register(String group, PartitionOwner owner) {
        if (group.indexOf('/') >= 0) {
            throw new IllegalArgumentException("group: '" + group + "' is not allowed; allowed is a word without /");
        }
        GroupOwnership share = new GroupOwnership(
                vertx,
                group,
                owner,
                partitions,
                node,
                leases,
                roster,
                () -> participantsOf(group),
                quorum,
                takeovers,
                releaseTimeout,
                clock,
                telemetry);
        if (groups.putIfAbsent(group, share) != null) {
            throw new IllegalStateException("this process takes part in the group " + group + " already");
        }
        registered.add(group);
        return Repeated.call(vertx, vertx.getOrCreateContext(), () -> participantMap.setAsync(participant(group), ""))
                .onSuccess(known -> share.look());
    }

    @Override
    public Map<Integer, Long> held(String group) {
        GroupOwnership share = groups.get(group);
        return share == null ? Map.of() : share.held();
    }

    /** The leases of all groups as this process knows them, by group and partition. */
    Map<String, Lease> leases() {
        return Map.copyOf(leaseMirror.entries());
    }

    /** What this process took over last, by group. */
    Map<String, Takeover> takeovers() {
        return takeovers.last();
    }

    /** The groups that this process takes part in. */
    Set<String> groups() {
        return Set.copyOf(groups.keySet());
    }

    /** Does nothing any more, and gives nothing back. */
    void stop() {
        vertx.cancelTimer(timer);
        registered.clear();
    }

    @Override
    public Future<Void> leave() {
        stop();
        List<Future<Void>> left = groups.entrySet().stream()
                .map(entry -> forgetMe(entry.getKey())
                        .transform(known -> entry.getValue().leave()))
                .toList();
        return Future.join(left).mapEmpty();
    }

    private Future<String> forgetMe(String group) {
        return Repeated.call(vertx, vertx.getOrCreateContext(), () -> participantMap.removeAsync(participant(group)));
    }

    private String participant(String group) {
        return group + '/' + node;
    }

    private Collection<String> participantsOf(String group) {
        Set<String> live = roster.live();
        String prefix = group + '/';
        return participants.entries().keySet().stream()
                .filter(key -> key.startsWith(prefix))
                .map(key -> key.substring(prefix.length()))
                .filter(live::contains)
                .toList();
    }

    private void lookAgain() {
        groups.values().forEach(GroupOwnership::look);
    }

    private void giveBackForgotten() {
        leaseMirror.entries().forEach((key, lease) -> {
            int slash = key.indexOf('/');
            GroupOwnership share = groups.get(key.substring(0, slash));
            if (share != null && lease.owner().equals(node)) {
                share.giveBackForgotten(Integer.parseInt(key.substring(slash + 1)), lease);
            }
        });
    }

    private void leaseChanged(String key, @Nullable Lease before, @Nullable Lease after) {
        int slash = key.indexOf('/');
        GroupOwnership share = groups.get(key.substring(0, slash));
        if (share != null && after != null) {
            share.leaseChanged(Integer.parseInt(key.substring(slash + 1)), after);
        }
    }

    private void membersChanged() {
        roster.members(hazelcast.getCluster().getMembers().stream()
                .map((Member member) -> member.getAttribute(HazelcastConfiguration.NODE))
                .filter(Objects::nonNull)
                .toList());
        lookAgain();
    }

    /** Every process that sees a member go tidies up after it; deleting twice does no harm. */
    private void forget(@Nullable String gone) {
        participants.entries().keySet().stream()
                .filter(key -> gone != null && key.endsWith('/' + gone))
                .forEach(key -> Repeated.call(vertx, vertx.getOrCreateContext(), () -> participantMap.removeAsync(key))
                        .onFailure(failure -> LOG.warn(
                                "{} is gone and still stands among the participants: {}", key, failure.toString())));
    }

    /** Others forget a process that was frozen; when it thaws, it makes itself known again. */
    private void participate() {
        if (!quorum.isMet()) {
            return;
        }
        for (String group : registered) {
            if (!participants.entries().containsKey(participant(group))) {
                Repeated.once(vertx.getOrCreateContext(), () -> participantMap.setAsync(participant(group), ""))
                        .onFailure(failure ->
                                LOG.warn("{}: not made known, and tried again: {}", group, failure.toString()));
            }
        }
    }

    /** Who comes back while the cluster is mended may be told of before all members listen for each other. */
    private void verifyParticipants() {
        if (quorum.isMet()) {
            participants
                    .reload()
                    .onFailure(failure -> LOG.warn("who takes part is read again later: {}", failure.toString()));
        }
    }

    private void merged() {
        quorum.merged();
        membersChanged();
        participants
                .reload()
                .compose(loaded -> leaseMirror.reload())
                .onSuccess(loaded -> {
                    participate();
                    groups.values().forEach(GroupOwnership::verify);
                    lookAgain();
                })
                .onFailure(failure ->
                        LOG.error("what is known of the cluster could not be loaded after a merge", failure));
    }
}
