package dev.bourse.checks.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every manifest is what Kubernetes would take, and what it refers to is there. */
class ManifestTest {
    private static final List<String> GROUPS = List.of("data", "state", "classification", "web", "exchange", "gateway");
    private static final String COMPONENT = "app.kubernetes.io/component";
    /** Kinds of the Prometheus operator, for which there is no model here; their fields are checked below. */
    private static final Set<String> OPERATOR = Set.of("ServiceMonitor", "PrometheusRule");

    @Test
    void everyFieldOfTheBaseIsKnown() throws IOException {
        assertThat(Manifests.base()).isNotEmpty().allSatisfy(ManifestTest::hasKnownFieldsOnly);
    }

    @ParameterizedTest
    @ValueSource(strings = {"development", "development-feeds", "staging", "production"})
    void everyFieldOfARenderedOverlayIsKnown(String overlay) {
        assertThat(rendered(overlay)).hasSizeGreaterThan(15).allSatisfy(ManifestTest::hasKnownFieldsOnly);
    }

    @ParameterizedTest
    @ValueSource(strings = {"development", "development-feeds", "staging", "production"})
    void whatARenderedOverlayRefersToIsThere(String overlay) {
        assertThat(References.faults(rendered(overlay))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"development", "development-feeds", "staging", "production"})
    void everyGroupRunsLockedDownWithProbesResourcesAndADisruptionBudget(String overlay) {
        assertThat(Workloads.faults(rendered(overlay), GROUPS)).isEmpty();
    }

    @Test
    void productionAndStagingRunTwoOfEachGroupThreeNodesOfTheExchangeAndProductionSpreadsThem() {
        assertThat(Workloads.replicas(rendered("staging"))).isEqualTo(ofTheAnalysis(2));
        assertThat(Workloads.replicas(rendered("production"))).isEqualTo(ofTheAnalysis(2));
        assertThat(Workloads.of(rendered("production")))
                .allSatisfy(workload -> assertThat(Values.maps(Workloads.pod(workload), "topologySpreadConstraints")
                                .filter(spread -> spread.get("topologyKey").equals("topology.kubernetes.io/zone"))
                                .map(spread -> spread.get("whenUnsatisfiable")))
                        .containsExactly("DoNotSchedule"));
    }

    /** B1: fewer than half are cut off; one pod of each group may be away, as in an update or a drain. */
    @ParameterizedTest
    @ValueSource(strings = {"staging", "production"})
    void lessThanHalfOfTheMembersDoNotGoOnAndOneOfEachGroupCanBeReplaced(String overlay) {
        List<Map<String, Object>> documents = rendered(overlay);
        Map<String, Integer> replicas = Workloads.replicas(documents);
        // Web's are lite members, which hold nothing and do not count; the exchange and its gateway are none.
        replicas.keySet().removeAll(List.of("web", "exchange", "gateway"));
        int members = replicas.values().stream().mapToInt(Integer::intValue).sum();
        assertThat(Integer.parseInt(setting(documents, "BOURSE_CLUSTER_MINIMUM")))
                .isBetween((members + 1) / 2, members - replicas.size());
    }

    @Test
    void productionKeepsBackupsInTheOtherZone() {
        assertThat(setting(rendered("production"), "BOURSE_CLUSTER_BACKUP_APART"))
                .isEqualTo("zone");
    }

    @Test
    void stagingAndProductionRunTheSameImages() {
        assertThat(Workloads.images(rendered("staging"))).isEqualTo(Workloads.images(rendered("production")));
    }

    @Test
    void vendorsReachTheDataGroupAloneAndOnlyWhereTheirDoorsAreAskedFor() {
        assertThat(doors(rendered("development"))).isEmpty();
        assertThat(doors(rendered("development-feeds")))
                .containsExactlyInAnyOrder(
                        "Service bourse-vendors to data: vendor-tcp vendor-http",
                        "NetworkPolicy bourse-vendors to data: vendor-tcp vendor-http");
    }

