package dev.bourse.standalone.chaos;

import dev.bourse.shared.cluster.Clock;
import dev.bourse.shared.cluster.ClusterOptions;
import dev.bourse.shared.cluster.Identity;
import dev.bourse.shared.cluster.Membership;
import dev.bourse.shared.config.Settings;
import dev.bourse.shared.telemetry.PrometheusTelemetry;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A cluster of two processes of each group, an observer in it, and a file that goes through it, while a scenario makes
 * trouble. One thread.
 */
final class Trial implements AutoCloseable {
    static final List<String> GROUPS = List.of("state", "classification", "web", "data");

    private static final long START_SECONDS = 180;
    /** A partition gives a sign each second at least. */
    private static final long ALIVE_MILLIS = 1_500;

    private static final long LEAST_WATCH_MILLIS = 3_000;
    private static final long MOST_WATCH_SECONDS = 40;
    private static final long END_SECONDS = 20;
    private static final long SAFE_SECONDS = 60;

    private final Await await = new Await();
    private final Surroundings surroundings;
    private final TickFile ticks;
    private final Processes processes;
    private final Membership membership;
    private final Observer observer;
    private final Consumer<String> story;
    private final Map<String, Long> stalls = new LinkedHashMap<>();
    private long fedSince;

    /**
     * Starts the cluster; the feed begins with the last of it.
     *
     * @param folder of the logs
     * @param clusterXml the configuration of the cluster
     * @param story hears what happens, a line each
     */
    Trial(
            Jars jars,
            Path file,
            TickFile ticks,
            Path folder,
            Path clusterXml,
            Surroundings surroundings,
            Consumer<String> story)
            throws ExecutionException, InterruptedException {
        this.ticks = ticks;
        this.surroundings = surroundings;
        this.story = story;
        String name = "chaos-" + UUID.randomUUID();
        int port = 20_000 + ThreadLocalRandom.current().nextInt(20_000);
        Map<String, String> cluster = new LinkedHashMap<>();
        cluster.put("cluster.name", name);
        cluster.put("cluster.config", clusterXml.toAbsolutePath().toString());
        cluster.put("cluster.port", String.valueOf(port));
        cluster.put("cluster.backup-apart", surroundings.backupApart());
        // Who compares reads every signal, also after its processor was busy with what piled up for half a minute.
        cluster.put("log.signals-megabytes", "4");
        cluster.put("cluster.minimum", String.valueOf((2 * GROUPS.size() + 1) / 2 + 1));
        cluster.put(
                "cluster.members",
                String.join(
                        ",",
                        surroundings.hosts().stream()
                                .map(host -> host + ":" + port)
                                .toList()));
        processes = new Processes(jars, folder, process -> settings(cluster, process, file, folder));
        try {
            membership = join(cluster, surroundings.observer());
            observer = get(Observer.on(membership.node()));
            start();
        } catch (ExecutionException | InterruptedException | RuntimeException failed) {
            processes.close();
            throw failed;
        }
    }

    private List<String> settings(Map<String, String> cluster, String process, Path file, Path folder) {
        List<String> settings = new ArrayList<>();
        cluster.forEach((key, value) -> settings.add("--" + key + "=" + value));
        if (Processes.group(process).equals("data")) {
            settings.add("--data.feed=" + file.toAbsolutePath());
            settings.add("--data.file.speed=1x");
            surroundings.disk().ifPresent(disk -> settings.add("--data.rejects.file=" + disk.resolve(process)));
        }
        if (Processes.group(process).equals("classification")) {
            surroundings.disk().ifPresent(disk -> {
                settings.add("--classification.log=signals");
                settings.add("--classification.log-file=" + disk.resolve(process));
            });
        }
        settings.add("--log.file=" + surroundings.disk().orElse(folder).resolve(process + "-own.log"));
        return settings;
    }

    private static Membership join(Map<String, String> cluster, Place place)
            throws ExecutionException, InterruptedException {
        Map<String, String> settings = new LinkedHashMap<>(cluster);
        settings.put("cluster.host", place.host());
        ClusterOptions options = ClusterOptions.from(Settings.of(settings), true);
        return get(Membership.join(
                options,
                Identity.ofThisProcess(java.util.Optional.of("observer"), List.of("observer")),
                new PrometheusTelemetry(),
                UnaryOperator.identity()));
    }

    /** Those that work begin before the feed does, once the majority is there. */
    private void start() {
        List<String> working = new ArrayList<>();
        for (String group : GROUPS) {
            if (!group.equals("data")) {
                working.addAll(List.of(group + "-1", group + "-2"));
            }
        }
        working.forEach(this::start);
        need(() -> working.stream()
                .allMatch(name -> processes.get(name).management().isPresent()));
        start("data-1");
        start("data-2");
        need(processes::allReady);
        need(() -> observer.count().signals() > 0);
        fedSince = Clock.SYSTEM.millis();
        tell("all processes are up, and ticks flow");
    }

