package dev.bourse.standalone.supervise;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One place in the plan and the process that sits there, if one does. Used by the supervisor's thread. */
final class Seat {
    private static final Pattern JOINED = Pattern.compile("joined the cluster .*; management at (http://\\S+)");
    private static final Pattern UP = Pattern.compile("up after \\d+ ms; management at (http://\\S+)");
    private static final Pattern PAGE = Pattern.compile("browsers are served at (http://\\S+)");
    private static final byte[] END = "end\n".getBytes(StandardCharsets.UTF_8);

    private final ClusterPlan.Member member;
    private final RestartPolicy policy;
    private volatile @Nullable Process process;
    private long startedAt;
    private boolean everStarted;
    private boolean everUp;
    private boolean joined;
    private boolean up;
    private boolean refused;
    private int misses;
    private String management = "";
    private String page = "";
    private String lastWords = "none";

    /** What a line means to the supervisor. */
    enum Meaning {
        JOINED,
        UP,
        NOTHING
    }

    Seat(ClusterPlan.Member member, RestartPolicy policy) {
        this.member = member;
        this.policy = policy;
    }

    ClusterPlan.Member member() {
        return member;
    }

    RestartPolicy policy() {
        return policy;
    }

    void started(Process started, long now) {
        process = started;
        startedAt = now;
        everStarted = true;
        refused = false;
        misses = 0;
        page = "";
    }

    void ended() {
        process = null;
        joined = false;
        up = false;
    }

    Meaning said(String line) {
        if (!line.isBlank()) {
            lastWords = line;
            refused = line.startsWith("bourse: ");
        }
        Matcher found = PAGE.matcher(line);
        if (found.find()) {
            page = found.group(1);
        }
        found = JOINED.matcher(line);
        if (found.find()) {
            joined = true;
            management = found.group(1);
            return Meaning.JOINED;
        }
        if (UP.matcher(line).find()) {
            everUp = true;
            up = true;
            return Meaning.UP;
        }
        return Meaning.NOTHING;
    }

    /** Takes note of an answer to whether it lives; true where it has missed that many in a row. */
    boolean isSilent(boolean lives, int most) {
        misses = lives ? 0 : misses + 1;
        return misses == most;
    }

    /** Tells the process that all end; the future is completed when it has. */
    Optional<CompletableFuture<Process>> tellToEnd() {
        Process running = process;
        if (running == null) {
            return Optional.empty();
        }
        try {
            running.getOutputStream().write(END);
            running.getOutputStream().flush();
        } catch (IOException deaf) {
            // It has closed its input, or is about to have ended: a signal says the same.
            running.destroy();
        }
        return Optional.of(running.onExit());
    }

    void kill() {
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
        }
    }

    long pid() {
        Process running = process;
        return running == null ? 0 : running.pid();
    }

    long startedAt() {
        return startedAt;
    }

    String management() {
        return management;
    }

    String page() {
        return page;
    }

    String lastWords() {
        return lastWords;
    }

    /** Whether the last thing that it said was why it cannot start. */
    boolean refusedToStart() {
        return refused;
    }

    boolean isNew() {
        return !everStarted;
    }

    boolean wasNeverUp() {
        return !everUp;
    }

    boolean isRunning() {
        return process != null;
    }

    boolean isStarting() {
        return process != null && !joined;
    }

    boolean hasJoined() {
        return joined;
    }

    boolean isUp() {
        return up;
    }
}
