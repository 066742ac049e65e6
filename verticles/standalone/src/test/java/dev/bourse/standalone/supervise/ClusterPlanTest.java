package dev.bourse.standalone.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/** What each process of a local cluster is told. */
class ClusterPlanTest {
    @Test
    void twoOfEachGroupHaveNamesAndPortsOfTheirOwnAndNeedAMajority() {
        ClusterPlan plan = ClusterPlan.of(counts(2, 2, 2, 2), Map.of(), -1, -1, -1);

        assertThat(plan.members())
                .extracting(ClusterPlan.Member::name, ClusterPlan.Member::managementPort, ClusterPlan.Member::webPort)
                .containsExactly(
                        Tuple.tuple("data-1", 9081, -1),
                        Tuple.tuple("state-1", 9082, -1),
                        Tuple.tuple("classification-1", 9083, -1),
                        Tuple.tuple("web-1", 9084, 8080),
                        Tuple.tuple("data-2", 9091, -1),
                        Tuple.tuple("state-2", 9092, -1),
                        Tuple.tuple("classification-2", 9093, -1),
                        Tuple.tuple("web-2", 9094, 8081));
        assertThat(plan.members().getFirst().arguments())
                .containsExactly(
                        "--node.name=data-1",
                        "--node.supervised=true",
                        "--cluster.minimum=5",
                        "--management.port=9081");
    }

    @Test
    void settingsOfAGroupGoToItAloneAndAllOthersToAll() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("cluster.name", "x");
        settings.put("data.batch", "7");
        settings.put("state.size", "9");

        ClusterPlan plan = ClusterPlan.of(counts(1, 1, 0, 0), settings, 0, 0, 1);

        assertThat(plan.members())
                .extracting(ClusterPlan.Member::arguments)
                .containsExactly(
                        List.of(
                                "--cluster.name=x",
                                "--data.batch=7",
                                "--node.name=data-1",
                                "--node.supervised=true",
                                "--cluster.minimum=1",
                                "--management.port=0"),
                        List.of(
                                "--cluster.name=x",
                                "--state.size=9",
                                "--node.name=state-1",
                                "--node.supervised=true",
                                "--cluster.minimum=1",
                                "--management.port=0"));
    }

    @Test
    void whatOnlyOneProcessCanWriteOrListenAtIsCountedOn() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("log.file", "/var/log/bourse.log");
        settings.put("data.rejects.file", "some.where/rejects");
        settings.put("data.tcp.address", "127.0.0.1:9401");
        settings.put("data.http.address", "127.0.0.1:0");

        ClusterPlan plan = ClusterPlan.of(counts(2, 0, 0, 0), settings, -1, -1, -1);

        assertThat(plan.members().get(1).arguments())
                .containsExactly(
                        "--log.file=/var/log/bourse-data-2.log",
                        "--data.rejects.file=some.where/rejects-data-2",
                        "--data.tcp.address=127.0.0.1:9402",
                        "--data.http.address=127.0.0.1:0",
                        "--node.name=data-2",
                        "--node.supervised=true",
                        "--cluster.minimum=2",
                        "--management.port=9091");
    }

    @Test
    void aMajorityCannotBeInBothHalves() {
        for (int members = 1; members < 100; members++) {
            assertThat(2 * ClusterPlan.majority(members)).isGreaterThan(members);
            assertThat(2 * (ClusterPlan.majority(members) - 1)).isLessThanOrEqualTo(members);
        }
    }

    private static Map<String, Integer> counts(int data, int state, int classification, int web) {
        return Map.of("data", data, "state", state, "classification", classification, "web", web);
    }
}
