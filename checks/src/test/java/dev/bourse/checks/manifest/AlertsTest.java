package dev.bourse.checks.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.checks.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Alerts, and what the operators' document tells, are on metrics that some code registers. */
class AlertsTest {
    private static final Pattern REGISTERED = Pattern.compile("\\b(counter|gauge)\\(\\s*\"([a-z][a-z.]*)\"");
    private static final Pattern METRIC = Pattern.compile("\\bbourse_[a-z_]+\\b");
    /** What Prometheus makes of the one summary. */
    private static final Set<String> HOPS = Set.of("bourse_hop_seconds");

    @Test
    void everyMetricOfAnAlertIsRegistered() throws IOException {
        Set<String> used = new TreeSet<>();
        for (Map<String, Object> rule : rules()) {
            Set<String> metrics = metrics(Values.text(rule, "expr"));
            assertThat(metrics).as(Values.text(rule, "alert")).isNotEmpty();
            used.addAll(metrics);
        }
        assertThat(used).hasSizeGreaterThan(5).isSubsetOf(registered());
    }

    @Test
    void everyMetricThatTheOperationsDocumentNamesIsRegistered() throws IOException {
        Set<String> told = metrics(Files.readString(Repository.root().resolve("docs/operations.md")));
        assertThat(told).hasSizeGreaterThan(30).isSubsetOf(registered());
    }

    @Test
    void everyAlertHasItsOwnNameASeverityADelayAndAWordOnWhatToDo() throws IOException {
        List<Map<String, Object>> rules = rules();
        assertThat(rules.stream().map(rule -> Values.text(rule, "alert"))).doesNotHaveDuplicates();
        assertThat(rules).hasSizeGreaterThan(5).allSatisfy(rule -> {
            String name = Values.text(rule, "alert");
            assertThat(name).matches("Bourse[A-Z][A-Za-z]+");
            assertThat(Values.text(rule, "labels", "severity")).as(name).isIn("critical", "warning");
            assertThat(Values.text(rule, "for")).as(name).matches("\\d+m");
            assertThat(Values.text(rule, "annotations", "summary")).as(name).isNotEmpty();
            assertThat(Values.text(rule, "annotations", "description")).as(name).isNotEmpty();
        });
    }

    private static List<Map<String, Object>> rules() throws IOException {
        return Manifests.base().stream()
                .filter(document -> Values.text(document, "kind").equals("PrometheusRule"))
                .flatMap(document -> Values.maps(document, "spec", "groups"))
                .flatMap(group -> Values.maps(group, "rules"))
                .toList();
    }

    private static Set<String> metrics(String text) {
        Set<String> metrics = new TreeSet<>();
        Matcher metric = METRIC.matcher(text);
        while (metric.find()) {
            metrics.add(metric.group());
        }
        return metrics;
    }

    /** The names as Prometheus sees them. */
    private static Set<String> registered() throws IOException {
        Set<String> names = new TreeSet<>(HOPS);
        for (Path file : Repository.files()) {
            if (file.toString().contains("/src/main/java/")) {
                Matcher meter = REGISTERED.matcher(Files.readString(file));
                while (meter.find()) {
                    String name = "bourse_" + meter.group(2).replace('.', '_');
                    names.add(meter.group(1).equals("counter") ? name + "_total" : name);
                }
            }
        }
        return names;
    }
}
