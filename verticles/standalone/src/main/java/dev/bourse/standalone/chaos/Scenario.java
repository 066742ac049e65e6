package dev.bourse.standalone.chaos;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

/**
 * One kind of trouble.
 *
 * @param name by which it is asked for
 * @param needs what it needs of the machine
 * @param script makes the trouble while the feed runs
 */
record Scenario(String name, Needs needs, Consumer<Trial> script) {
    private static final long AWAY_MILLIS = 2_000;
    private static final long FROZEN_MILLIS = 9_000;
    private static final long CUT_MILLIS = 15_000;
    /** Between the end of a restart and the next death, on average. */
    private static final long SOAK_MILLIS = 20_000;

    /** What a scenario needs of the machine. */
    enum Needs {
        NOTHING,
        NETWORK,
        DISK
    }

    /** All of them. */
    static List<Scenario> all(long seed) {
        List<Scenario> all = new ArrayList<>();
        all.add(new Scenario("calm", Needs.NOTHING, trial -> trial.untilShare(1)));
        for (String group : List.of("data", "state", "classification", "web")) {
            all.add(new Scenario("kill-" + group, Needs.NOTHING, trial -> kill(trial, group)));
        }
        all.add(new Scenario("kill-random", Needs.NOTHING, trial -> killAtRandom(trial, new Random(seed))));
        for (String group : List.of("data", "state", "classification")) {
            all.add(new Scenario("freeze-" + group, Needs.NOTHING, trial -> freeze(trial, group)));
        }
        all.add(new Scenario("cut", Needs.NETWORK, Scenario::cut));
        all.add(new Scenario("full-disk", Needs.DISK, Scenario::fillDisk));
        all.add(new Scenario("rolling-restart", Needs.NOTHING, Scenario::restartAll));
        all.add(new Scenario("grow-and-shrink", Needs.NOTHING, Scenario::growAndShrink));
        all.add(new Scenario("soak", Needs.NOTHING, trial -> soak(trial, new Random(seed))));
        return List.copyOf(all);
    }

    /** One after the other in one cluster, and none comes back: what a test has time for. */
    static Scenario brief() {
        return new Scenario("brief", Needs.NOTHING, trial -> {
            for (String name : List.of("state-1", "data-1", "classification-1", "web-1")) {
                trial.trouble("SIGKILL " + Processes.group(name), () -> trial.kill(name));
                trial.forget(name);
            }
        });
    }

    /** Why it cannot be played here; empty where it can. */
    Optional<String> impossible(Path folder) {
        return switch (needs) {
            case NOTHING -> Optional.empty();
            case NETWORK ->
                TwoMachines.possible()
                        ? Optional.empty()
                        : Optional.of("network namespaces cannot be made here; that needs root");
            case DISK ->
                SmallDisk.possible(folder)
                        ? Optional.empty()
                        : Optional.of("a small disk cannot be mounted here; that needs root");
        };
    }

    /**
     * How long a member may be silent before the others go on without it, in seconds. What is to be noticed by that is
     * noticed as soon as in a cluster as it is configured; else a machine on which nine processes start at once would
     * cut off those that wait for a processor.
     */
    int silenceSeconds() {
        return name.startsWith("freeze") || needs == Needs.NETWORK ? 5 : 30;
    }

    Surroundings surroundings(Path folder) {
        return switch (needs) {
            case NOTHING -> Surroundings.PLAIN;
            case NETWORK -> new TwoMachines();
            case DISK -> new SmallDisk(folder.resolve("disk"));
        };
    }

    private static void kill(Trial trial, String group) {
        trial.untilShare(0.1);
        killAndStartAgain(trial, group + "-1");
        trial.untilShare(0.5);
        killAndStartAgain(trial, group + "-2");
    }

    private static void killAndStartAgain(Trial trial, String name) {
        trial.trouble("SIGKILL " + Processes.group(name), () -> trial.kill(name));
        trial.startAgain(name);
    }

    private static void killAtRandom(Trial trial, Random random) {
        List<String> names = trial.names();
        for (double share = 0.1; share < 0.9; share += 0.2) {
            trial.untilShare(share);
            killAndStartAgain(trial, names.get(random.nextInt(names.size())));
        }
    }

    private static void freeze(Trial trial, String group) {
        trial.untilShare(0.1);
        String name = group + "-1";
        trial.trouble("SIGSTOP " + group, () -> {
            trial.signal(name, "STOP");
            trial.pass(FROZEN_MILLIS);
            trial.signal(name, "CONT");
        });
        trial.ready(name);
    }

    private static void cut(Trial trial) {
        trial.untilShare(0.1);
        if (trial.surroundings() instanceof TwoMachines machines) {
            trial.trouble("network cut", () -> {
                machines.cut();
                trial.pass(CUT_MILLIS);
            });
            trial.trouble("network mended", machines::mend);
            trial.names().forEach(trial::ready);
        }
    }

    private static void fillDisk(Trial trial) {
        trial.untilShare(0.1);
        if (trial.surroundings() instanceof SmallDisk disk) {
            trial.trouble("full disk", disk::fill);
            trial.untilShare(0.6);
            trial.trouble("room again", disk::empty);
        }
    }

    private static void restartAll(Trial trial) {
        trial.untilShare(0.05);
        for (String name : trial.names()) {
            trial.trouble("clean restart", () -> trial.terminate(name));
            trial.pass(AWAY_MILLIS);
            trial.startAgain(name);
        }
    }

    /**
     * Kills again and again for as long as there are ticks: the second process of a group, so that the first one shows
     * what memory it needs after all of that time.
     */
    private static void soak(Trial trial, Random random) {
        Steadiness steadiness = new Steadiness();
        trial.untilShare(0.02);
        while (trial.before(0.97)) {
            steadiness.add(trial.sample());
            killAndStartAgain(trial, Trial.GROUPS.get(random.nextInt(Trial.GROUPS.size())) + "-2");
            trial.pass(random.nextLong(SOAK_MILLIS / 2, SOAK_MILLIS * 3 / 2));
        }
        steadiness.told().forEach(trial::tell);
    }

    private static void growAndShrink(Trial trial) {
        trial.untilShare(0.05);
        for (String group : Trial.GROUPS) {
            trial.trouble("joins", () -> {
                trial.start(group + "-3");
                trial.ready(group + "-3");
            });
        }
        for (String group : Trial.GROUPS) {
            trial.trouble("leaves", () -> trial.remove(group + "-1"));
        }
    }
}
