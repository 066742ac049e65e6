package dev.bourse.standalone.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * A file and its answer, and the cluster that scenarios are played on, one cluster each.
 *
 * @param jars what is run
 * @param ticks the file
 * @param folder for the file, its answer and all logs
 * @param story hears what happens, a line each
 */
record Suite(Jars jars, TickFile ticks, Path folder, Consumer<String> story) {

    /** Writes the file and finds its answer. */
    Prepared prepare() {
        try {
            Files.createDirectories(folder);
            story.accept("writing " + ticks.rows() + " ticks of " + ticks.symbols() + " symbols, seed " + ticks.seed());
            Path file = ticks.write(folder.resolve("ticks.csv"));
            Answer answer = Answer.of(file, Files.createDirectories(folder.resolve("answer")));
            story.accept("analyse makes " + answer.signalCount() + " signals of them");
            return new Prepared(this, file, answer);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /**
     * Ready to be played.
     *
     * @param suite what it is of
     * @param file the ticks
     * @param answer what is right
     */
    record Prepared(Suite suite, Path file, Answer answer) {
        /** Plays one scenario from the start of a cluster to its end. */
        Outcome play(Scenario scenario) {
            Path logs = suite.folder().resolve(scenario.name());
            suite.story().accept(scenario.name() + ": starting; logs are in " + logs);
            try {
                Files.createDirectories(logs);
                try (Trial trial = new Trial(
                        suite.jars(),
                        file,
                        suite.ticks(),
                        logs,
                        suite.jars().clusterXml(logs, scenario.silenceSeconds()),
                        scenario.surroundings(logs),
                        line -> suite.story().accept(scenario.name() + ": " + line))) {
                    scenario.script().accept(trial);
                    return trial.outcome(scenario.name(), answer);
                }
            } catch (IOException | ExecutionException | InterruptedException | RuntimeException failed) {
                return Outcome.failed(scenario.name(), answer, failed);
            }
        }
    }

    /** The outcomes as a table, and below it what is wrong. */
    static List<String> table(List<Outcome> outcomes) {
        java.util.ArrayList<String> lines = new java.util.ArrayList<>();
        String form = "%-16s %-6s %10s %6s %9s %10s %11s  %s";
        lines.add(String.format(
                form, "SCENARIO", "RESULT", "SIGNALS", "LOST", "REPEATED", "TICKS LOST", "TICKS TWICE", "STOOD STILL"));
        outcomes.forEach(outcome -> lines.add(String.format(
                form,
                outcome.name(),
                outcome.good() ? "exact" : "WRONG",
                outcome.signals(),
                outcome.lost(),
                outcome.repeated(),
                outcome.ticksLost(),
                outcome.ticksTwice(),
                String.join(
                        ", ",
                        outcome.stalls().entrySet().stream()
                                .map(stall -> stall.getKey() + " " + stall.getValue() + " ms")
                                .toList()))));
        outcomes.forEach(outcome -> outcome.faults().forEach(fault -> lines.add(outcome.name() + ": " + fault)));
        return lines;
    }
}