    /** Everything that leads to a vendor's port. */
    private static List<String> doors(List<Map<String, Object>> documents) {
        List<String> doors = new ArrayList<>();
        for (Map<String, Object> document : documents) {
            String kind = Values.text(document, "kind");
            String who = kind + " " + Values.text(document, "metadata", "name") + " to ";
            if (kind.equals("Service")) {
                add(
                        doors,
                        who + Values.text(document, "spec", "selector", COMPONENT),
                        Values.maps(document, "spec", "ports").map(port -> Values.text(port, "targetPort")));
            } else if (kind.equals("NetworkPolicy")) {
                add(
                        doors,
                        who + Values.text(document, "spec", "podSelector", "matchLabels", COMPONENT),
                        Values.maps(document, "spec", "ingress")
                                .flatMap(from -> Values.maps(from, "ports"))
                                .map(port -> Values.text(port, "port")));
            }
        }
        return doors;
    }

    private static void add(List<String> doors, String who, Stream<String> ports) {
        String ofVendors = ports.filter(port -> port.startsWith("vendor-")).collect(Collectors.joining(" "));
        if (!ofVendors.isEmpty()) {
            doors.add(who + ": " + ofVendors);
        }
    }

    @Test
    void aMisspeltFieldIsFoundAtAnyDepth() {
        Map<String, Object> document = Manifests.documents("""
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: misspelt
              lables: {}
            spec:
              template:
                spec:
                  containers:
                    - name: web
                      imagePullPolice: Always
                      readinessProbe:
                        httpGet:
                          path: /health/ready
                          prot: management
            """).getFirst();
        assertThat(UnknownFields.of(Manifests.parse(document)))
                .containsExactlyInAnyOrder(
                        ".metadata.lables",
                        ".spec.template.spec.containers[0].imagePullPolice",
                        ".spec.template.spec.containers[0].readinessProbe.httpGet.prot");
    }

    @Test
    void aMisspeltKindIsNoKnownType() {
        Map<String, Object> document = Manifests.documents(
                        "{apiVersion: apps/v1, kind: Deploiment, metadata: {name: a}}")
                .getFirst();
        assertThat(Manifests.parse(document)).isInstanceOf(GenericKubernetesResource.class);
    }

    @Test
    void aMisspeltFieldOfAnAlertIsFound() {
        Map<String, Object> rule = Manifests.documents("""
            apiVersion: monitoring.coreos.com/v1
            kind: PrometheusRule
            metadata: {name: a}
            spec:
              groups: [{name: a, rules: [{alert: A, exp: up, for: 1m, annotation: {summary: a}}]}]
            """).getFirst();
        assertThat(OperatorFields.unknown(rule))
                .containsExactlyInAnyOrder(".spec.groups[0].rules[0].exp", ".spec.groups[0].rules[0].annotation");
    }

    @Test
    void aMisspeltFieldOfAServiceMonitorIsFound() {
        Map<String, Object> monitor = Manifests.documents("""
            apiVersion: monitoring.coreos.com/v1
            kind: ServiceMonitor
            metadata: {name: a}
            spec:
              selector: {matchLabel: {a: b}}
              endpoints: [{port: management, intervall: 10s}]
            """).getFirst();
        assertThat(OperatorFields.unknown(monitor))
                .containsExactlyInAnyOrder(".spec.selector.matchLabel", ".spec.endpoints[0].intervall");
    }

    private static String setting(List<Map<String, Object>> documents, String variable) {
        return documents.stream()
                .filter(document -> Values.text(document, "kind").equals("ConfigMap"))
                .map(document -> Values.text(document, "data", variable))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static Map<String, Integer> ofTheAnalysis(int replicas) {
        return Map.of(
                "data",
                replicas,
                "state",
                replicas,
                "classification",
                replicas,
                "web",
                replicas,
                "exchange",
                3,
                "gateway",
                1);
    }

    private static void hasKnownFieldsOnly(Map<String, Object> document) {
        String name = Values.text(document, "kind") + " " + Values.text(document, "metadata", "name");
        if (OPERATOR.contains(Values.text(document, "kind"))) {
            assertThat(OperatorFields.unknown(document)).as(name).isEmpty();
            return;
        }
        var model = Manifests.parse(document);
        assertThat(model).as(name).isNotInstanceOf(GenericKubernetesResource.class);
        assertThat(UnknownFields.of(model)).as(name).isEmpty();
    }

    private static List<Map<String, Object>> rendered(String overlay) {
        assumeTrue(Manifests.canRender(), "kubectl is not installed: overlays are not rendered");
        return Manifests.render(overlay);
    }
}
