package dev.bourse.exchange.replay;

import dev.bourse.exchange.core.ExchangeCore;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code replay JOURNAL}: applies a journal's commands, stops at a number, and shows the state (C7). */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = "Replays a journal of core commands, stops at a number and prints what the exchange then holds.")
public final class ReplayTool implements Callable<Integer> {
    private static final int BAD_INPUT = 1;
    private static final int EXPECTED_ORDERS = 1 << 16;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "JOURNAL", description = "The journal file.")
    private Path journal = Path.of("");

    @Option(
            names = "--until",
            paramLabel = "N",
            description = "Stop behind the command of this number (default: the last).")
    private long until = Long.MAX_VALUE;

    @Option(names = "--book", paramLabel = "SYMBOL", description = "Print this instrument's book; may be given often.")
    private String[] books = {};

    @Option(names = "--accounts", description = "Print every account with its balances.")
    private boolean accounts;

    @Option(names = "--order", paramLabel = "ID", description = "Print everything that happened to this order.")
    private long order;

    @Option(names = "--outputs", description = "Print every output.")
    private boolean outputs;

    @Override
    public Integer call() {
        CommandSpec command = spec;
        if (command == null) {
            throw new IllegalStateException("not run by picocli");
        }
        if (until < 1) {
            throw new ParameterException(command.commandLine(), "--until is " + until + "; it must be 1 or more");
        }
        PrintWriter out = command.commandLine().getOut();
        PrintWriter errors = command.commandLine().getErr();
        ExchangeCore core = new ExchangeCore(EXPECTED_ORDERS);
        StatePrinter printer = new StatePrinter(core.view(), out);
        OutputPrinter history = new OutputPrinter(out, outputs, order);
        try {
            JournalReplay.replay(journal, until, core, history);
        } catch (NoSuchFileException e) {
            errors.println("no file " + e.getMessage());
            return BAD_INPUT;
        } catch (IOException | JournalException e) {
            errors.println(e.getMessage());
            printer.summary(core);
            return BAD_INPUT;
        }
        printer.summary(core);
        if (order != 0 && history.printed() == 0) {
            errors.println("no order " + order + " in commands 1 to " + core.commandNumber());
            return BAD_INPUT;
        }
        for (String symbol : books) {
            if (!printer.book(symbol)) {
                errors.println("no instrument " + symbol + " after command " + core.commandNumber() + "; there are: "
                        + printer.instruments());
                return BAD_INPUT;
            }
        }
        if (accounts) {
            printer.accounts();
        }
        return 0;
    }
}
