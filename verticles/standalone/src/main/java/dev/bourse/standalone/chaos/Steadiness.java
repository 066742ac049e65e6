package dev.bourse.standalone.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Whether memory, backlog and logs of a cluster grow in the course of a long trial. One thread. */
final class Steadiness {
    private final List<Sample> samples = new ArrayList<>();

    /**
     * What a cluster has at some time.
     *
     * @param residentMegabytes of each process
     * @param lag batches of ticks that state has still to deal with
     * @param logMegabytes what the logs of ticks hold
     */
    record Sample(Map<String, Long> residentMegabytes, long lag, long logMegabytes) {}

    void add(Sample sample) {
        samples.add(sample);
    }

    /** Each quantity in the first and in the last third of the time, as medians, and its maximum. */
    List<String> told() {
        if (samples.size() < 3) {
            return List.of("too short to tell whether memory grows: " + samples.size() + " samples");
        }
        List<String> lines = new ArrayList<>();
        lines.add(line("lag, batches", samples.stream().map(Sample::lag).toList()));
        lines.add(line(
                "logs of ticks, MB", samples.stream().map(Sample::logMegabytes).toList()));
        Map<String, List<Long>> resident = new TreeMap<>();
        for (Sample sample : samples) {
            sample.residentMegabytes()
                    .forEach((name, megabytes) -> resident.computeIfAbsent(name, first -> new ArrayList<>())
                            .add(megabytes));
        }
        resident.forEach((name, megabytes) -> lines.add(line(name + ", MB resident", megabytes)));
        return lines;
    }

    private static String line(String what, List<Long> values) {
        int third = Math.max(1, values.size() / 3);
        long most = values.stream().mapToLong(Long::longValue).max().orElse(0);
        return String.format(
                "%-34s first third %6d, last third %6d, most %6d, of %d samples",
                what,
                median(values.subList(0, third)),
                median(values.subList(values.size() - third, values.size())),
                most,
                values.size());
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
