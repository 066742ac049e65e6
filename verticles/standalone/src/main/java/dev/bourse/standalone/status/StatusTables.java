package dev.bourse.standalone.status;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@code GET /v1/cluster} answers, as lines for a person. */
final class StatusTables {
    private static final List<String> GROUPS = List.of("data", "state", "classification");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private StatusTables() {}

    static List<String> of(JsonObject cluster, boolean each) {
        List<JsonObject> members = objects(cluster.getJsonArray("members"));
        List<JsonObject> partitions = objects(cluster.getJsonArray("partitions"));
        List<String> lines = new ArrayList<>();
        lines.add("cluster " + cluster.getString("cluster") + ": " + members.size() + " members, "
                + cluster.getInteger("minimum") + " are enough, " + partitions.size() + " partitions"
                + (cluster.getBoolean("suspended")
                        ? "; SUSPENDED: too few members in sight, or frozen a moment ago"
                        : ""));
        lines.add("");
        lines.addAll(table(
                List.of("NAME", "GROUPS", "VERSION", "UP", "PROCESS", "ADDRESS", "HOLDS"),
                members.stream()
                        .map(StatusTables::member)
                        .sorted((a, b) -> a.getFirst().compareTo(b.getFirst()))
                        .toList()));
        lines.add("");
        lines.addAll(table(
                List.of("GROUP", "OWNED", "LAG", "WORST", "LAST TAKEOVER"),
                GROUPS.stream().map(group -> group(group, partitions, cluster)).toList()));
        lines.add("");
        lines.add("log of ticks: " + sum(partitions, log -> log.getLong("entries")) + " batches, "
                + sum(partitions, log -> log.getLong("bytes")) + " bytes");
        if (each) {
            lines.add("");
            lines.addAll(table(
                    List.of(
                            "PARTITION",
                            "DATA",
                            "EPOCH",
                            "STATE",
                            "EPOCH",
                            "LAG",
                            "CLASSIFICATION",
                            "EPOCH",
                            "LAG",
                            "LAST",
                            "BATCHES",
                            "BYTES"),
                    partitions.stream().map(StatusTables::partition).toList()));
        }
        return lines;
    }

    private static List<String> member(JsonObject member) {
        String holds = member.getBoolean("silent")
                ? "does not answer"
                : member.getJsonObject("held").stream()
                        .map(group -> group.getKey() + " " + group.getValue())
                        .collect(Collectors.joining(", "));
        return List.of(
                member.getString("name"),
                objectsOf(member.getJsonArray("groups")).collect(Collectors.joining(",")),
                member.getString("version"),
                age(member.getLong("uptimeMillis") / 1_000),
                String.valueOf(member.getValue("process")),
                member.getString("address"),
                holds.isEmpty() ? "-" : holds);
    }

    private static List<String> group(String group, List<JsonObject> partitions, JsonObject cluster) {
        List<JsonObject> owned = partitions.stream()
                .map(partition -> partition.getJsonObject(group, new JsonObject()))
                .filter(owner -> !owner.getString("owner", "").isEmpty())
                .toList();
        List<Long> lags = owned.stream()
                .map(owner -> owner.getLong("lag"))
                .filter(lag -> lag != null)
                .toList();
        JsonObject takeover =
                cluster.getJsonObject("takeovers", new JsonObject()).getJsonObject(group);
        return List.of(
                group,
                owned.size() + " of " + partitions.size(),
                lags.isEmpty()
                        ? "-"
                        : String.valueOf(
                                lags.stream().mapToLong(Long::longValue).sum()),
                lags.isEmpty()
                        ? "-"
                        : String.valueOf(
                                lags.stream().mapToLong(Long::longValue).max().orElse(0)),
                takeover == null
                        ? "-"
                        : takeover.getString("by") + " from " + takeover.getString("from") + ", "
                                + takeover.getInteger("partitions") + " partitions in " + takeover.getLong("millis")
                                + " ms at " + time(takeover.getLong("at")));
    }

    private static List<String> partition(JsonObject partition) {
        List<String> row = new ArrayList<>(List.of(String.valueOf(partition.getValue("partition"))));
        for (String group : GROUPS) {
            JsonObject owner = partition.getJsonObject(group, new JsonObject());
            row.add(dash(owner.getString("owner", "")));
            row.add(text(owner, "epoch"));
            if (!group.equals("data")) {
                row.add(text(owner, "lag"));
            }
        }
        JsonObject log = partition.getJsonObject("log", new JsonObject());
        Stream.of("last", "entries", "bytes").forEach(field -> row.add(text(log, field)));
        return row;
    }

    private static String text(JsonObject object, String field) {
        Object value = object.getValue(field);
        return value == null ? "-" : value.toString();
    }

    private static String dash(String text) {
        return text.isEmpty() ? "-" : text;
    }

    private static long sum(List<JsonObject> partitions, ToLongFunction<JsonObject> field) {
        return partitions.stream()
                .map(partition -> partition.getJsonObject("log"))
                .filter(log -> log != null)
                .mapToLong(field)
                .sum();
    }

    private static String time(long millis) {
        return TIME.format(Instant.ofEpochMilli(millis).atZone(ZoneId.systemDefault()));
    }

    static String age(long seconds) {
        if (seconds < 60) {
            return seconds + "s";
        }
        return seconds < 3_600
                ? seconds / 60 + "m" + seconds % 60 + "s"
                : seconds / 3_600 + "h" + seconds % 3_600 / 60 + "m";
    }

    /** Columns as wide as their widest cell. */
    static List<String> table(List<String> header, List<List<String>> rows) {
        int[] widths = new int[header.size()];
        List<List<String>> all = Stream.concat(Stream.of(header), rows.stream()).toList();
        all.forEach(row -> {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        });
        return all.stream()
                .map(row -> {
                    StringBuilder line = new StringBuilder();
                    for (int column = 0; column < widths.length; column++) {
                        line.append(row.get(column))
                                .repeat(" ", widths[column] - row.get(column).length() + 2);
                    }
                    return line.toString().stripTrailing();
                })
                .toList();
    }

    private static List<JsonObject> objects(JsonArray array) {
        return array.stream().map(JsonObject.class::cast).toList();
    }

    private static Stream<String> objectsOf(JsonArray array) {
        return array.stream().map(String.class::cast);
    }
}
