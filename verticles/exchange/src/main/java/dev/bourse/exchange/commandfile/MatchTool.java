package dev.bourse.exchange.commandfile;

import dev.bourse.exchange.matching.OrderBook;
import dev.bourse.exchange.matching.OrderStore;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code match FILE}: runs a command file through an empty order book and writes what came of it. */
@Command(
        name = "match",
        mixinStandardHelpOptions = true,
        description = "Runs an order command file through an empty order book; files named .gz are gzip.")
public final class MatchTool implements Callable<Integer> {
    private static final int EXIT_BAD_INPUT = 1;

    @Parameters(paramLabel = "FILE", description = "The command file, .csv or .csv.gz.")
    private Path file = Path.of("");

    @Option(names = "--trades", paramLabel = "OUT", description = "Writes every trade in order.")
    private @Nullable Path tradesFile;

    @Option(names = "--book", paramLabel = "OUT", description = "Writes the final book.")
    private @Nullable Path bookFile;

    @Option(
            names = "--checkpoints",
            paramLabel = "OUT",
            description = "Writes the book's figures each 100,000 commands.")
    private @Nullable Path checkpointsFile;

    @Spec
    private @Nullable CommandSpec spec;

    /** Runs the file; gives 0, or 1 after one line about what is wrong. */
    @Override
    public Integer call() {
        try {
            run();
            return 0;
        } catch (CommandFileException fault) {
            err().println("match: " + fault.getMessage());
        } catch (NoSuchFileException missing) {
            err().println("match: no such file or folder: " + missing.getFile());
        } catch (IOException failed) {
            err().println("match: " + failed);
        }
        return EXIT_BAD_INPUT;
    }

    private void run() throws IOException, CommandFileException {
        long commands = 0;
        long start = System.nanoTime();
        try (CommandFile in = CommandFile.open(file);
                Writer tradesOut = writer(tradesFile);
                Writer checkpointsOut = writer(checkpointsFile);
                Writer bookOut = writer(bookFile)) {
            TradeLog trades = new TradeLog(tradesOut);
            OrderBook book = new OrderBook(0, new OrderStore(1 << 12), trades);
            Checkpoints checkpoints = new Checkpoints(book, trades, checkpointsOut);
            CommandRunner runner = new CommandRunner(book);
            FileCommand command = new FileCommand();
            while (in.next(command)) {
                trades.sequence(command.sequence);
                runner.run(command);
                checkpoints.done(++commands);
            }
            checkpoints.end(commands);
            BookPrinter.print(book, bookOut);
            out().println(summary(commands, trades, book, System.nanoTime() - start));
        }
    }

    private static String summary(long commands, TradeLog trades, OrderBook book, long nanos) {
        return "%,d commands, %,d rejected, %,d trades of %,d, book digest %016x, in %.1f s"
                .formatted(
                        commands,
                        trades.rejected(),
                        trades.trades(),
                        trades.volume(),
                        BookDigest.of(book),
                        nanos / 1e9);
    }

    private static Writer writer(@Nullable Path path) throws IOException {
        if (path == null) {
            return Writer.nullWriter();
        }
        return new BufferedWriter(new OutputStreamWriter(
                path.toString().endsWith(".gz")
                        ? new GZIPOutputStream(Files.newOutputStream(path))
                        : Files.newOutputStream(path),
                StandardCharsets.UTF_8));
    }

    private PrintWriter out() {
        return spec == null
                ? new PrintWriter(System.out, true, StandardCharsets.UTF_8)
                : spec.commandLine().getOut();
    }

    private PrintWriter err() {
        return spec == null
                ? new PrintWriter(System.err, true, StandardCharsets.UTF_8)
                : spec.commandLine().getErr();
    }
}
