package dev.bourse.standalone.supervise;

import dev.bourse.shared.cluster.Clock;
import dev.bourse.shared.config.SettingSources;
import dev.bourse.shared.config.StartFailure;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * {@code ./bourse start all}: a cluster of all groups on this machine until it is told to end. Exit code 1 where it
 * cannot start, 2 where it gave up because a process died too often.
 */
public final class SuperviseCommand {
    /** Longer than the processes may take to end. */
    private static final long END_SECONDS = 20;
    /** As often as the probes in Kubernetes. */
    private static final long PROBE_MILLIS = 5_000;

    private static final List<String> USAGE = List.of(
            "usage: ./bourse start all [--groups=GROUP,...] [--GROUP=COUNT ...] [--logs=FOLDER] [--KEY=VALUE ...]",
            "",
            "  --groups=...   the groups to start: data,state,classification,web unless given",
            "  --state=3      so many processes of a group: 2 unless given",
            "  --logs=FOLDER  where each process has its log: logs/cluster unless given",
            "",
            "Settings of one group go to its processes, all others to every process. Of management.port and web.port"
                    + " each",
            "process gets one of its own, counted from the one given; cluster.minimum is the majority unless given.");

    private SuperviseCommand() {}

    /** Runs until the cluster has ended. */
    public static void main(String[] arguments) {
        int code = run(Arrays.asList(arguments), System.getenv(), System.out, System.err);
        System.exit(code);
    }

    private static int run(List<String> arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            USAGE.forEach(out::println);
            return 0;
        }
        SuperviseOptions options = SuperviseOptions.from(SettingSources.read(arguments, environment), environment);
        if (!options.faults().isEmpty()) {
            options.faults().forEach(fault -> err.println("bourse: " + fault));
            return 1;
        }
        try {
            Ports.needFree(options.plan(), options.managementHost(), options.webHost());
            Supervisor supervisor = new Supervisor(
                    options.plan(),
                    new MemberProcesses(options.java(), options.jars(), options.logs()),
                    RestartPolicy.Limits.DEFAULT,
                    () -> ThreadLocalRandom.current().nextDouble(),
                    new Events(out, Clock.SYSTEM, options.logs()),
                    new Liveness()::of,
                    PROBE_MILLIS);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> awaitEnd(supervisor), "end"));
            return supervisor.start().get();
        } catch (StartFailure wrong) {
            err.println("bourse: " + wrong.getMessage());
            return 1;
        } catch (InterruptedException | ExecutionException broken) {
            err.println("bourse: the supervisor failed: " + broken);
            return 1;
        }
    }

    private static void awaitEnd(Supervisor supervisor) {
        try {
            supervisor.end().get(END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException late) {
            supervisor.kill();
        }
    }
}
