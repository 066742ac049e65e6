package dev.bourse.checks.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Follows names from one manifest to another. */
final class References {
    private final List<Map<String, Object>> documents;
    private final List<String> faults = new ArrayList<>();

    private References(List<Map<String, Object>> documents) {
        this.documents = documents;
    }

    /** Everything that leads nowhere, a line for each. */
    static List<String> faults(List<Map<String, Object>> documents) {
        References references = new References(documents);
        Workloads.of(documents).forEach(references::checkWorkload);
        references.ofKind("Service").forEach(references::checkService);
        references
                .ofKind("PodDisruptionBudget")
                .forEach(budget ->
                        references.checkSelector(budget, Values.map(budget, "spec", "selector", "matchLabels")));
        references
                .ofKind("NetworkPolicy")
                .forEach(policy ->
                        references.checkSelector(policy, Values.map(policy, "spec", "podSelector", "matchLabels")));
        references.ofKind("HorizontalPodAutoscaler").forEach(references::checkScaler);
        references.ofKind("ServiceMonitor").forEach(references::checkMonitor);
        Stream.of("RoleBinding", "ClusterRoleBinding")
                .flatMap(references::ofKind)
                .forEach(references::checkBinding);
        return references.faults;
    }

    private void checkWorkload(Map<String, Object> workload) {
        Map<String, Object> labels = Workloads.podLabels(workload);
        Map<String, Object> selector = Values.map(workload, "spec", "selector", "matchLabels");
        require(
                !selector.isEmpty() && labels.entrySet().containsAll(selector.entrySet()),
                workload,
                "selects not its own pods");
        Map<String, Object> pod = Workloads.pod(workload);
        requireNamed("ServiceAccount", Values.text(pod, "serviceAccountName"), workload);
        if (Values.text(workload, "kind").equals("StatefulSet")) {
            requireNamed("Service", Values.text(workload, "spec", "serviceName"), workload);
        }
        Set<String> volumes = Stream.concat(
                        Values.maps(pod, "volumes").map(volume -> Values.text(volume, "name")),
                        Values.maps(workload, "spec", "volumeClaimTemplates")
                                .map(claim -> Values.text(claim, "metadata", "name")))
                .collect(Collectors.toSet());
        Values.maps(pod, "volumes")
                .map(volume -> Values.text(volume, "persistentVolumeClaim", "claimName"))
                .filter(name -> !name.isEmpty())
                .forEach(name -> requireNamed("PersistentVolumeClaim", name, workload));
        Values.maps(pod, "volumes")
                .map(volume -> Values.text(volume, "configMap", "name"))
                .filter(name -> !name.isEmpty())
                .forEach(name -> requireNamed("ConfigMap", name, workload));
        Values.maps(pod, "topologySpreadConstraints")
                .map(spread -> Values.map(spread, "labelSelector", "matchLabels"))
                .forEach(spread ->
                        require(labels.entrySet().containsAll(spread.entrySet()), workload, "spreads other pods"));
        for (Map<String, Object> container : Workloads.containers(workload)) {
            checkContainer(workload, container, volumes);
        }
    }

    private void checkContainer(Map<String, Object> workload, Map<String, Object> container, Set<String> volumes) {
        Values.maps(container, "volumeMounts")
                .map(mount -> Values.text(mount, "name"))
                .forEach(name -> require(volumes.contains(name), workload, "mounts " + name + ", which is no volume"));
        Values.maps(container, "envFrom")
                .forEach(from -> requireNamed("ConfigMap", Values.text(from, "configMapRef", "name"), workload));
        Set<String> ports = ports(container);
        for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
            String port = Values.text(container, probe, "httpGet", "port");
            require(
                    ports.contains(port),
                    workload,
                    probe + " asks port " + port + ", which the container does not name");
        }
    }

    private void checkService(Map<String, Object> service) {
        Map<String, Object> selector = Values.map(service, "spec", "selector");
        checkSelector(service, selector);
        for (Map<String, Object> port : Values.maps(service, "spec", "ports").toList()) {
            String target = Values.text(port, "targetPort");
            selected(selector)
                    .flatMap(workload -> Workloads.containers(workload).stream())
                    .forEach(container -> require(
                            ports(container).contains(target),
                            service,
                            "leads to port " + target + ", which a pod does not name"));
        }
    }

    private void checkSelector(Map<String, Object> document, Map<String, Object> selector) {
        require(selected(selector).findAny().isPresent(), document, "selects no pod by " + selector);
    }

    private void checkScaler(Map<String, Object> scaler) {
        Map<String, Object> target = Values.map(scaler, "spec", "scaleTargetRef");
        requireNamed(Values.text(target, "kind"), Values.text(target, "name"), scaler);
    }

    private void checkMonitor(Map<String, Object> monitor) {
        Map<String, Object> selector = Values.map(monitor, "spec", "selector", "matchLabels");
        Set<String> ports = ofKind("Service")
                .filter(service ->
                        Values.map(service, "metadata", "labels").entrySet().containsAll(selector.entrySet()))
                .flatMap(service -> Values.maps(service, "spec", "ports"))
                .map(port -> Values.text(port, "name"))
                .collect(Collectors.toSet());
        Values.maps(monitor, "spec", "endpoints")
                .map(endpoint -> Values.text(endpoint, "port"))
                .forEach(port ->
                        require(ports.contains(port), monitor, "scrapes port " + port + ", which no such Service has"));
    }

    private void checkBinding(Map<String, Object> binding) {
        requireNamed(Values.text(binding, "roleRef", "kind"), Values.text(binding, "roleRef", "name"), binding);
        Values.maps(binding, "subjects").forEach(subject -> {
            requireNamed(Values.text(subject, "kind"), Values.text(subject, "name"), binding);
            require(!Values.text(subject, "namespace").isEmpty(), binding, "names a subject without its namespace");
        });
    }

    private Stream<Map<String, Object>> ofKind(String kind) {
        return documents.stream()
                .filter(document -> Values.text(document, "kind").equals(kind));
    }

    private Stream<Map<String, Object>> selected(Map<String, Object> selector) {
        return Workloads.of(documents).stream()
                .filter(workload -> Workloads.podLabels(workload).entrySet().containsAll(selector.entrySet()));
    }

    private static Set<String> ports(Map<String, Object> container) {
        return Values.maps(container, "ports")
                .map(port -> Values.text(port, "name"))
                .collect(Collectors.toSet());
    }

    private void requireNamed(String kind, String name, Map<String, Object> referrer) {
        boolean exists = ofKind(kind)
                .anyMatch(document -> Values.text(document, "metadata", "name").equals(name));
        require(exists, referrer, "refers to " + kind + " " + name + ", which is not there");
    }

    private void require(boolean met, Map<String, Object> document, String fault) {
        if (!met) {
            faults.add(Values.text(document, "kind") + " " + Values.text(document, "metadata", "name") + " " + fault);
        }
    }
}
