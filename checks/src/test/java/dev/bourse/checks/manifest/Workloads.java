package dev.bourse.checks.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What every Deployment and StatefulSet must have. */
final class Workloads {
    private static final String COMPONENT = "app.kubernetes.io/component";

    private Workloads() {}

    static List<Map<String, Object>> of(List<Map<String, Object>> documents) {
        return documents.stream()
                .filter(document -> Set.of("Deployment", "StatefulSet").contains(Values.text(document, "kind")))
                .toList();
    }

    static Map<String, Object> pod(Map<String, Object> workload) {
        return Values.map(workload, "spec", "template", "spec");
    }

    static Map<String, Object> podLabels(Map<String, Object> workload) {
        return Values.map(workload, "spec", "template", "metadata", "labels");
    }

    static List<Map<String, Object>> containers(Map<String, Object> workload) {
        return Values.maps(pod(workload), "containers").toList();
    }

    static Set<String> images(List<Map<String, Object>> documents) {
        Set<String> images = new TreeSet<>();
        of(documents)
                .forEach(workload ->
                        containers(workload).forEach(container -> images.add(Values.text(container, "image"))));
        return images;
    }

    /** The least number of pods of each group: as the workload says, or the autoscaler in its place. */
    static Map<String, Integer> replicas(List<Map<String, Object>> documents) {
        Map<String, Integer> replicas = new TreeMap<>();
        for (Map<String, Object> workload : of(documents)) {
            replicas.put(Values.text(podLabels(workload), COMPONENT), replicas(workload, documents));
        }
        return replicas;
    }

    private static int replicas(Map<String, Object> workload, List<Map<String, Object>> documents) {
        String own = Values.text(workload, "spec", "replicas");
        if (!own.isEmpty()) {
            return Integer.parseInt(own);
        }
        return documents.stream()
                .filter(document -> Values.text(document, "kind").equals("HorizontalPodAutoscaler"))
                .filter(scaler -> Values.text(scaler, "spec", "scaleTargetRef", "name")
                        .equals(Values.text(workload, "metadata", "name")))
                .mapToInt(scaler -> Integer.parseInt(Values.text(scaler, "spec", "minReplicas")))
                .findFirst()
                .orElse(0);
    }

    /** What is missing or open, a line for each. */
    static List<String> faults(List<Map<String, Object>> documents, List<String> groups) {
        List<String> faults = new ArrayList<>();
        Set<String> budgets = new TreeSet<>();
        documents.stream()
                .filter(document -> Values.text(document, "kind").equals("PodDisruptionBudget"))
                .forEach(budget -> budgets.add(Values.text(budget, "spec", "selector", "matchLabels", COMPONENT)));
        Set<String> present = replicas(documents).keySet();
        for (String group : groups) {
            require(present.contains(group), group + ": no workload", faults);
            require(budgets.contains(group), group + ": no PodDisruptionBudget", faults);
        }
        for (Map<String, Object> workload : of(documents)) {
            String name = Values.text(workload, "metadata", "name");
            podFaults(name, pod(workload), faults);
            containers(workload).forEach(container -> containerFaults(name, container, faults));
        }
        return faults;
    }

    private static void podFaults(String name, Map<String, Object> pod, List<String> faults) {
        require(Values.text(pod, "securityContext", "runAsNonRoot").equals("true"), name + ": may run as root", faults);
        require(
                Values.text(pod, "securityContext", "seccompProfile", "type").equals("RuntimeDefault"),
                name + ": no seccomp profile",
                faults);
        int grace = Integer.parseInt("0" + Values.text(pod, "terminationGracePeriodSeconds"));
        require(grace >= 30, name + ": no time to hand partitions over", faults);
        Set<String> spread = new TreeSet<>();
        Values.maps(pod, "topologySpreadConstraints").forEach(one -> spread.add(Values.text(one, "topologyKey")));
        require(spread.contains("topology.kubernetes.io/zone"), name + ": not spread over zones", faults);
    }

    private static void containerFaults(String name, Map<String, Object> container, List<String> faults) {
        require(
                Values.text(container, "image").matches("[a-z0-9./-]+:(?!latest$)[0-9A-Za-z._-]+"),
                name + ": image is not pinned by a tag",
                faults);
        for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
            require(
                    Values.text(container, probe, "httpGet", "port").equals("management"),
                    name + ": no " + probe + " on the management port",
                    faults);
        }
        for (String amount : List.of("requests", "limits")) {
            require(
                    !Values.text(container, "resources", amount, "memory").isEmpty(),
                    name + ": no memory in " + amount,
                    faults);
        }
        Map<String, Object> context = Values.map(container, "securityContext");
        require(Values.text(context, "readOnlyRootFilesystem").equals("true"), name + ": may write its image", faults);
        require(Values.text(context, "allowPrivilegeEscalation").equals("false"), name + ": may gain rights", faults);
        require(
                Values.list(context, "capabilities", "drop").toList().equals(List.of("ALL")),
                name + ": keeps capabilities",
                faults);
    }

    private static void require(boolean met, String fault, List<String> faults) {
        if (!met) {
            faults.add(fault);
        }
    }
}
