package dev.bourse.bench.jdk17;

import com.sun.management.OperatingSystemMXBean;
import exchange.core2.core.ExchangeApi;
import exchange.core2.core.ExchangeCore;
import exchange.core2.core.common.CoreSymbolSpecification;
import exchange.core2.core.common.CoreWaitStrategy;
import exchange.core2.core.common.MatcherEventType;
import exchange.core2.core.common.MatcherTradeEvent;
import exchange.core2.core.common.SymbolType;
import exchange.core2.core.common.api.ApiAddUser;
import exchange.core2.core.common.api.ApiAdjustUserBalance;
import exchange.core2.core.common.api.ApiCommand;
import exchange.core2.core.common.api.binary.BatchAddSymbolsCommand;
import exchange.core2.core.common.cmd.CommandResultCode;
import exchange.core2.core.common.cmd.OrderCommand;
import exchange.core2.core.common.config.ExchangeConfiguration;
import exchange.core2.core.common.config.PerformanceConfiguration;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;

/**
 * exchange-core's own pipeline, with its risk engine, in memory and without a journal, on the commands of a file that
 * {@link PipelineCommands} reads. For each line {@code run} on its input it sets a new exchange up, sends the commands,
 * and prints {@code ran NANOS CPU_NANOS OUTCOME}: from the first command sent to the last result seen, and the
 * processor time of all its threads meanwhile.
 *
 * <p>Arguments: the file, the wait strategy's name, how many risk engines, how many matching engines.
 */
public final class ExchangeCorePipeline {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final int QUOTE = 1;
    private static final long CASH = 1_000_000_000_000L;
    private static final long SHARES = 1_000_000_000L;

    private final PipelineCommands commands;
    private final PerformanceConfiguration performance;
    private long trades;
    private long refused;
    private volatile long seen;
    private volatile long awaited = -1;
    private final Semaphore reached = new Semaphore(0);

    private ExchangeCorePipeline(PipelineCommands commands, PerformanceConfiguration performance) {
        this.commands = commands;
        this.performance = performance;
    }

    /** Runs as often as its input says, until that ends. */
    public static void main(String[] arguments) throws Exception {
        PipelineCommands commands = PipelineCommands.read(Path.of(arguments[0]));
        PerformanceConfiguration performance = PerformanceConfiguration.throughputPerformanceBuilder()
                .waitStrategy(CoreWaitStrategy.valueOf(arguments[1]))
                .riskEnginesNum(Integer.parseInt(arguments[2]))
                .matchingEnginesNum(Integer.parseInt(arguments[3]))
                .threadFactory(Thread::new)
                .build();
        System.out.println("ready " + commands.timed.length);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            while (lines.readLine() != null) {
                new ExchangeCorePipeline(commands, performance).run();
            }
        }
    }

    private void run() throws IOException, ExecutionException, InterruptedException {
        ExchangeCore exchange = ExchangeCore.builder()
                .resultsConsumer(this::onResult)
                .exchangeConfiguration(ExchangeConfiguration.defaultBuilder()
                        .performanceCfg(performance)
                        .build())
                .build();
        exchange.startup();
        try {
            ExchangeApi api = exchange.getApi();
            setUp(api);
            send(api, commands.before);
            trades = 0;
            refused = 0;
            System.gc();
            long cpu = SYSTEM.getProcessCpuTime();
            long start = System.nanoTime();
            send(api, commands.timed);
            long nanos = System.nanoTime() - start;
            cpu = SYSTEM.getProcessCpuTime() - cpu;
            System.out.printf("ran %d %d trades %,d, refused %,d%n", nanos, cpu, trades, refused);
        } finally {
            exchange.shutdown();
        }
    }

    private void setUp(ExchangeApi api) throws ExecutionException, InterruptedException {
        for (int symbol = 1; symbol <= commands.symbols; symbol++) {
            CoreSymbolSpecification specification = CoreSymbolSpecification.builder()
                    .symbolId(symbol)
                    .type(SymbolType.CURRENCY_EXCHANGE_PAIR)
                    .baseCurrency(QUOTE + symbol)
                    .quoteCurrency(QUOTE)
                    .baseScaleK(1)
                    .quoteScaleK(1)
                    .makerFee(1)
                    .takerFee(2)
                    .build();
            CommandResultCode result = api.submitBinaryDataAsync(new BatchAddSymbolsCommand(specification))
                    .get();
            if (result != CommandResultCode.SUCCESS) {
                throw new IllegalStateException("symbol " + symbol + " was refused: " + result);
            }
        }
        int transfers = 0;
        ApiCommand[] all = new ApiCommand[commands.accounts * 2 + commands.holdings.length];
        for (int account = 1; account <= commands.accounts; account++) {
            all[transfers++] = new ApiAddUser(account);
            all[transfers++] = new ApiAdjustUserBalance(account, QUOTE, CASH, 1);
        }
        int nth = 1;
        for (long holding : commands.holdings) {
            all[transfers++] = new ApiAdjustUserBalance((int) (holding >>> 32), QUOTE + (int) holding, SHARES, ++nth);
        }
        send(api, all);
    }

    /** Sends all and waits for the last one's result. */
    private void send(ExchangeApi api, ApiCommand[] all) throws InterruptedException {
        awaited = seen + all.length;
        for (ApiCommand command : all) {
            api.submitCommand(command);
        }
        reached.acquire();
    }

    /** On the pipeline's last thread alone. */
    private void onResult(OrderCommand command, long sequence) {
        if (command.resultCode != CommandResultCode.SUCCESS) {
            refused++;
        }
        for (MatcherTradeEvent event = command.matcherEvent; event != null; event = event.nextEvent) {
            if (event.eventType == MatcherEventType.TRADE) {
                trades++;
            }
        }
        count();
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // Written by one thread.
    private void count() {
        if (++seen == awaited) {
            reached.release();
        }
    }
}
