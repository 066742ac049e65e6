package dev.bourse.marketdata.multicast;

import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.aeron.driver.ext.DebugReceiveChannelEndpoint;
import io.aeron.driver.ext.LossGenerator;
import io.aeron.driver.ext.RandomLossGenerator;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.UnsafeBuffer;

/** Media drivers that drop a share of the datagrams of data that come, the same with each run, and count them. */
public final class Loss implements LossGenerator {
    /** Drops nothing. */
    public static final Loss NONE = new Loss(0);

    private final double rate;
    private final RandomLossGenerator random;
    private final AtomicLong dropped = new AtomicLong();

    /** @param rate 0 to 1 */
    public Loss(double rate) {
        this.rate = rate;
        random = new RandomLossGenerator(rate, 42);
    }

    /** A driver of its own thread. */
    public MediaDriver driver() {
        MediaDriver.Context context = new MediaDriver.Context()
                .threadingMode(ThreadingMode.SHARED)
                .sharedIdleStrategy(new BackoffIdleStrategy())
                .dirDeleteOnShutdown(true);
        if (rate > 0) {
            context.receiveChannelEndpointSupplier((channel, dispatcher, indicator, of) ->
                    new DebugReceiveChannelEndpoint(channel, dispatcher, indicator, of, this, (a, b, c) -> false));
        }
        return MediaDriver.launchEmbedded(context);
    }

    /** How many datagrams were dropped. */
    public long dropped() {
        return dropped.get();
    }

    @Override
    public boolean shouldDropFrame(InetSocketAddress address, UnsafeBuffer buffer, int length) {
        boolean drop = random.shouldDropFrame(address, buffer, length);
        if (drop) {
            dropped.incrementAndGet();
        }
        return drop;
    }
}
