package dev.bourse.data;

import dev.bourse.data.batch.FullPolicy;
import dev.bourse.data.batch.Lane;
import dev.bourse.data.batch.Lanes;
import dev.bourse.data.feed.TickIntake;
import dev.bourse.shared.cluster.Clock;

/** Takes one feed's ticks to the lanes, and remembers whether one was refused. Used on the data verticle's context. */
final class FeedIntake implements TickIntake {
    /** The clock is read again after so many ticks: reading it costs more than taking a tick. */
    private static final int CLOCK_EVERY = 64;

    private final int feed;
    private final FullPolicy policy;
    private final Lanes lanes;
    private final Clock clock;
    private long nowNanos;
    private int sinceClock = CLOCK_EVERY;
    private boolean refused;

    FeedIntake(int feed, FullPolicy policy, Lanes lanes, Clock clock) {
        this.feed = feed;
        this.policy = policy;
        this.lanes = lanes;
        this.clock = clock;
    }

    @Override
    public Answer offer(int instrument, long firstSequence, long time, long price, long size) {
        int partition = lanes.partitionOf(instrument);
        Lane lane = lanes.lane(partition);
        if (lane == null) {
            return Answer.ELSEWHERE;
        }
        if (!lane.offer(policy, instrument, firstSequence, time, price, size, now())) {
            refused = true;
            return Answer.FULL;
        }
        lanes.touched(partition);
        return Answer.TAKEN;
    }

    @Override
    public void watermark(int partition, long time) {
        Lane lane = lanes.lane(partition);
        if (lane != null) {
            lane.watermark(feed, time);
            lanes.touched(partition);
        }
    }

    @Override
    public boolean owns(int instrument) {
        return lanes.laneOf(instrument) != null;
    }

    /** The clock is to be read again: a new turn of the loop has begun. */
    void turn() {
        sinceClock = CLOCK_EVERY;
    }

    /** True once after a tick was refused. */
    boolean takeRefused() {
        boolean was = refused;
        refused = false;
        return was;
    }

    private long now() {
        if (++sinceClock >= CLOCK_EVERY) {
            sinceClock = 0;
            nowNanos = clock.nanos();
        }
        return nowNanos;
    }
}
