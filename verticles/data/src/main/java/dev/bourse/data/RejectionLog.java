package dev.bourse.data;

import dev.bourse.data.record.Rejection;
import dev.bourse.data.record.RejectionListener;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs refused records, at most ten in a second; how many it left out it says with the next one. Safe for all threads.
 */
final class RejectionLog implements RejectionListener {
    private static final Logger LOG = LoggerFactory.getLogger(RejectionLog.class);
    private static final int A_SECOND = 10;

    private final String feed;
    private final LongSupplier clockMillis;
    private long second;
    private int logged;
    private long leftOut;

    RejectionLog(String feed, LongSupplier clockMillis) {
        this.feed = feed;
        this.clockMillis = clockMillis;
    }

    @Override
    public synchronized void rejected(Rejection rejection) {
        long now = clockMillis.getAsLong() / 1_000;
        if (now != second) {
            second = now;
            logged = 0;
        }
        if (logged == A_SECOND) {
            leftOut++;
            return;
        }
        logged++;
        LOG.warn("{} refused {} ({} more were not logged)", feed, rejection, leftOut);
        leftOut = 0;
    }
}