    private void need(java.util.function.BooleanSupplier condition) {
        if (!await.until(condition, START_SECONDS)) {
            throw new IllegalStateException("the cluster did not come up: " + processes.unready());
        }
    }

    /** Starts a process that was not there before. */
    void start(String name) {
        processes.start(name, surroundings.placeOf(name));
    }

    /** Lets the feed run until a share of its time is over. */
    void untilShare(double share) {
        await.pass(Math.max(0, fedSince + (long) (share * ticks.seconds() * 1_000) - Clock.SYSTEM.millis()));
    }

    void pass(long millis) {
        await.pass(millis);
    }

    /**
     * Does something to the cluster, and measures how long any partition stood still for it. One backup bears one death
     * at a time, so it waits until there is a backup of everything.
     */
    void trouble(String what, Runnable act) {
        if (!await.until(
                () -> membership.node().hazelcast().getPartitionService().isClusterSafe(), SAFE_SECONDS)) {
            tell("not everything has its backup after " + SAFE_SECONDS + " s; it goes on all the same");
        }
        long began = Clock.SYSTEM.millis();
        act.run();
        await.pass(LEAST_WATCH_MILLIS);
        await.until(() -> observer.longestSilenceNow() < ALIVE_MILLIS, MOST_WATCH_SECONDS);
        long stall = observer.longestSilenceSince(began);
        stalls.merge(what, stall, Math::max);
        tell(what + ": the slowest partition stood still for " + stall + " ms" + takeovers(began));
    }

    /** Whether a share of the feed's time is still to come. */
    boolean before(double share) {
        return Clock.SYSTEM.millis() < fedSince + (long) (share * ticks.seconds() * 1_000);
    }

    /** What the cluster has now. */
    Steadiness.Sample sample() {
        Map<String, Long> resident = new LinkedHashMap<>();
        processes.names().forEach(name -> resident.put(name, processes.get(name).residentMegabytes()));
        return new Steadiness.Sample(
                resident, processes.metric("bourse_state_lag"), processes.metric("bourse_data_log_bytes") >> 20);
    }

    /** Who has taken over from whom since then. */
    private String takeovers(long since) {
        StringBuilder said = new StringBuilder();
        try {
            get(membership.registry().view()).getJsonObject("takeovers").forEach(entry -> {
                JsonObject takeover = (JsonObject) entry.getValue();
                if (takeover.getLong("at") >= since) {
                    said.append("; ").append(entry.getKey()).append(' ').append(takeover.encode());
                }
            });
        } catch (ExecutionException unanswered) {
            said.append("; who took over is not known: ").append(unanswered.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return said.toString();
    }

    void kill(String name) {
        processes.get(name).kill();
    }

    /** Starts one again that was killed or has ended, and waits until it is ready. */
    void startAgain(String name) {
        processes.startAgain(name);
        ready(name);
    }

    void ready(String name) {
        if (!await.until(() -> processes.get(name).isReady(), START_SECONDS)) {
            tell(name + " is not ready: " + processes.get(name).readiness());
        }
    }

    /** Ends a process in good order. */
    void terminate(String name) {
        processes.get(name).terminate();
        try {
            if (!processes.get(name).ended(END_SECONDS)) {
                tell(name + " did not end within " + END_SECONDS + " s and is killed");
                kill(name);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    void remove(String name) {
        terminate(name);
        forget(name);
    }

    /** It is dead, and does not come back. */
    void forget(String name) {
        processes.remove(name);
    }

    void signal(String name, String signal) {
        processes.get(name).signal(signal);
    }

    List<String> names() {
        return processes.names();
    }

    Surroundings surroundings() {
        return surroundings;
    }

    void tell(String what) {
        story.accept(what);
    }

    /** Waits for the end of the feed and of all that follows from it, and compares. */
    Outcome outcome(String name, Answer answer) {
        long patience = 3L * ticks.seconds() + 90;
        await.until(() -> observer.count().signals() >= answer.signalCount(), patience);
        tell("all that follows from " + ticks.seconds() + " s of feed was there " + (Clock.SYSTEM.millis() - fedSince)
                + " ms after the first signal; "
                + observer.count().index() + " signals of the index");
        // What comes now comes twice; and a partition that has begun again answers when it is up to date.
        await.pass(3_000);
        await.until(processes::allReady, SAFE_SECONDS);
        long missed = processes.metric("bourse_batches_lost_total{stage=\"signals\"");
        if (missed > 0) {
            tell("web processes lack " + missed + " batches of signals that their log has no more");
        }
        return Outcome.of(name, answer, observer, processes, stalls);
    }

    private static <T> T get(Future<T> future) throws ExecutionException, InterruptedException {
        try {
            return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new IllegalStateException("the observer did not join the cluster", late);
        }
    }

    @Override
    public void close() {
        processes.close();
        membership.end().onComplete(ended -> surroundings.close());
    }
}
