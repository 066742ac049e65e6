package dev.bourse.standalone.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/** What a person sees of the cluster. */
class StatusTablesTest {
    private static final JsonObject CLUSTER = new JsonObject()
            .put("cluster", "bourse")
            .put("minimum", 2)
            .put("suspended", false)
            .put(
                    "members",
                    new JsonArray()
                            .add(member("state-1", 125_000, new JsonObject().put("state", 2)))
                            .add(member("data-1", 4_000, new JsonObject()).put("silent", true)))
            .put(
                    "partitions",
                    new JsonArray()
                            .add(partition(0, 12).put("log", log(5, 700)))
                            .add(partition(1, 3).put("log", log(1, 70))))
            .put("takeovers", new JsonObject());

    @Test
    void membersGroupsAndTheLogAreTables() {
        assertThat(StatusTables.of(CLUSTER, false))
                .containsExactly(
                        "cluster bourse: 2 members, 2 are enough, 2 partitions",
                        "",
                        "NAME     GROUPS  VERSION  UP    PROCESS  ADDRESS         HOLDS",
                        "data-1   state   0.1.0    4s    42       127.0.0.1:5701  does not answer",
                        "state-1  state   0.1.0    2m5s  42       127.0.0.1:5701  state 2",
                        "",
                        "GROUP           OWNED   LAG  WORST  LAST TAKEOVER",
                        "data            0 of 2  -    -      -",
                        "state           2 of 2  15   12     -",
                        "classification  0 of 2  -    -      -",
                        "",
                        "log of ticks: 6 batches, 770 bytes");
    }

    @Test
    void eachPartitionIsARowWhereThatIsWanted() {
        assertThat(StatusTables.of(CLUSTER, true))
                .endsWith(
                        "PARTITION  DATA  EPOCH  STATE    EPOCH  LAG  CLASSIFICATION  EPOCH  LAG  LAST  BATCHES  BYTES",
                        "0          -     -      state-1  7      12   -               -      -    9     5        700",
                        "1          -     -      state-1  7      3    -               -      -    9     1        70");
    }

    private static JsonObject member(String name, long uptime, JsonObject held) {
        return new JsonObject()
                .put("name", name)
                .put("version", "0.1.0")
                .put("process", 42)
                .put("address", "127.0.0.1:5701")
                .put("groups", new JsonArray().add("state"))
                .put("uptimeMillis", uptime)
                .put("silent", false)
                .put("held", held);
    }

    private static JsonObject partition(int number, long lag) {
        return new JsonObject()
                .put("partition", number)
                .put(
                        "state",
                        new JsonObject().put("owner", "state-1").put("epoch", 7).put("lag", lag));
    }

    private static JsonObject log(long entries, long bytes) {
        return new JsonObject().put("last", 9).put("entries", entries).put("bytes", bytes);
    }
}
