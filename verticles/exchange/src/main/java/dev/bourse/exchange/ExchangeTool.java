package dev.bourse.exchange;

import dev.bourse.exchange.commandfile.MatchTool;
import dev.bourse.exchange.replay.JournalTool;
import dev.bourse.exchange.replay.ReplayTool;
import dev.bourse.exchange.sequencer.ExportTool;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The exchange's tools: chooses one by its name. */
@Command(
        name = "exchange",
        mixinStandardHelpOptions = true,
        description = "Tools of the exchange core.",
        subcommands = {MatchTool.class, ReplayTool.class, JournalTool.class, ExportTool.class})
public final class ExchangeTool implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    /** Runs a tool; exits with 0, 1 for bad input, 2 for a bad command line. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The command line, to be run without leaving the JVM. */
    public static CommandLine commandLine() {
        return new CommandLine(new ExchangeTool()).setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "name a tool: match, replay, journal or export");
        }
    }
}
