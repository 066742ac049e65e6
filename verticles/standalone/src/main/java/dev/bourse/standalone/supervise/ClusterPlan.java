package dev.bourse.standalone.supervise;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which processes a cluster has and what each of them is told. Settings of a group go to its processes alone, all
 * others to every process; what must differ between processes (names and ports) is counted on.
 *
 * @param members in the order in which they are started
 */
record ClusterPlan(List<Member> members) {
    /** The groups in the order of the flow. */
    static final List<String> GROUPS = List.of("data", "state", "classification", "web");

    private static final int FIRST_MANAGEMENT = 9081;
    private static final int FIRST_WEB = 8080;
    /** Files that only one process can write: each gets its name into that of the file. */
    private static final List<String> FILES = List.of("log.file", "data.rejects.file", "classification.log-file");

    /** Addresses that only one process can listen at: the port is counted on. */
    private static final List<String> ADDRESSES = List.of("data.tcp.address", "data.http.address");

    /** So many ports lie between two processes of one group. */
    private static final int MANAGEMENT_STEP = 10;

    ClusterPlan {
        members = List.copyOf(members);
    }

    /**
     * One process.
     *
     * @param name {@code data-1}
     * @param managementPort 0 for any
     * @param webPort 0 for any; -1 where it serves no page
     * @param arguments what it is started with
     */
    record Member(String name, String group, int managementPort, int webPort, List<String> arguments) {
        Member {
            arguments = List.copyOf(arguments);
        }
    }

    /**
     * Counts the processes out.
     *
     * @param counts processes of each group
     * @param settings what was given for all of them, without what this class decides
     * @param managementPort the port of the first data process, -1 for the default, 0 for any
     * @param webPort the port of the first web process, -1 for the default, 0 for any
     * @param minimum members without which a process does not work; -1 for the majority
     */
    static ClusterPlan of(
            Map<String, Integer> counts, Map<String, String> settings, int managementPort, int webPort, int minimum) {
        int all = counts.values().stream().mapToInt(Integer::intValue).sum();
        List<Member> members = new ArrayList<>();
        for (int number = 1; members.size() < all; number++) {
            for (String group : GROUPS) {
                if (number <= counts.getOrDefault(group, 0)) {
                    int management = port(
                            managementPort, FIRST_MANAGEMENT, GROUPS.indexOf(group) + MANAGEMENT_STEP * (number - 1));
                    int web = group.equals("web") ? port(webPort, FIRST_WEB, number - 1) : -1;
                    int least = minimum < 0 ? majority(all) : minimum;
                    members.add(member(group, number, management, web, settings, least));
                }
            }
        }
        return new ClusterPlan(members);
    }

    /** The least number of members that cannot be in both halves of a split. */
    static int majority(int members) {
        return members / 2 + 1;
    }

    private static Member member(
            String group, int number, int management, int web, Map<String, String> settings, int minimum) {
        String name = group + "-" + number;
        Map<String, String> own = new LinkedHashMap<>();
        settings.forEach((key, value) -> {
            String section = key.split("\\.", 2)[0];
            if (section.equals(group) || !Set.copyOf(GROUPS).contains(section)) {
                own.put(key, ofItsOwn(key, value, name, number));
            }
        });
        own.put("node.name", name);
        own.put("node.supervised", "true");
        own.put("cluster.minimum", String.valueOf(minimum));
        own.put("management.port", String.valueOf(management));
        if (web >= 0) {
            own.put("web.port", String.valueOf(web));
        }
        List<String> arguments = new ArrayList<>();
        own.forEach((key, value) -> arguments.add("--" + key + "=" + value));
        return new Member(name, group, management, web, arguments);
    }

    private static String ofItsOwn(String key, String value, String name, int number) {
        if (FILES.contains(key)) {
            int dot = value.lastIndexOf('.');
            return dot > value.lastIndexOf('/') + 1
                    ? value.substring(0, dot) + "-" + name + value.substring(dot)
                    : value + "-" + name;
        }
        int colon = value.lastIndexOf(':');
        if (ADDRESSES.contains(key) && colon > 0 && value.substring(colon + 1).matches("[1-9]\\d{0,4}")) {
            return value.substring(0, colon + 1) + (Integer.parseInt(value.substring(colon + 1)) + number - 1);
        }
        return value;
    }

    private static int port(int given, int fallback, int offset) {
        return given == 0 ? 0 : (given < 0 ? fallback : given) + offset;
    }
}
