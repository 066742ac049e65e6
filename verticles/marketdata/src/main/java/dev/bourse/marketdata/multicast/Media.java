package dev.bourse.marketdata.multicast;

import io.aeron.Aeron;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import java.util.concurrent.TimeUnit;
import org.agrona.CloseHelper;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The media driver of the multicast and its client. */
public final class Media implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Media.class);

    private final MediaDriver driver;
    private final Aeron aeron;

    /** Starts them. */
    public Media() {
        driver = MediaDriver.launchEmbedded(new MediaDriver.Context()
                .threadingMode(ThreadingMode.SHARED)
                .sharedIdleStrategy(idle())
                .dirDeleteOnShutdown(true));
        aeron = Aeron.connect(new Aeron.Context()
                .aeronDirectoryName(driver.aeronDirectoryName())
                .idleStrategy(idle())
                .errorHandler(failure -> LOG.error("Aeron has a fault", failure)));
    }

    /** The client. */
    public Aeron aeron() {
        return aeron;
    }

    @Override
    public void close() {
        CloseHelper.closeAll(aeron, driver);
    }

    private static BackoffIdleStrategy idle() {
        return new BackoffIdleStrategy(0, 0, TimeUnit.MICROSECONDS.toNanos(1), TimeUnit.MILLISECONDS.toNanos(1));
    }
}
