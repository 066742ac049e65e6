package dev.bourse.exchange.replay;

import dev.bourse.exchange.core.ExchangeCore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code journal FILE}: writes the journal of a simulated session, to try {@code replay} with. */
@Command(
        name = "journal",
        mixinStandardHelpOptions = true,
        description = "Writes the journal of a simulated trading session; the same options give the same bytes.")
public final class JournalTool implements Callable<Integer> {
    private static final int BAD_INPUT = 1;
    private static final long STEP_MICROS = 10;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The journal to write; replaced if it is there.")
    private Path file = Path.of("");

    @Option(names = "--seed", defaultValue = "1", description = "What all is drawn from (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--commands",
            defaultValue = "10000",
            description = "Commands behind the set-up (default: ${DEFAULT-VALUE}).")
    private int commands;

    @Option(names = "--instruments", defaultValue = "3", description = "Instruments (default: ${DEFAULT-VALUE}).")
    private int instruments;

    @Option(names = "--accounts", defaultValue = "20", description = "Accounts (default: ${DEFAULT-VALUE}).")
    private int accounts;

    @Option(
            names = "--open",
            defaultValue = "500",
            description = "About how many orders are open (default: ${DEFAULT-VALUE}).")
    private int open;

    @Override
    public Integer call() {
        CommandSpec command = spec;
        if (command == null) {
            throw new IllegalStateException("not run by picocli");
        }
        requireWithin(command, "--commands", commands, Integer.MAX_VALUE);
        requireWithin(command, "--instruments", instruments, 60_000);
        requireWithin(command, "--accounts", accounts, 4_000_000);
        requireWithin(command, "--open", open, 8_000_000);
        SimulatedSession session =
                new SimulatedSession(new SimulatedSession.Settings(seed, instruments, accounts, open, false));
        ExchangeCore core = new ExchangeCore(open);
        try (JournalWriter journal = new JournalWriter(file)) {
            int left = commands;
            while (left > 0) {
                int length = session.next();
                long timestamp = (core.commandNumber() + 1) * STEP_MICROS;
                journal.append(session.buffer(), 0, length, timestamp);
                core.apply(session.buffer(), 0, length, timestamp, session);
                left -= session.isSettingUp() ? 0 : 1;
            }
        } catch (IOException e) {
            command.commandLine().getErr().println("cannot write " + file + ": " + e.getMessage());
            return BAD_INPUT;
        }
        new StatePrinter(core.view(), command.commandLine().getOut()).summary(core);
        return 0;
    }

    private static void requireWithin(CommandSpec command, String option, int value, int most) {
        if (value < 1 || value > most) {
            throw new ParameterException(command.commandLine(), option + " is " + value + "; it must be 1 to " + most);
        }
    }
}
