package dev.bourse.standalone.supervise;

import dev.bourse.shared.cluster.Clock;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** What happens to the cluster, a line each, for the person at the console. Used by one thread. */
final class Events {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

    private final PrintStream out;
    private final Clock clock;
    private final Path logs;

    Events(PrintStream out, Clock clock, Path logs) {
        this.out = out;
        this.clock = clock;
        this.logs = logs;
    }

    void starting(ClusterPlan plan) {
        say("starting " + plan.members().size() + " processes; the log of each is "
                + logs.toAbsolutePath().resolve("NAME.log"));
    }

    void up(String name, long process, long millis, String management, String page) {
        say(name + " is up after " + millis + " ms, process " + process + ", management at " + management
                + (page.isEmpty() ? "" : ", the page at " + page));
    }

    void allUp(List<String> pages) {
        say("all processes are up" + (pages.isEmpty() ? "" : "; Bourse is at " + String.join(" and ", pages))
                + "; './bourse status' shows the cluster");
    }

    void died(String name, int code, int deaths, long pauseMillis) {
        say(name + " ended " + how(code) + "; starts again in " + pauseMillis + " ms (death " + deaths + " lately)");
    }

    void silent(String name) {
        say(name + " has not said for a while that it lives and is killed");
    }

    void givenUp(String name, int code, int deaths, String lastWords) {
        say("GIVING UP: " + name + " ended " + how(code)
                + (deaths > 1 ? " for the " + deaths + ". time in a short while" : " before it had started")
                + "; its last words: " + lastWords + "; its log is "
                + logs.toAbsolutePath().resolve(name + ".log"));
    }

    void unstartable(String name, String why) {
        say("GIVING UP: " + name + " cannot be started: " + why);
    }

    void ending(int processes) {
        say("ending " + processes + " processes");
    }

    void killed(String name) {
        say(name + " did not end in time and was killed");
    }

    void ended() {
        say("all processes have ended");
    }

    private static String how(int code) {
        // A shell's way to say that a signal ended it.
        return code > 128 ? "by signal " + (code - 128) : "with code " + code;
    }

    private void say(String what) {
        out.println(TIME.format(Instant.ofEpochMilli(clock.millis()).atZone(ZoneId.systemDefault())) + " " + what);
        out.flush();
    }
}
