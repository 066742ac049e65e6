package dev.bourse.checks.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The checks of manifests see a fault that is put into one of ours. */
class ManifestFaultTest {
    static Stream<Arguments> references() {
        return Stream.of(
                Arguments.of("web.yaml", "port: management", "port: managment", "asks port managment"),
                Arguments.of("web.yaml", "targetPort: http", "targetPort: htpp", "leads to port htpp"),
                Arguments.of("web.yaml", "name: bourse-settings", "name: bourse-setings", "ConfigMap bourse-setings"),
                Arguments.of(
                        "web.yaml", "serviceAccountName: bourse", "serviceAccountName: burse", "ServiceAccount burse"),
                Arguments.of(
                        "web.yaml",
                        "name: temporary\n              mount",
                        "name: tmp\n              mount",
                        "mounts tmp"),
                Arguments.of("network.yaml", "component: web", "component: page", "selects no pod"),
                Arguments.of("state.yaml", "serviceName: bourse-cluster", "serviceName: cluster", "Service cluster"),
                Arguments.of(
                        "access.yaml",
                        "  name: bourse-discovery\nrules",
                        "  name: discovery\nrules",
                        "Role bourse-discovery"),
                Arguments.of("monitoring.yaml", "- port: management", "- port: metrics", "scrapes port metrics"));
    }

    @ParameterizedTest
    @MethodSource("references")
    void aNameThatLeadsNowhereIsFound(String file, String right, String wrong, String fault) throws IOException {
        String base = base("");
        // Only the first is changed, so that what it refers to keeps its name.
        String changed = base(file, right, wrong);
        assertThat(changed).isNotEqualTo(base);
        assertThat(String.join("\n", References.faults(Manifests.documents(changed))))
                .contains(fault);
        assertThat(String.join("\n", References.faults(Manifests.documents(base))))
                .doesNotContain(fault);
    }

    static Stream<Arguments> workloads() {
        return Stream.of(
                Arguments.of("image: bourse-state:0.1.0", "image: bourse-state", "bourse-state: image is not pinned"),
                Arguments.of(
                        "image: bourse-state:0.1.0", "image: bourse-state:latest", "bourse-state: image is not pinned"),
                Arguments.of("readinessProbe", "readynessProbe", "bourse-state: no readinessProbe"),
                Arguments.of("runAsNonRoot: true", "runAsNonRoot: false", "bourse-state: may run as root"),
                Arguments.of("RuntimeDefault", "Unconfined", "bourse-state: no seccomp profile"),
                Arguments.of(
                        "readOnlyRootFilesystem: true", "readOnlyRootFilesystem: false", "bourse-state: may write"),
                Arguments.of("drop:\n                - ALL", "drop: []", "bourse-state: keeps capabilities"),
                Arguments.of("limits:", "limit:", "bourse-state: no memory in limits"),
                Arguments.of("topology.kubernetes.io/zone", "zone", "bourse-state: not spread over zones"),
                Arguments.of("kind: PodDisruptionBudget", "kind: DisruptionBudget", "state: no PodDisruptionBudget"),
                Arguments.of("kind: StatefulSet", "kind: StatefullSet", "state: no workload"));
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void aWorkloadThatLacksSomethingIsFound(String right, String wrong, String fault) throws IOException {
        List<String> groups = List.of("data", "state", "classification", "web");
        assertThat(Workloads.faults(Manifests.documents(base("")), groups)).isEmpty();
        assertThat(Workloads.faults(Manifests.documents(base("state.yaml", right, wrong)), groups))
                .anySatisfy(line -> assertThat(line).startsWith(fault));
    }

    /** All of the base as one text, with the first of {@code change[0]} in one file replaced by {@code change[1]}. */
    private static String base(String file, String... change) throws IOException {
        StringBuilder text = new StringBuilder();
        try (var files = Files.list(Manifests.folder().resolve("base"))) {
            for (var path : files.filter(one -> one.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                if (path.endsWith("kustomization.yaml")) {
                    continue;
                }
                String source = Files.readString(path);
                int at = path.endsWith(file) && change.length == 2 ? source.indexOf(change[0]) : -1;
                String changed = at < 0
                        ? source
                        : source.substring(0, at) + change[1] + source.substring(at + change[0].length());
                text.append("---\n").append(changed);
            }
        }
        return text.toString();
    }
}
