package dev.bourse.standalone.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What became of a trial of the exchange.
 *
 * @param name of the scenario
 * @param commands that clients sent
 * @param outputs that they caused
 * @param repeated commands that had been applied when they were sent again
 * @param lost commands whose answer tells of outputs that readers do not have
 * @param doubled commands that were answered twice
 * @param changes how often readers went to another node
 * @param stalls how long clients had no answer, in milliseconds, by what was done, each time
 * @param faults what is wrong, a sentence each
 */
record ExchangeOutcome(
        String name,
        long commands,
        long outputs,
        long repeated,
        long lost,
        long doubled,
        long changes,
        Map<String, List<Long>> stalls,
        List<String> faults) {
    private static final String FORM = "%-22s %-6s %9s %9s %9s %5s %8s %8s  %s";

    ExchangeOutcome {
        faults = List.copyOf(faults);
    }

    /** A trial that could not be carried through. */
    static ExchangeOutcome failed(String name, Exception failure) {
        return new ExchangeOutcome(name, 0, 0, 0, 0, 0, 0, Map.of(), List.of(String.valueOf(failure)));
    }

    boolean good() {
        return faults.isEmpty();
    }

    /** The outcomes as a table, and below it what is wrong. */
    static List<String> table(List<ExchangeOutcome> outcomes) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                FORM,
                "SCENARIO",
                "RESULT",
                "ORDERS",
                "OUTPUTS",
                "REPEATED",
                "LOST",
                "DOUBLED",
                "CHANGES",
                "WITHOUT SERVICE"));
        outcomes.forEach(outcome -> lines.add(outcome.row()));
        outcomes.forEach(outcome -> outcome.faults().forEach(fault -> lines.add(outcome.name() + ": " + fault)));
        return lines;
    }

    private String row() {
        return String.format(
                Locale.ROOT,
                FORM,
                name,
                good() ? "exact" : "WRONG",
                commands,
                outputs,
                repeated,
                lost,
                doubled,
                changes,
                stalls.entrySet().stream()
                        .map(stall -> stall.getKey() + " "
                                + stall.getValue().stream().map(String::valueOf).collect(Collectors.joining(", "))
                                + " ms")
                        .collect(Collectors.joining("; ")));
    }
}
