package dev.bourse.shared.cluster;

import com.hazelcast.cluster.Member;
import dev.bourse.shared.bus.Progress;
import dev.bourse.shared.bus.Stage;
import dev.bourse.shared.log.LogHead;
import io.vertx.core.Future;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * What the whole cluster is like, as this process can tell: who is there, who owns what, how far each stage is behind
 * and how much the logs hold. Nobody keeps that anywhere: members, leases and logs are looked up, and each process is
 * asked for what only it knows. So any process can answer, and there is no registry that could be down.
 */
public final class ClusterRegistry {
    private static final long PATIENCE_MILLIS = 2_000;
    private static final String ADDRESS = "cluster.report.";

    private final Node node;
    private final HazelcastOwnership ownership;
    private final Quorum quorum;
    private final String id;

    ClusterRegistry(Node node, HazelcastOwnership ownership, Quorum quorum, String id) {
        this.node = node;
        this.ownership = ownership;
        this.quorum = quorum;
        this.id = id;
    }

    /** Starts to answer what only this process knows. */
    Future<Void> start() {
        return node.vertx()
                .eventBus()
                .<JsonObject>consumer(ADDRESS + id, this::answer)
                .completion();
    }

    /** Asks everybody; a member that does not answer within 2 s is in it all the same, marked as silent. */
    public Future<JsonObject> view() {
        List<Member> members = List.copyOf(node.hazelcast().getCluster().getMembers());
        List<Future<JsonObject>> reports = members.stream().map(this::report).toList();
        List<Future<Optional<LogHead>>> heads = IntStream.range(
                        0, node.partitions().count())
                .mapToObj(this::head)
                .toList();
        Future<Boolean> safe = safe();
        List<Future<?>> all = new ArrayList<>(reports);
        all.addAll(heads);
        all.add(safe);
        return Future.join(all)
                .map(asked -> describe(
                                members,
                                reports.stream().map(Future::result).toList(),
                                heads.stream().map(Future::result).toList())
                        .put("safe", safe.result()));
    }

    /**
     * Whether each entry of the cluster's maps has all of its copies: before that, one more death may cost what it
     * holds. Asks every member; one that does not answer in time has not said that it is.
     */
    public Future<Boolean> safe() {
        return node.vertx()
                .executeBlocking(() -> node.hazelcast().getPartitionService().isClusterSafe(), false)
                .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                .otherwise(false);
    }

    private void answer(Message<JsonObject> question) {
        Progress progress = Progress.of(node.vertx());
        JsonObject takeovers = new JsonObject();
        ownership
                .takeovers()
                .forEach((group, takeover) -> takeovers.put(
                        group,
                        new JsonObject()
                                .put("from", takeover.from())
                                .put("partitions", takeover.partitions())
                                .put("at", takeover.beganMillis())
                                .put("millis", takeover.millis())));
        JsonObject held = new JsonObject();
        ownership.groups().forEach(group -> held.put(group, sequences(ownership.held(group))));
        question.reply(new JsonObject()
                .put("held", held)
                .put("ticks", sequences(progress.of(Stage.TICKS)))
                .put("states", sequences(progress.of(Stage.STATES)))
                .put("takeovers", takeovers));
    }

    private static JsonObject sequences(Map<Integer, Long> byPartition) {
        JsonObject json = new JsonObject();
        byPartition.forEach((partition, sequence) -> json.put(String.valueOf(partition), sequence));
        return json;
    }

    private Future<JsonObject> report(Member member) {
        String address = ADDRESS + member.getAttribute(HazelcastConfiguration.NODE);
        return node.vertx()
                .eventBus()
                .<JsonObject>request(address, new JsonObject(), new DeliveryOptions().setSendTimeout(PATIENCE_MILLIS))
                .map(Message::body)
                .otherwise(new JsonObject());
    }

    private Future<Optional<LogHead>> head(int partition) {
        return node.logs()
                .ticks()
                .head(partition)
                .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                .map(Optional::of)
                .otherwise(Optional.empty());
    }

    private JsonObject describe(List<Member> members, List<JsonObject> reports, List<Optional<LogHead>> heads) {
        Map<String, String> names = new TreeMap<>();
        JsonArray described = new JsonArray();
        for (int i = 0; i < members.size(); i++) {
            Member member = members.get(i);
            names.put(attribute(member, HazelcastConfiguration.NODE), attribute(member, HazelcastConfiguration.NAME));
            described.add(
                    ClusterDocument.member(member, reports.get(i), node.clock().millis()));
        }
        return new JsonObject()
                .put("cluster", node.hazelcast().getConfig().getClusterName())
                .put("minimum", quorum.minimum())
                .put("suspended", !quorum.isMet())
                .put("self", ClusterDocument.self(node.hazelcast().getCluster().getLocalMember()))
                .put("members", described)
                .put("partitions", ClusterDocument.partitions(ownership.leases(), names, reports, heads))
                .put("takeovers", ClusterDocument.takeovers(described, reports));
    }

    private static String attribute(Member member, String name) {
        return Optional.ofNullable(member.getAttribute(name)).orElse("");
    }
}
