package dev.bourse.shared.cluster;

import static dev.bourse.shared.cluster.TestNode.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.shared.log.LogEntry;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Any process tells what the whole cluster is like (B1). */
class ClusterRegistryIT {
    private final TestNode.TestCluster cluster = TestNode.cluster().with("cluster.partitions", "8");

    @Test
    void everyMemberGivesTheSameOwnersAndWhatTheLogsHold() {
        try (TestNode first = cluster.with("node.name", "one").start("state");
                TestNode second = cluster.with("node.name", "two").start("state", "web")) {
            register(first);
            register(second);
            Eventually.equal(8, () -> held(first) + held(second));
            ReplayLog log = first.node().logs().ticks();
            await(log.open(3, 5));
            await(log.append(3, 5, List.of(entry(1), entry(2)), Optional.empty()));

            JsonObject view = view(second);

            assertThat(view.getString("cluster")).isEqualTo(cluster.name());
            assertThat(view.getBoolean("suspended")).isFalse();
            assertThat(view.getJsonObject("self").getString("name")).isEqualTo("two");
            assertThat(groups(view)).isEqualTo(Map.of("one", "[state]", "two", "[state, web]"));
            assertThat(owners(view)).isEqualTo(owners(view(first))).hasSize(8);
            JsonObject third = view.getJsonArray("partitions").getJsonObject(3);
            assertThat(third.getJsonObject("log").getLong("last")).isEqualTo(2);
            assertThat(third.getJsonObject("log").getLong("entries")).isEqualTo(2);
            assertThat(third.getJsonObject("log").getLong("bytes")).isPositive();
            assertThat(view.getJsonObject("takeovers")).isEmpty();
        }
    }

    @Test
    void whoTookOverFromADeadProcessSaysFromWhomHowMuchAndHowLongItTook() {
        try (TestNode first = cluster.with("node.name", "one").start("state")) {
            TestNode second = cluster.with("node.name", "two").start("state");
            register(first);
            register(second);
            Eventually.equal(8, () -> held(first) + held(second));
            Eventually.equal(8, () -> owners(view(first)).size());
            int lost = held(second);
            assertThat(lost).isBetween(1, 7);

            second.kill();
            Eventually.equal(8, () -> held(first));

            JsonObject takeover = view(first).getJsonObject("takeovers").getJsonObject("state");
            assertThat(takeover.getString("by")).isEqualTo("one");
            assertThat(takeover.getString("from")).isEqualTo("two");
            assertThat(takeover.getInteger("partitions")).isEqualTo(lost);
            assertThat(takeover.getLong("millis")).isNotNegative();
        }
    }

    private static LogEntry entry(long sequence) {
        return new LogEntry(sequence, new byte[] {1, 2, 3}, new byte[0]);
    }

    private static void register(TestNode node) {
        await(node.node().ownership().register("state", new RecordingOwner("any", new RecordingOwner.Journal())));
    }

    private static int held(TestNode node) {
        return node.node().ownership().held("state").size();
    }

    private static JsonObject view(TestNode node) {
        return await(node.membership().registry().view());
    }

    private static Map<String, String> groups(JsonObject view) {
        Map<String, String> groups = new TreeMap<>();
        view.getJsonArray("members").stream()
                .map(JsonObject.class::cast)
                .forEach(member -> groups.put(
                        member.getString("name"),
                        member.getJsonArray("groups", new JsonArray()).getList().toString()));
        return groups;
    }

    private static Map<Integer, String> owners(JsonObject view) {
        Map<Integer, String> owners = new TreeMap<>();
        view.getJsonArray("partitions").stream().map(JsonObject.class::cast).forEach(partition -> {
            JsonObject state = partition.getJsonObject("state");
            if (state != null) {
                owners.put(partition.getInteger("partition"), state.getString("owner") + " " + state.getLong("epoch"));
            }
        });
        return owners;
    }
}
