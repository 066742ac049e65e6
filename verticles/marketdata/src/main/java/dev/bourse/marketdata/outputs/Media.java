package dev.bourse.marketdata.outputs;

import io.aeron.Aeron;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import java.util.concurrent.TimeUnit;
import org.agrona.CloseHelper;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The media driver of this process and its client, started when somebody needs them first. One thread. */
public final class Media implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Media.class);

    private @Nullable MediaDriver driver;
    private @Nullable Aeron aeron;

    /** The client. */
    public Aeron aeron() {
        Aeron known = aeron;
        if (known != null) {
            return known;
        }
        MediaDriver started = MediaDriver.launchEmbedded(new MediaDriver.Context()
                .threadingMode(ThreadingMode.SHARED)
                .sharedIdleStrategy(idle())
                .dirDeleteOnShutdown(true));
        driver = started;
        Aeron connected = Aeron.connect(new Aeron.Context()
                .aeronDirectoryName(started.aeronDirectoryName())
                .idleStrategy(idle())
                .errorHandler(failure -> LOG.error("Aeron has a fault", failure)));
        aeron = connected;
        return connected;
    }

    @Override
    public void close() {
        CloseHelper.closeAll(aeron, driver);
    }

    private static BackoffIdleStrategy idle() {
        return new BackoffIdleStrategy(0, 0, TimeUnit.MICROSECONDS.toNanos(1), TimeUnit.MILLISECONDS.toNanos(1));
    }
}
