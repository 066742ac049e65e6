package dev.bourse.data.batch;

import dev.bourse.data.resume.FeedPosition;
import dev.bourse.shared.instrument.Instrument;
import dev.bourse.shared.message.TickBatchBuilder;
import dev.bourse.shared.partition.Partitions;
import java.util.Arrays;
import java.util.Map;

/**
 * The ticks of one partition on their way into batches. It holds at most one batch beside what its outlet holds, and
 * with {@link FullPolicy#CONFLATE} at most one tick more for each instrument. Used by one thread.
 */
public final class Lane {
    private static final long MINUTE = 60_000;

    private final Outlet outlet;
    private final int batchTicks;
    private TickBatchBuilder pending;
    private final Sequences sequences;
    private final Waiting waiting = new Waiting();
    private final LaneCounters counters;
    private final long[] watermarks;
    /** The feeds' positions before the first of the waiting ticks, which a batch without these must not pass. */
    private Map<String, FeedPosition> held = Map.of();

    private long sentWatermark;
    private boolean sentSinceHeartbeat;

    /**
     * A lane without ticks.
     *
     * @param batchTicks the most ticks in a batch
     * @param feeds how many feeds move its watermark; it is the lowest of theirs
     */
    public Lane(Partitions partitions, Outlet outlet, int batchTicks, int feeds, LaneCounters counters) {
        this.outlet = outlet;
        this.batchTicks = batchTicks;
        this.pending = new TickBatchBuilder(batchTicks);
        this.sequences = new Sequences(partitions);
        this.counters = counters;
        this.watermarks = new long[feeds];
    }

    /**
     * Takes a tick, or does with it what the policy says.
     *
     * @param firstSequence the sequence that the tick gets where it is the instrument's first in this lane; 1 unless
     *     the feed counts itself
     * @return false where the feed must offer it again later: only with {@link FullPolicy#BLOCK}
     */
    public boolean offer(
            FullPolicy policy, int instrument, long firstSequence, long time, long price, long size, long nowNanos) {
        if (makeRoom(nowNanos)) {
            add(instrument, firstSequence, time, price, size, nowNanos);
            return true;
        }
        switch (policy) {
            case BLOCK -> {
                counters.blocked();
                return false;
            }
            case SHED -> counters.shed();
            case CONFLATE -> {
                if (waiting.isEmpty()) {
                    held = outlet.positions();
                }
                if (waiting.add(instrument, firstSequence, time, price, size, Instrument.MAX_SIZE)) {
                    counters.conflated();
                }
            }
        }
        return true;
    }

    /**
     * The last sequence of each instrument, by its place in the partition: after the last batch sent, where it holds no
     * ticks beside merged ones.
     */
    public long[] sequences() {
        return sequences.last();
    }

    /** Goes on after what an earlier owner gave: the instruments' sequences, and the watermark of its last batch. */
    public void resume(long[] after, long watermark) {
        sequences.resume(after);
        sentWatermark = watermark;
    }

    /** A feed says that it will give no tick from before this time (milliseconds since 1970), but for late ones. */
    public void watermark(int feed, long time) {
        watermarks[feed] = Math.max(watermarks[feed], time);
    }

    /** True where it holds ticks that have not left. */
    public boolean holdsTicks() {
        return !pending.isEmpty() || !waiting.isEmpty();
    }

    /**
     * Sends what there is, if the outlet takes it; without ticks only where the watermark has passed the end of a
     * minute.
     */
    public void flush(long nowNanos) {
        while (!pending.isEmpty() && outlet.ready()) {
            send(nowNanos);
        }
        if (!holdsTicks() && watermark() / MINUTE > sentWatermark / MINUTE && outlet.ready()) {
            send(nowNanos);
        }
    }

    /** Called once a second: sends a batch even without ticks where none has left since the last call. */
    public void heartbeat(long nowNanos) {
        flush(nowNanos);
        if (!sentSinceHeartbeat && outlet.ready()) {
            send(nowNanos);
        }
        sentSinceHeartbeat = false;
    }

    /** True where a tick can be added; sends full batches to get there. */
    private boolean makeRoom(long nowNanos) {
        while (pending.isFull() && outlet.ready()) {
            send(nowNanos);
        }
        return !pending.isFull();
    }

    /**
     * All merged ticks at once, so that no position has to say which of them are in a batch: they become a larger batch
     * where they are more than a batch has.
     */
    private void takeInWaiting(long nowNanos) {
        int size = waiting.size();
        if (size > batchTicks) {
            pending = new TickBatchBuilder(size);
        }
        waiting.drainTo(merged ->
                add(merged.instrument, merged.firstSequence, merged.time, merged.price, merged.size, nowNanos));
        held = Map.of();
    }

    private void add(int instrument, long firstSequence, long time, long price, long size, long nowNanos) {
        pending.add(instrument, sequences.next(instrument, firstSequence), time, price, size, nowNanos);
    }

    /** Ticks wait only while the batch before them is full, so they take its place. */
    private void send(long nowNanos) {
        long watermark = watermark();
        int ticks = pending.size();
        long ingested = pending.isEmpty() ? nowNanos : pending.ingestedNanos();
        outlet.send(watermark, ingested, waiting.isEmpty() ? outlet.positions() : held, pending::build);
        if (ticks > batchTicks) {
            pending = new TickBatchBuilder(batchTicks);
        }
        if (!waiting.isEmpty()) {
            takeInWaiting(nowNanos);
        }
        sentWatermark = watermark;
        sentSinceHeartbeat = true;
        counters.sent(ticks);
    }

    private long watermark() {
        return Math.max(sentWatermark, Arrays.stream(watermarks).min().orElse(0));
    }
}
