package dev.bourse.shared.launch;

import dev.bourse.shared.config.SettingSources;
import dev.bourse.shared.config.Settings;
import dev.bourse.shared.config.StartFailure;
import dev.bourse.shared.telemetry.Logging;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of a process: read settings, list all faults or print what is in effect, start, deploy, and end in order on
 * SIGINT or SIGTERM. Whatever keeps it from starting is one line on the standard error, and exit code 1.
 */
public final class Application {
    /** Longer than a partition may take to drain, shorter than the patience of a person or of Kubernetes. */
    private static final long STOP_SECONDS = 15;
    /** The same where everything ends, so that nothing is to be handed over. */
    private static final long END_SECONDS = 4;
    /** So long a process that is told to end waits to hear whether all are. */
    private static final long WORD_MILLIS = 300;

    private final Group[] groups;
    private final PrintStream out;
    private final PrintStream err;

    Application(PrintStream out, PrintStream err, Group... groups) {
        this.groups = groups;
        this.out = out;
        this.err = err;
    }

    /** Runs these groups in this process until it is told to end. Call it first thing in {@code main}. */
    public static void main(String[] arguments, Group... groups) {
        // Hazelcast's futures run in the common pool, which starts a thread for each task where it has but one.
        System.setProperty("java.util.concurrent.ForkJoinPool.common.parallelism", "2");
        System.setProperty("vertx.logger-delegate-factory-class-name", "io.vertx.core.logging.SLF4JLogDelegateFactory");
        System.setProperty("hazelcast.logging.type", "slf4j");
        int code = new Application(System.out, System.err, groups).run(arguments, System.getenv());
        if (code >= 0) {
            System.exit(code);
        }
    }

    /** What a process of these groups would have to say against its settings, a sentence each. */
    public static List<String> faults(List<String> arguments, Map<String, String> environment, Group... groups) {
        Settings settings = Settings.of(SettingSources.read(arguments, environment));
        ProcessOptions.from(settings, groups);
        for (Group group : groups) {
            group.check(settings);
        }
        return settings.faults();
    }

    /** Gives the exit code, or -1 where the process has started and lives on. */
    int run(String[] arguments, Map<String, String> environment) {
        List<String> given = Arrays.asList(arguments);
        boolean help = given.contains("--help") || given.contains("-h");
        Settings settings = Settings.of(SettingSources.read(help ? List.of() : given, environment));
        ProcessOptions options = ProcessOptions.from(settings, groups);
        for (Group group : groups) {
            group.check(settings);
        }
        if (help) {
            out.println("Settings of this process, with their defaults; give them as --key=value, as BOURSE_KEY or in"
                    + " --config FILE");
            settings.effective().forEach(line -> out.println("  " + line));
            return 0;
        }
        List<String> faults = settings.faults();
        if (!faults.isEmpty()) {
            faults.forEach(fault -> err.println("bourse: " + fault));
            return 1;
        }
        return start(options, settings);
    }

    private int start(ProcessOptions options, Settings settings) {
        long began = System.nanoTime();
        Logging.configure(options.logging());
        Logger log = LoggerFactory.getLogger(Application.class);
        log.info(
                "settings:{}",
                settings.effective().stream().map(line -> "\n  " + line).collect(Collectors.joining()));
        RunningProcess process = new RunningProcess(options, settings, groups);
        Optional<Supervision> supervision = options.supervised() ? Optional.of(supervise()) : Optional.empty();
        try {
            process.start().toCompletionStage().toCompletableFuture().get();
        } catch (InterruptedException | ExecutionException | RuntimeException failure) {
            err.println("bourse: " + sentence(failure, log));
            stop(process, false, log);
            return 1;
        }
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> stop(process, supervision.map(Application::allEnd).orElse(false), log), "stop"));
        log.info(
                "up after {} ms; management at http://{}",
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began),
                process.managementAddress().orElse("-"));
        for (Group group : groups) {
            group.announcement().ifPresent(out::println);
        }
        return -1;
    }

    /** What to tell the user. Only what nobody foresaw is worth a stack trace, and that goes to the log. */
    private static String sentence(Throwable failure, Logger log) {
        Throwable cause = failure;
        while ((cause instanceof ExecutionException || cause instanceof CompletionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof StartFailure) {
            return String.valueOf(cause.getMessage());
        }
        log.error("the process could not start", cause);
        return "cannot start: " + String.valueOf(cause).lines().findFirst().orElse("") + "; the log has the details";
    }

    /** A process that is asked to end by the supervisor, or has none any more, ends by itself. */
    private static Supervision supervise() {
        return Supervision.of(System.in, () -> System.exit(0));
    }

    /** Whether all processes end, which a signal alone does not say: a terminal sends it to each of them. */
    private static boolean allEnd(Supervision supervision) {
        try {
            supervision.ended().get(WORD_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException onlyThisOne) {
            return false;
        } catch (InterruptedException | ExecutionException unheard) {
            return true;
        }
    }

    private static void stop(RunningProcess process, boolean all, Logger log) {
        long seconds = all ? END_SECONDS : STOP_SECONDS;
        try {
            (all ? process.end() : process.stop())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(seconds, TimeUnit.SECONDS);
            log.info("ended");
        } catch (TimeoutException late) {
            log.warn("not everything ended within {} s", seconds);
        } catch (InterruptedException | ExecutionException failure) {
            log.warn("ended with a failure", failure);
        }
        Logging.stop();
    }
}
