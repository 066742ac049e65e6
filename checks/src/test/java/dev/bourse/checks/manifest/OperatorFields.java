package dev.bourse.checks.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The fields of the Prometheus operator's types that we use; any other counts as unknown. */
final class OperatorFields {
    /** What may stand below a path. Items of lists have the path of their list; below a path with {@code *} all may. */
    private static final Map<String, Set<String>> KNOWN = Map.ofEntries(
            Map.entry("", Set.of("apiVersion", "kind", "metadata", "spec")),
            Map.entry(".metadata", Set.of("name", "namespace", "labels", "annotations")),
            Map.entry(".metadata.labels", Set.of("*")),
            Map.entry(".metadata.annotations", Set.of("*")),
            Map.entry(
                    ".spec",
                    Set.of(
                            "selector",
                            "namespaceSelector",
                            "endpoints",
                            "podTargetLabels",
                            "targetLabels",
                            "jobLabel",
                            "groups")),
            Map.entry(".spec.selector", Set.of("matchLabels", "matchExpressions")),
            Map.entry(".spec.selector.matchLabels", Set.of("*")),
            Map.entry(".spec.selector.matchExpressions", Set.of("key", "operator", "values")),
            Map.entry(".spec.namespaceSelector", Set.of("any", "matchNames")),
            Map.entry(
                    ".spec.endpoints",
                    Set.of(
                            "port",
                            "targetPort",
                            "path",
                            "scheme",
                            "interval",
                            "scrapeTimeout",
                            "honorLabels",
                            "relabelings")),
            Map.entry(".spec.groups", Set.of("name", "interval", "rules")),
            Map.entry(
                    ".spec.groups.rules",
                    Set.of("alert", "record", "expr", "for", "keep_firing_for", "labels", "annotations")),
            Map.entry(".spec.groups.rules.labels", Set.of("*")),
            Map.entry(".spec.groups.rules.annotations", Set.of("*")));

    private OperatorFields() {}

    /** Paths of the fields that are not known. */
    static List<String> unknown(Map<String, Object> document) {
        List<String> found = new ArrayList<>();
        search(document, "", "", found);
        return found;
    }

    private static void search(Object value, String type, String path, List<String> found) {
        if (value instanceof List<?> items) {
            for (int i = 0; i < items.size(); i++) {
                search(items.get(i), type, path + "[" + i + "]", found);
            }
        } else if (value instanceof Map<?, ?>) {
            Set<String> known = KNOWN.getOrDefault(type, Set.of());
            Values.map(value).forEach((name, inner) -> {
                if (known.contains(name)) {
                    search(inner, type + "." + name, path + "." + name, found);
                } else if (!known.contains("*")) {
                    found.add(path + "." + name);
                }
            });
        }
    }
}
