package dev.bourse.standalone.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What became of a trial.
 *
 * @param name of the scenario
 * @param signals how many there are in truth
 * @param lost signals that never came
 * @param repeated batches of signals that came twice
 * @param ticksLost ticks that no bar has
 * @param ticksTwice ticks that bars have twice
 * @param stalls how long the slowest partition stood still, in milliseconds, by what was done
 * @param faults what is wrong, a sentence each
 */
record Outcome(
        String name,
        long signals,
        long lost,
        long repeated,
        long ticksLost,
        long ticksTwice,
        Map<String, Long> stalls,
        List<String> faults) {
    /** Bars of so many symbols are compared for all periods, of the others for the longest. */
    private static final int WHOLE_SYMBOLS = 64;

    private static final int MOST_FAULTS = 20;

    /**
     * Metrics that must be 0 in all processes. Signals that a web process lacks since it was cut off for longer than
     * their log reaches are told of, and not among them: nobody waits for who looks on.
     */
    private static final List<String> NONE_OF = List.of(
            "bourse_state_ticks_unknown_total",
            "bourse_state_ticks_missing_total",
            "bourse_classification_states_unknown_total",
            "bourse_batches_lost_total{stage=\"ticks\"",
            "bourse_batches_lost_total{stage=\"states\"");

    Outcome {
        faults = List.copyOf(faults);
    }

    boolean good() {
        return faults.isEmpty();
    }

    /** A trial that could not be carried through. */
    static Outcome failed(String name, Answer answer, Exception failure) {
        return new Outcome(name, answer.signalCount(), 0, 0, 0, 0, Map.of(), List.of(String.valueOf(failure)));
    }

    static Outcome of(String name, Answer answer, Observer observer, Processes processes, Map<String, Long> stalls) {
        List<String> faults = new ArrayList<>();
        Observer.Count seen = observer.count();
        long expected = answer.signalCount();
        check(faults, seen.signals() == expected, "signals: " + seen.signals() + " came, " + expected + " are right");
        check(faults, seen.repeated() == 0, seen.repeated() + " batches of signals came twice");
        check(faults, seen.missing() == 0, seen.missing() + " batches of signals are in no log any more");
        compareSignals(answer, observer, faults);
        long[] ticks = compareBars(answer, processes, faults);
        for (String metric : NONE_OF) {
            long count = processes.metric(metric);
            check(faults, count == 0, metric + " is " + count);
        }
        return new Outcome(
                name,
                expected,
                Math.max(0, expected - seen.signals()),
                seen.repeated(),
                ticks[0],
                ticks[1],
                stalls,
                faults.size() > MOST_FAULTS ? faults.subList(0, MOST_FAULTS) : faults);
    }

    private static void compareSignals(Answer answer, Observer observer, List<String> faults) {
        Map<String, LongList> rows = observer.rows();
        answer.signals().forEach((symbol, right) -> {
            LongList came = rows.getOrDefault(symbol, new LongList());
            int mismatch = LongList.mismatch(right, came);
            check(
                    faults,
                    mismatch < 0,
                    symbol + ": signal " + mismatch + " of " + right.size() + " (" + came.size()
                            + " came) is not that of analyse");
        });
    }

    /** Gives the ticks that are missing and those that are there twice. */
    private static long[] compareBars(Answer answer, Processes processes, List<String> faults) {
        long lost = 0;
        long twice = 0;
        int number = 0;
        for (var symbol : answer.bars().entrySet()) {
            boolean whole = number++ < WHOLE_SYMBOLS;
            for (var period : symbol.getValue().entrySet()) {
                boolean longest = period.getKey().equals("1d");
                if (!whole && !longest) {
                    continue;
                }
                List<String> came = processes.bars(symbol.getKey(), period.getKey());
                List<String> right = period.getValue();
                List<String> kept = right.subList(Math.max(0, right.size() - Math.max(1, came.size())), right.size());
                check(
                        faults,
                        kept.equals(came),
                        symbol.getKey() + " " + period.getKey() + ": bars " + came + " are not " + kept);
                if (longest) {
                    long difference = trades(right) - trades(came);
                    lost += Math.max(0, difference);
                    twice += Math.max(0, -difference);
                }
            }
        }
        check(faults, lost == 0, lost + " ticks are in no bar");
        check(faults, twice == 0, twice + " ticks are in their bar twice");
        return new long[] {lost, twice};
    }

    private static long trades(List<String> bars) {
        return bars.stream()
                .mapToLong(bar -> Long.parseLong(bar.substring(bar.lastIndexOf(',') + 1)))
                .sum();
    }

    private static void check(List<String> faults, boolean good, String otherwise) {
        if (!good) {
            faults.add(otherwise);
        }
    }
}
