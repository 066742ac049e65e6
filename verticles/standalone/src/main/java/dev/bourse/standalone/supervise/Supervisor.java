package dev.bourse.standalone.supervise;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.Function;

/**
 * Keeps the processes of a plan running: starts them, the first one alone so that the others find it, and starts again
 * what dies or does not answer any more, until it is told to end or has to give up. Everything happens on one thread of
 * its own.
 */
final class Supervisor {
    static final int GAVE_UP = 2;
    /** So long the processes of one group may take to end before the next group is told to. */
    private static final long GROUP_END_MILLIS = 2_500;
    /** So long all of them may take together. */
    private static final long END_MILLIS = 12_000;

    /** So many questions in a row a process may leave without an answer that it lives. */
    static final int MOST_MISSES = 6;

    private final ClusterPlan plan;
    private final MemberProcesses processes;
    private final Events events;
    private final Function<String, CompletableFuture<Boolean>> lives;
    private final long probeMillis;
    private final List<Seat> seats = new ArrayList<>();
    private final int startsAtOnce = Math.max(1, Runtime.getRuntime().availableProcessors());
    /** What a process says after everything has ended is passed over. */
    private final ScheduledExecutorService loop = new ScheduledThreadPoolExecutor(
            1,
            task -> Thread.ofPlatform().name("supervisor").daemon().unstarted(task),
            new ThreadPoolExecutor.DiscardPolicy());

    private final CompletableFuture<Integer> finished = new CompletableFuture<>();
    private boolean ending;
    private boolean allUpSaid;
    private int code;

    /**
     * @param lives whether the process with a management address lives
     * @param probeMillis the pause between two such questions
     */
    Supervisor(
            ClusterPlan plan,
            MemberProcesses processes,
            RestartPolicy.Limits limits,
            DoubleSupplier random,
            Events events,
            Function<String, CompletableFuture<Boolean>> lives,
            long probeMillis) {
        this.plan = plan;
        this.processes = processes;
        this.events = events;
        this.lives = lives;
        this.probeMillis = probeMillis;
        plan.members().forEach(member -> seats.add(new Seat(member, new RestartPolicy(limits, random))));
    }

    /** Starts; the future has the exit code when everything has ended. */
    CompletableFuture<Integer> start() {
        loop.execute(() -> {
            events.starting(plan);
            startMore();
        });
        loop.scheduleWithFixedDelay(this::probe, probeMillis, probeMillis, TimeUnit.MILLISECONDS);
        return finished;
    }

    /** Ends all processes, group by group, and kills those that take too long. */
    CompletableFuture<Integer> end() {
        loop.execute(() -> end(0));
        return finished;
    }

    /** Kills what is left, at once. */
    void kill() {
        seats.forEach(Seat::kill);
    }

    /** Starts those that were never started, as many at once as there are processors. */
    private void startMore() {
        for (Seat seat : seats) {
            long starting = seats.stream().filter(Seat::isStarting).count();
            boolean alone = seats.stream().noneMatch(Seat::hasJoined);
            if (ending || starting >= (alone ? 1 : startsAtOnce)) {
                return;
            }
            if (seat.isNew()) {
                start(seat);
            }
        }
    }

    private void start(Seat seat) {
        if (ending) {
            return;
        }
        try {
            seat.started(
                    processes.start(
                            seat.member(),
                            line -> loop.execute(() -> said(seat, line)),
                            dead -> loop.execute(() -> died(seat, dead))),
                    now());
        } catch (IOException unstartable) {
            events.unstartable(seat.member().name(), String.valueOf(unstartable.getMessage()));
            giveUp();
        }
    }

    private void said(Seat seat, String line) {
        switch (seat.said(line)) {
            case JOINED -> startMore();
            case UP -> {
                events.up(seat.member().name(), seat.pid(), now() - seat.startedAt(), seat.management(), seat.page());
                if (!allUpSaid && seats.stream().allMatch(Seat::isUp)) {
                    allUpSaid = true;
                    events.allUp(seats.stream()
                            .map(Seat::page)
                            .filter(page -> !page.isEmpty())
                            .toList());
                }
            }
            case NOTHING -> {
                // It goes to the log only.
            }
        }
    }

    private void probe() {
        seats.stream().filter(seat -> !ending && seat.isUp()).forEach(seat -> {
            long asked = seat.pid();
            lives.apply(seat.management()).thenAccept(alive -> loop.execute(() -> probed(seat, asked, alive)));
        });
    }

    /** What a process answered that may have been succeeded by another meanwhile. */
    private void probed(Seat seat, long asked, boolean alive) {
        if (!ending && seat.pid() == asked && seat.isSilent(alive, MOST_MISSES)) {
            events.silent(seat.member().name());
            seat.kill();
        }
    }

    private void died(Seat seat, Process dead) {
        boolean neverUp = seat.wasNeverUp();
        seat.ended();
        if (ending) {
            finishWhenAllEnded();
            return;
        }
        OptionalLong pause = seat.policy().died(now());
        boolean refused = neverUp && dead.exitValue() == 1 && seat.refusedToStart();
        if (refused || pause.isEmpty()) {
            events.givenUp(seat.member().name(), dead.exitValue(), seat.policy().deaths(), seat.lastWords());
            giveUp();
            return;
        }
        events.died(seat.member().name(), dead.exitValue(), seat.policy().deaths(), pause.getAsLong());
        loop.schedule(() -> start(seat), pause.getAsLong(), TimeUnit.MILLISECONDS);
        startMore();
    }

    private void giveUp() {
        code = GAVE_UP;
        end(0);
    }

    private void end(int group) {
        if (group == 0) {
            if (ending) {
                return;
            }
            ending = true;
            events.ending((int) seats.stream().filter(Seat::isRunning).count());
            loop.schedule(this::killLate, END_MILLIS, TimeUnit.MILLISECONDS);
        }
        if (finishWhenAllEnded() || group == ClusterPlan.GROUPS.size()) {
            return;
        }
        String name = ClusterPlan.GROUPS.get(group);
        List<CompletableFuture<Process>> ends = seats.stream()
                .filter(seat -> seat.member().group().equals(name))
                .flatMap(seat -> seat.tellToEnd().stream())
                .toList();
        CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, GROUP_END_MILLIS, TimeUnit.MILLISECONDS)
                .thenRun(() -> loop.execute(() -> end(group + 1)));
    }

    private void killLate() {
        seats.stream().filter(Seat::isRunning).forEach(seat -> {
            events.killed(seat.member().name());
            seat.kill();
        });
    }

    private boolean finishWhenAllEnded() {
        if (seats.stream().anyMatch(Seat::isRunning) || finished.isDone()) {
            return finished.isDone();
        }
        events.ended();
        try {
            processes.close();
        } catch (IOException unwritten) {
            events.unstartable("a log", String.valueOf(unwritten.getMessage()));
        }
        finished.complete(code);
        loop.shutdown();
        return true;
    }

    private static long now() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }
}
