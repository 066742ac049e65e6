package dev.bourse.standalone.chaos;

import dev.bourse.shared.config.Settings;
import dev.bourse.shared.telemetry.Logging;
import dev.bourse.shared.telemetry.LoggingOptions;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * {@code ./bourse chaos}: plays all scenarios, or those that are named, and prints a table. Exit code 2 where one is
 * wrong.
 */
public final class ChaosCommand {
    private static final List<String> USAGE = List.of(
            "usage: ./bourse chaos [--seconds=N] [--seed=N] [--only=NAME,...] [--rate=N] [--symbols=N]"
                    + " [--orders=N] [--folder=FOLDER]",
            "",
            "  --seconds=60    how long the feed of each scenario lasts",
            "  --rate=100000   ticks in a second",
            "  --symbols=512   instruments",
            "  --orders=5000   orders in a second, for the exchange",
            "  --seed=1        of the ticks, the orders and of what is random",
            "  --folder=FOLDER for the ticks, their answer and all logs: logs/chaos unless given",
            "  --only=NAME     plays these scenarios only:");

    private static final int HEAP_MEGABYTES = 512;

    private ChaosCommand() {}

    /** Plays and prints. */
    public static void main(String[] arguments) {
        System.setProperty("java.util.concurrent.ForkJoinPool.common.parallelism", "2");
        System.setProperty("vertx.logger-delegate-factory-class-name", "io.vertx.core.logging.SLF4JLogDelegateFactory");
        System.setProperty("hazelcast.logging.type", "slf4j");
        // Members come and go all the time; the observer's own log need not tell of each.
        Logging.configure(LoggingOptions.from(Settings.of(Map.of("log.level", "error"))));
        System.exit(run(Arrays.asList(arguments), System.out, System.err));
    }

    private static int run(List<String> arguments, PrintStream out, PrintStream err) {
        Map<String, String> given = new LinkedHashMap<>();
        for (String argument : arguments) {
            if (!argument.matches("--(seconds|seed|rate|symbols|orders)=\\d{1,9}|--(only|folder)=.+")) {
                boolean help = argument.equals("--help") || argument.equals("-h");
                usage(help ? out : err);
                return help ? 0 : 1;
            }
            int equals = argument.indexOf('=');
            given.put(argument.substring(2, equals), argument.substring(equals + 1));
        }
        long seed = number(given, "seed", 1);
        List<Scenario> chosen = Scenario.all(seed).stream()
                .filter(scenario -> isAskedFor(given, scenario.name()))
                .toList();
        List<ExchangeScenario> ofExchange = ExchangeScenario.all().stream()
                .filter(scenario -> isAskedFor(given, scenario.name()))
                .toList();
        if (chosen.isEmpty() && ofExchange.isEmpty()) {
            usage(err);
            return 1;
        }
        boolean good = chosen.isEmpty() || analysis(given, seed, chosen, out);
        ExchangeSuite exchange = new ExchangeSuite(jars(), folder(given), (int) number(given, "orders", 5_000), seed);
        return (ofExchange.isEmpty() || exchange.play(ofExchange, out::println)) && good ? 0 : 2;
    }

    private static boolean analysis(Map<String, String> given, long seed, List<Scenario> chosen, PrintStream out) {
        TickFile ticks = new TickFile(
                (int) number(given, "symbols", 512),
                (int) number(given, "rate", 100_000),
                (int) number(given, "seconds", 60),
                seed);
        return play(new Suite(jars(), ticks, folder(given), out::println), chosen, out);
    }

    private static boolean isAskedFor(Map<String, String> given, String name) {
        return !given.containsKey("only")
                || Arrays.asList(given.getOrDefault("only", "").split(",")).contains(name);
    }

    private static Jars jars() {
        return Jars.of(Path.of(System.getProperty("bourse.root", ".")), HEAP_MEGABYTES);
    }

    private static Path folder(Map<String, String> given) {
        return Path.of(given.getOrDefault("folder", "logs/chaos"));
    }

    private static boolean play(Suite suite, List<Scenario> chosen, PrintStream out) {
        Suite.Prepared prepared = suite.prepare();
        List<Outcome> outcomes = new ArrayList<>();
        for (Scenario scenario : chosen) {
            Optional<String> impossible = scenario.impossible(suite.folder());
            if (impossible.isPresent()) {
                out.println(scenario.name() + ": SKIPPED: " + impossible.get());
            } else {
                Outcome outcome = prepared.play(scenario);
                outcomes.add(outcome);
                Suite.table(List.of(outcome)).forEach(out::println);
            }
        }
        out.println();
        Suite.table(outcomes).forEach(out::println);
        return outcomes.stream().allMatch(Outcome::good);
    }

    private static long number(Map<String, String> given, String name, long fallback) {
        return given.containsKey(name) ? Long.parseLong(given.getOrDefault(name, "")) : fallback;
    }

    private static void usage(PrintStream to) {
        USAGE.forEach(to::println);
        to.println(Scenario.all(0).stream()
                .map(Scenario::name)
                .collect(Collectors.joining(", ", "                  ", ",")));
        to.println(ExchangeScenario.all().stream()
                .map(ExchangeScenario::name)
                .collect(Collectors.joining(", ", "                  ", "")));
    }
}
