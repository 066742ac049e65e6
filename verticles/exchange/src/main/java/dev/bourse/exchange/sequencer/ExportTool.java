package dev.bourse.exchange.sequencer;

import dev.bourse.shared.config.StartFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code export DIRECTORY FILE}: a stopped node's journal as a file, to be replayed anywhere. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Writes the journal of a stopped node to a file that replay reads.")
public final class ExportTool implements Callable<Integer> {
    private static final int BAD_INPUT = 1;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(index = "0", paramLabel = "DIRECTORY", description = "The node's directory (exchange.directory).")
    private Path directory = Path.of("");

    @Parameters(index = "1", paramLabel = "FILE", description = "The journal to write; replaced if it is there.")
    private Path file = Path.of("");

    @Override
    public Integer call() {
        CommandSpec command = spec;
        if (command == null) {
            throw new IllegalStateException("not run by picocli");
        }
        try {
            long commands = JournalExport.export(directory, file);
            command.commandLine().getOut().println(commands + " commands");
            command.commandLine().getOut().flush();
            return 0;
        } catch (StartFailure | IOException failed) {
            command.commandLine().getErr().println("cannot export: " + failed.getMessage());
            return BAD_INPUT;
        }
    }
}
