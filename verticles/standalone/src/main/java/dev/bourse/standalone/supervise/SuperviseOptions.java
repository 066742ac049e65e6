package dev.bourse.standalone.supervise;

import dev.bourse.classification.ClassificationGroup;
import dev.bourse.data.DataGroup;
import dev.bourse.shared.config.SettingSources;
import dev.bourse.shared.config.Settings;
import dev.bourse.shared.launch.Application;
import dev.bourse.shared.launch.Group;
import dev.bourse.state.StateGroup;
import dev.bourse.web.WebGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What {@code start all} was told.
 *
 * @param plan the processes
 * @param jars the fat jar of each group
 * @param java the command that runs a jar, up to its name
 * @param logs where each process has its log
 * @param managementHost where management ports are opened
 * @param webHost where web ports are opened
 * @param faults what is wrong, a sentence each; nothing may start unless empty
 */
record SuperviseOptions(
        ClusterPlan plan,
        Map<String, Path> jars,
        List<String> java,
        Path logs,
        String managementHost,
        String webHost,
        List<String> faults) {
    private static final int MOST = 32;

    /** Keys that only the supervisor knows. */
    private static final Set<String> OWN = Set.of("groups", "logs");

    /** Where feeds listen unless told otherwise. */
    private static final Map<String, String> DOORS = Map.of("tcp", "127.0.0.1:9401", "http", "127.0.0.1:9402");

    /** Reads the settings as a process would, and asks each group what it has to say against them. */
    static SuperviseOptions from(SettingSources sources, Map<String, String> environment) {
        Settings settings = Settings.of(sources);
        List<String> groups = settings.list("groups", ClusterPlan.GROUPS);
        Path logs = settings.path("logs", Path.of("logs", "cluster"));
        List<String> faults = new ArrayList<>();
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (String group : ClusterPlan.GROUPS) {
            int count = settings.integer(group, 2, 0, MOST);
            counts.put(group, groups.contains(group) ? count : 0);
        }
        groups.stream()
                .filter(group -> !ClusterPlan.GROUPS.contains(group))
                .forEach(group -> settings.fault(
                        "groups",
                        "'" + group + "' is not allowed; allowed are " + String.join(", ", ClusterPlan.GROUPS)));
        if (counts.values().stream().allMatch(count -> count == 0)) {
            settings.fault("groups", "leave no process at all; start at least one");
        }
        ClusterPlan plan = ClusterPlan.of(
                counts,
                forwarded(sources, settings, logs),
                settings.integer("management.port", -1, -1, 65_000),
                settings.integer("web.port", -1, -1, 65_000),
                settings.integer("cluster.minimum", -1, -1, 10_000));
        String managementHost = settings.text("management.host", "127.0.0.1");
        String webHost = settings.text("web.host", "127.0.0.1");
        // What is not known here may be known to a group, which is asked for itself.
        settings.faults().stream()
                .filter(fault -> !fault.contains(" is not known"))
                .forEach(faults::add);
        faults.addAll(groupsFaults(plan, environment));
        return new SuperviseOptions(plan, jars(plan, faults), javaCommand(), logs, managementHost, webHost, faults);
    }

    private static Map<String, String> forwarded(SettingSources sources, Settings settings, Path logs) {
        Map<String, String> forwarded = new LinkedHashMap<>();
        sources.configFile().ifPresent(file -> forwarded.put("config", file));
        sources.arguments().forEach((key, value) -> {
            if (!OWN.contains(key) && !ClusterPlan.GROUPS.contains(key)) {
                forwarded.put(key, value);
            }
        });
        for (String key : List.of("log.file", "data.rejects.file", "data.tcp.address", "data.http.address")) {
            settings.text(key).ifPresent(value -> forwarded.put(key, value));
        }
        DOORS.forEach((feed, address) -> {
            if (settings.list("data.feed", List.of()).contains(feed)) {
                forwarded.putIfAbsent("data." + feed + ".address", address);
            }
        });
        forwarded.put(
                "classification.log-file",
                settings.text("classification.log-file")
                        .orElse(logs.resolve("judgements.log").toString()));
        return forwarded;
    }

    private static Set<String> groupsFaults(ClusterPlan plan, Map<String, String> environment) {
        Set<String> faults = new LinkedHashSet<>();
        for (String group : ClusterPlan.GROUPS) {
            plan.members().stream()
                    .filter(member -> member.group().equals(group))
                    .findFirst()
                    .ifPresent(member ->
                            faults.addAll(Application.faults(member.arguments(), environment, implementation(group))));
        }
        return faults;
    }

    private static Group implementation(String group) {
        return switch (group) {
            case "data" -> new DataGroup();
            case "state" -> new StateGroup();
            case "classification" -> new ClassificationGroup();
            default -> new WebGroup();
        };
    }

    /** The fat jars below the repository's root, which the launcher script names. */
    private static Map<String, Path> jars(ClusterPlan plan, List<String> faults) {
        Path root = Path.of(System.getProperty("bourse.root", "."));
        Map<String, Path> jars = new LinkedHashMap<>();
        plan.members().stream().map(ClusterPlan.Member::group).distinct().forEach(group -> {
            Path folder = root.resolve("verticles").resolve(group).resolve("target");
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> file.toString().endsWith("-fat.jar"))
                        .findFirst()
                        .ifPresent(jar -> jars.put(group, jar));
            } catch (IOException missing) {
                // Said below, as for a folder without one.
            }
            if (!jars.containsKey(group)) {
                faults.add("there is no fat jar of " + group + " in " + folder + "; './bourse build' makes it");
            }
        });
        return jars;
    }

    private static List<String> javaCommand() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        Arrays.stream(System.getProperty("bourse.java-flags", "").split(" "))
                .filter(flag -> !flag.isEmpty())
                .forEach(command::add);
        command.add("-jar");
        return command;
    }
}
