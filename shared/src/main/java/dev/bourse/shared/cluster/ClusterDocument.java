package dev.bourse.shared.cluster;

import com.hazelcast.cluster.Member;
import dev.bourse.shared.log.LogHead;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parts of what {@code GET /v1/cluster} answers; docs/operations.md names the fields. */
final class ClusterDocument {
    private static final List<String> GROUPS = List.of("data", "state", "classification");

    private ClusterDocument() {}

    static JsonObject self(Member member) {
        return new JsonObject()
                .put("name", attribute(member, HazelcastConfiguration.NAME))
                .put("node", attribute(member, HazelcastConfiguration.NODE))
                .put("version", attribute(member, HazelcastConfiguration.VERSION))
                .put("process", number(member, HazelcastConfiguration.PROCESS));
    }

    static JsonObject member(Member member, JsonObject report, long nowMillis) {
        JsonArray groups = new JsonArray();
        for (String group : attribute(member, HazelcastConfiguration.GROUPS).split(",")) {
            groups.add(group);
        }
        JsonObject held = new JsonObject();
        report.getJsonObject("held", new JsonObject())
                .forEach(group -> held.put(group.getKey(), ((JsonObject) group.getValue()).size()));
        return self(member)
                .put(
                        "address",
                        member.getAddress().getHost() + ":"
                                + member.getAddress().getPort())
                .put("groups", groups)
                .put("uptimeMillis", Math.max(0, nowMillis - number(member, HazelcastConfiguration.STARTED)))
                .put("silent", report.isEmpty())
                .put("held", held);
    }

    /** Of each partition its owners, how many batches each is behind the log, and what the log holds. */
    static JsonArray partitions(
            Map<String, Lease> leases,
            Map<String, String> names,
            List<JsonObject> reports,
            List<Optional<LogHead>> heads) {
        JsonArray partitions = new JsonArray();
        for (int partition = 0; partition < heads.size(); partition++) {
            JsonObject one = new JsonObject().put("partition", partition);
            for (String group : GROUPS) {
                Lease lease = leases.get(GroupOwnership.key(group, partition));
                if (lease != null) {
                    one.put(
                            group,
                            new JsonObject()
                                    .put("owner", names.getOrDefault(lease.owner(), ""))
                                    .put("epoch", lease.epoch()));
                }
            }
            heads.get(partition)
                    .ifPresent(head -> one.put(
                            "log",
                            new JsonObject()
                                    .put("last", head.last())
                                    .put("entries", head.depth())
                                    .put("bytes", head.bytes())));
            lag(one, "state", "ticks", heads.get(partition), reports, partition);
            lag(one, "classification", "states", heads.get(partition), reports, partition);
            partitions.add(one);
        }
        return partitions;
    }

    private static void lag(
            JsonObject one,
            String group,
            String stage,
            Optional<LogHead> head,
            List<JsonObject> reports,
            int partition) {
        JsonObject owner = one.getJsonObject(group);
        if (owner == null || head.isEmpty()) {
            return;
        }
        reports.stream()
                .map(report -> report.getJsonObject(stage, new JsonObject()).getLong(String.valueOf(partition)))
                .filter(sequence -> sequence != null)
                .mapToLong(Long::longValue)
                .max()
                .ifPresent(applied -> owner.put("applied", applied)
                        .put("lag", Math.max(0, head.get().last() - applied)));
    }

    /** Of each group the last takeover that anybody knows of. */
    static JsonObject takeovers(JsonArray members, List<JsonObject> reports) {
        JsonObject last = new JsonObject();
        for (int i = 0; i < reports.size(); i++) {
            String by = members.getJsonObject(i).getString("name");
            reports.get(i).getJsonObject("takeovers", new JsonObject()).forEach(entry -> {
                JsonObject takeover = (JsonObject) entry.getValue();
                JsonObject known = last.getJsonObject(entry.getKey());
                if (known == null || known.getLong("at") < takeover.getLong("at")) {
                    last.put(entry.getKey(), takeover.copy().put("by", by));
                }
            });
        }
        return last;
    }

    private static String attribute(Member member, String name) {
        return Optional.ofNullable(member.getAttribute(name)).orElse("");
    }

    private static long number(Member member, String name) {
        String text = attribute(member, name);
        return text.isEmpty() ? 0 : Long.parseLong(text);
    }
}
