package dev.bourse.standalone.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Plays scenarios of the exchange, each with three new nodes.
 *
 * @param jars what is run
 * @param folder for logs and, while a scenario is played, the nodes' directories
 * @param rate orders in a second
 * @param seed of the orders
 */
record ExchangeSuite(Jars jars, Path folder, int rate, long seed) {

    /** Plays all, tells what happens and how it ended; gives whether all was exact. */
    boolean play(List<ExchangeScenario> scenarios, Consumer<String> story) {
        List<ExchangeOutcome> outcomes = new ArrayList<>();
        for (ExchangeScenario scenario : scenarios) {
            Optional<String> impossible = scenario.impossible();
            if (impossible.isPresent()) {
                story.accept(scenario.name() + ": SKIPPED: " + impossible.get());
            } else {
                ExchangeOutcome outcome = play(scenario, story);
                outcomes.add(outcome);
                ExchangeOutcome.table(List.of(outcome)).forEach(story);
            }
        }
        story.accept("");
        ExchangeOutcome.table(outcomes).forEach(story);
        return outcomes.stream().allMatch(ExchangeOutcome::good);
    }

    /** Plays one scenario. */
    ExchangeOutcome play(ExchangeScenario scenario, Consumer<String> story) {
        Path logs = folder.resolve(scenario.name());
        story.accept(scenario.name() + ": starting; logs are in " + logs);
        try {
            Files.createDirectories(logs);
            try (ExchangeTrial trial = new ExchangeTrial(
                    jars,
                    logs,
                    scenario.surroundings(),
                    rate,
                    seed,
                    line -> story.accept(scenario.name() + ": " + line))) {
                scenario.script().accept(trial);
                return trial.outcome(scenario.name());
            }
        } catch (IOException | RuntimeException failed) {
            return ExchangeOutcome.failed(scenario.name(), failed);
        }
    }
}
