package dev.bourse.standalone.chaos;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One kind of trouble for three nodes of the exchange under load.
 *
 * @param name by which it is asked for
 * @param cuts whether it needs a network that can be cut
 * @param script makes the trouble
 */
record ExchangeScenario(String name, boolean cuts, Consumer<ExchangeTrial> script) {
    private static final int KILLS = 6;
    private static final long CALM_MILLIS = 2_000;
    private static final long DEAD_MILLIS = 1_000;
    private static final long FROZEN_MILLIS = 3_000;
    /** Longer than any part of a node lets another be silent: what thaws has to end. */
    private static final long LONG_FROZEN_MILLIS = 15_000;

    private static final long CUT_MILLIS = 5_000;

    /** All of them. */
    static List<ExchangeScenario> all() {
        return List.of(
                new ExchangeScenario("exchange-kill-leader", false, trial -> killLeader(trial, KILLS)),
                new ExchangeScenario("exchange-freeze-leader", false, ExchangeScenario::freezeLeader),
                new ExchangeScenario("exchange-cut-leader", true, ExchangeScenario::cutLeader),
                new ExchangeScenario("exchange-followers", false, ExchangeScenario::followers),
                new ExchangeScenario("exchange-kill-all", false, ExchangeScenario::killAll));
    }

    /** What a test has time for: the leader is killed while a snapshot is taken, and its successor frozen. */
    static ExchangeScenario brief() {
        return new ExchangeScenario("exchange-brief", false, trial -> {
            killLeader(trial, 1);
            freeze(trial, FROZEN_MILLIS);
        });
    }

    /** Why it cannot be played here; empty where it can. */
    Optional<String> impossible() {
        return !cuts || TwoMachines.possible()
                ? Optional.empty()
                : Optional.of("network namespaces cannot be made here; that needs root");
    }

    Surroundings surroundings() {
        return cuts ? new ThreeMachines() : Surroundings.PLAIN;
    }

    private static void killLeader(ExchangeTrial trial, int times) {
        for (int i = 0; i < times; i++) {
            trial.pass(CALM_MILLIS);
            if (i % 2 == 0) {
                trial.snapshot();
            }
            int leader = trial.leader();
            trial.trouble("SIGKILL of the leader", () -> trial.kill(leader));
            trial.pass(DEAD_MILLIS);
            trial.startAgain(leader);
        }
    }

    private static void freezeLeader(ExchangeTrial trial) {
        freeze(trial, FROZEN_MILLIS);
        trial.snapshot();
        freeze(trial, FROZEN_MILLIS);
        freeze(trial, LONG_FROZEN_MILLIS);
    }

    private static void freeze(ExchangeTrial trial, long millis) {
        trial.pass(CALM_MILLIS);
        int leader = trial.leader();
        trial.trouble("SIGSTOP of the leader", () -> {
            trial.signal(leader, "STOP");
            trial.pass(millis);
            trial.signal(leader, "CONT");
        });
        trial.startAgainIfEnded(leader);
    }

    private static void cutLeader(ExchangeTrial trial) {
        if (trial.surroundings() instanceof ThreeMachines machines) {
            for (int i = 0; i < 3; i++) {
                trial.pass(CALM_MILLIS);
                trial.snapshot();
                int leader = trial.leader();
                trial.trouble("cut of the leader", () -> {
                    machines.cut(leader);
                    trial.pass(CUT_MILLIS);
                });
                trial.trouble("mended", () -> machines.mend(leader));
                trial.startAgainIfEnded(leader);
            }
        }
    }

    private static void followers(ExchangeTrial trial) {
        for (int node : trial.followers()) {
            trial.pass(CALM_MILLIS);
            trial.trouble("SIGKILL of a follower", () -> trial.kill(node));
            trial.snapshot();
            trial.startAgain(node);
        }
        for (int node = 0; node < ExchangeTrial.NODES; node++) {
            int each = node;
            trial.pass(CALM_MILLIS);
            String who = trial.leader() == each ? "the leader" : "a follower";
            trial.trouble("SIGTERM of " + who, () -> trial.terminate(each));
            trial.startAgain(each);
        }
    }

    private static void killAll(ExchangeTrial trial) {
        for (int i = 0; i < 2; i++) {
            trial.pass(CALM_MILLIS);
            trial.snapshot();
            trial.pass(CALM_MILLIS);
            trial.trouble("SIGKILL of all nodes and a new start", () -> {
                for (int node = 0; node < ExchangeTrial.NODES; node++) {
                    trial.kill(node);
                }
                trial.startAllAgain();
            });
        }
    }
}
