package dev.bourse.exchange.sequencer;

import io.aeron.cluster.service.ClusterClock;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.HighResolutionClock;

/** The log's time: microseconds since 1970 by the leader's clock. */
final class MicrosecondClock implements ClusterClock {
    @Override
    public TimeUnit timeUnit() {
        return TimeUnit.MICROSECONDS;
    }

    @Override
    public long time() {
        return HighResolutionClock.epochMicros();
    }
}
