package dev.bourse.exchange;

import dev.bourse.exchange.client.ClientOptions;
import dev.bourse.exchange.output.OutputSource;
import io.aeron.Aeron;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.agrona.CloseHelper;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.jspecify.annotations.Nullable;

/**
 * A process's way to the exchange: a client of a media driver, which is the node's own where both are in one process,
 * else one that is started here. Opening blocks. Once {@link #isClosed} it is of no use any more: open another.
 */
public final class ExchangeConnection implements AutoCloseable {
    private static final int TERM_BYTES = 4 << 20;
    private static final long MAX_PARK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final @Nullable MediaDriver driver;
    private final Aeron aeron;
    private final ClientOptions client;
    private final List<OutputSource> outputs;

    private ExchangeConnection(
            @Nullable MediaDriver driver, Aeron aeron, ClientOptions client, List<OutputSource> outputs) {
        this.driver = driver;
        this.aeron = aeron;
        this.client = client;
        this.outputs = outputs;
    }

    /**
     * To nodes elsewhere.
     *
     * @param name tells this process's shared memory from that of others; no two processes may use one at a time, and
     *     what a killed one left under it is removed
     * @param errors hears of errors, on threads of Aeron
     */
    public static ExchangeConnection remote(
            ExchangeAddress address, String name, Duration answerTimeout, Consumer<Throwable> errors) {
        MediaDriver driver = MediaDriver.launch(new MediaDriver.Context()
                .aeronDirectoryName(ClientFolders.of(name).toString())
                .threadingMode(ThreadingMode.SHARED)
                .sharedIdleStrategy(new BackoffIdleStrategy(0, 0, 1_000, MAX_PARK_NANOS))
                .dirDeleteOnStart(true)
                .dirDeleteOnShutdown(true)
                .termBufferSparseFile(true)
                .publicationTermBufferLength(TERM_BYTES)
                .ipcTermBufferLength(TERM_BYTES)
                .errorHandler(errors::accept));
        try {
            return new ExchangeConnection(
                    driver,
                    connect(driver.aeronDirectoryName(), errors),
                    address.client(answerTimeout),
                    address.outputs());
        } catch (RuntimeException failed) {
            driver.close();
            throw failed;
        }
    }

    /**
     * To the only node of an exchange, in this process.
     *
     * @param driverDirectory the node's
     * @param errors hears of errors, on threads of Aeron
     */
    public static ExchangeConnection local(String driverDirectory, Duration answerTimeout, Consumer<Throwable> errors) {
        ClientOptions usual = ClientOptions.local();
        return new ExchangeConnection(
                null,
                connect(driverDirectory, errors),
                new ClientOptions(
                        usual.endpoints(),
                        usual.host(),
                        usual.window(),
                        usual.batchBytes(),
                        answerTimeout,
                        usual.retry()),
                List.of(OutputSource.local()));
    }

    /** For clients and readers; do not close it. */
    public Aeron aeron() {
        return aeron;
    }

    /** How commands are sent. */
    public ClientOptions client() {
        return client;
    }

    /** Where outputs are read. */
    public List<OutputSource> outputs() {
        return outputs;
    }

    /** Whether it has come to an end, as after a pause of the process that was too long. */
    public boolean isClosed() {
        return aeron.isClosed();
    }

    @Override
    public void close() {
        CloseHelper.closeAll(aeron, driver);
    }

    private static Aeron connect(String directory, Consumer<Throwable> errors) {
        return Aeron.connect(new Aeron.Context().aeronDirectoryName(directory).errorHandler(errors::accept));
    }
}
