package dev.bourse.standalone.chaos;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** The processes of a cluster by name, each of which can be killed, frozen, ended and started again. */
final class Processes implements AutoCloseable {
    private final Map<String, Running> running = new LinkedHashMap<>();
    private final Function<String, List<String>> settings;
    private final Jars jars;
    private final Path logs;

    /**
     * @param settings what a process of that name is told
     * @param logs where each has its log
     */
    Processes(Jars jars, Path logs, Function<String, List<String>> settings) {
        this.jars = jars;
        this.logs = logs;
        this.settings = settings;
    }

    static String group(String name) {
        return name.substring(0, name.lastIndexOf('-'));
    }

    /** Starts a process; returns at once. */
    void start(String name, Place place) {
        List<String> command = new ArrayList<>(place.command());
        command.addAll(jars.java());
        command.add(jars.of(group(name)).toString());
        command.addAll(settings.apply(name));
        command.add("--node.name=" + name);
        command.add("--node.supervised=true");
        command.add("--management.host=" + place.host());
        command.add("--management.port=0");
        command.add("--cluster.host=" + place.host());
        if (group(name).equals("web")) {
            command.add("--web.host=" + place.host());
            command.add("--web.allowed-hosts=" + place.host());
            command.add("--web.port=0");
        }
        try {
            running.put(name, Running.start(name, place, command, logs.resolve(name + ".log")));
        } catch (IOException unstartable) {
            throw new UncheckedIOException(unstartable);
        }
    }

    /** Starts a process again where it was. */
    void startAgain(String name) {
        start(name, get(name).place());
    }

    Running get(String name) {
        return Objects.requireNonNull(running.get(name), name);
    }

    /** The names of all that were not removed, in the order in which they came. */
    List<String> names() {
        return List.copyOf(running.keySet());
    }

    /** One that has ended is no part of the cluster any more. */
    void remove(String name) {
        running.remove(name);
    }

    /** What web answers to a GET, by the first web process that does. */
    Optional<JsonObject> rest(String path) {
        return names().stream()
                .filter(name -> group(name).equals("web"))
                .flatMap(name -> get(name).page().flatMap(page -> Http.get(page + path)).stream())
                .findFirst()
                .map(JsonObject::new);
    }

    /** The bars of a symbol as web shows them, oldest first, as rows of {@code bars.csv} without symbol and period. */
    List<String> bars(String symbol, String period) {
        return rest("/v1/bars/" + symbol + "?limit=5000&period=" + period)
                .map(answer -> answer.getJsonArray("bars", new JsonArray()).stream()
                        .map(JsonObject.class::cast)
                        .map(Processes::row)
                        .toList())
                .orElse(List.of());
    }

    private static String row(JsonObject bar) {
        return String.join(
                ",",
                List.of("start", "open", "high", "low", "close", "volume", "trades").stream()
                        .map(column -> String.valueOf(bar.getValue(column)))
                        .toList());
    }

    /** The sum of a metric of all processes, those that were killed left out. */
    long metric(String beginning) {
        return names().stream()
                .flatMap(name -> get(name).management().stream())
                .flatMap(address -> Http.get(address + "/metrics").stream())
                .flatMap(String::lines)
                .filter(line -> line.startsWith(beginning))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** Whether all processes say that they are ready. */
    boolean allReady() {
        return names().stream().allMatch(name -> get(name).isReady());
    }

    /** Why one is not ready, for the person who wonders. */
    String unready() {
        return String.join(
                "; ",
                names().stream()
                        .filter(name -> !get(name).isReady())
                        .map(name -> name + " " + get(name).readiness())
                        .toList());
    }

    /** Kills all of them. */
    @Override
    public void close() {
        running.values().forEach(Running::kill);
    }
}
