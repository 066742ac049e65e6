package dev.bourse.data.feed;

import dev.bourse.data.feed.TickIntake.Answer;
import dev.bourse.data.generator.GeneratorCursor;
import dev.bourse.data.record.FeedReport;
import dev.bourse.data.resume.FeedPosition;
import dev.bourse.shared.config.Settings;
import dev.bourse.shared.instrument.Instrument;
import dev.bourse.shared.instrument.Universe;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Makes ticks from a seed: every instrument once in each period, spread over it. The same seed gives the same ticks
 * whatever the number of processes and whenever they start. It waits where there is no room, and catches up.
 */
public final class GeneratorFeed implements Feed {
    private static final long INTERVAL_MILLIS = 20;

    /** So many ticks are made in one turn of the loop, which takes a few milliseconds. */
    private static final int TURN = 16_384;

    /** Partitions go on in steps of this length, so that none is far ahead of the others while history is made. */
    private static final long STRIDE_MILLIS = 1_000;

    private final Map<Integer, GeneratorCursor> cursors = new TreeMap<>();
    private final Set<Integer> changed = new HashSet<>();
    private final AtomicLong made = new AtomicLong();
    private long seed;
    private long periodMillis;
    private long historyMillis;
    private @Nullable FeedContext context;
    private long timer = -1;
    private boolean scheduled;

    @Override
    public String name() {
        return "generator";
    }

    @Override
    public void configure(Settings settings) {
        seed = settings.number("data.generator.seed", 1, Long.MIN_VALUE, Long.MAX_VALUE);
        periodMillis = settings.duration(
                        "data.generator.period", Duration.ofSeconds(1), Duration.ofMillis(1), Duration.ofHours(1))
                .toMillis();
        historyMillis = settings.duration(
                        "data.generator.history", Duration.ofMinutes(5), Duration.ZERO, Duration.ofDays(30))
                .toMillis();
    }

    @Override
    public boolean waits() {
        return true;
    }

    @Override
    public boolean needsInstruments() {
        return true;
    }

    @Override
    public Future<Void> start(FeedContext feedContext) {
        context = feedContext;
        feedContext
                .node()
                .instruments()
                .onChange((change, universe) -> changed.add(
                        feedContext.node().partitions().of(change.instrument().id())));
        timer = feedContext.node().vertx().setPeriodic(INTERVAL_MILLIS, tick -> advance());
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> acquire(int partition, Optional<FeedPosition> after) {
        FeedContext at = started();
        long begin = after.map(position -> position.mark("time"))
                .orElseGet(() -> at.node().clock().millis() - historyMillis);
        GeneratorCursor cursor = new GeneratorCursor(seed, periodMillis, begin);
        after.ifPresent(position -> cursor.lastInstrument(Math.toIntExact(position.mark("instrument"))));
        cursor.instruments(instrumentsOf(partition, at.node().instruments().universe()));
        cursors.put(partition, cursor);
        return Future.succeededFuture();
    }

    @Override
    public Future<FeedPosition> release(int partition) {
        FeedPosition position = position(partition);
        cursors.remove(partition);
        return Future.succeededFuture(position);
    }

    @Override
    public FeedPosition position(int partition) {
        GeneratorCursor cursor = cursors.get(partition);
        return cursor == null
                ? FeedPosition.START
                : new FeedPosition(Map.of("time", cursor.watermark(), "instrument", (long) cursor.lastInstrument()));
    }

    @Override
    public void resume() {
        advance();
    }

    @Override
    public FeedReport report() {
        long ticks = made.get();
        return new FeedReport(ticks, ticks, ticks, Map.of(), Map.of(), List.of());
    }

    @Override
    public Future<Void> stop() {
        if (timer >= 0) {
            started().node().vertx().cancelTimer(timer);
            timer = -1;
        }
        cursors.clear();
        return Future.succeededFuture();
    }

    /** Goes on until now, in turns of the loop with others between them. */
    private void advance() {
        FeedContext at = started();
        followChanges(at);
        long now = at.node().clock().millis();
        long before = made.get();
        boolean behind = true;
        while (behind && made.get() - before < TURN) {
            behind = stride(at, now);
        }
        if (behind && !scheduled) {
            scheduled = true;
            at.context().runOnContext(next -> {
                scheduled = false;
                advance();
            });
        }
    }

    /** One step further for each partition; true where there is more to give and room for it. */
    private boolean stride(FeedContext at, long now) {
        boolean behind = false;
        for (Map.Entry<Integer, GeneratorCursor> entry : cursors.entrySet()) {
            GeneratorCursor cursor = entry.getValue();
            long until = Math.min(now, cursor.watermark() + STRIDE_MILLIS);
            boolean reached = cursor.advance(until, Integer.MAX_VALUE, (instrument, sequence, time, price, size) -> {
                boolean taken = at.intake().offer(instrument, sequence, time, price, size) != Answer.FULL;
                if (taken) {
                    made.lazySet(made.getPlain() + 1);
                }
                return taken;
            });
            at.intake().watermark(entry.getKey(), cursor.watermark());
            behind |= reached && until < now;
        }
        return behind;
    }

    /** Many instruments may change at once; each partition follows once. */
    private void followChanges(FeedContext at) {
        for (int partition : changed) {
            GeneratorCursor cursor = cursors.get(partition);
            if (cursor != null) {
                cursor.instruments(
                        instrumentsOf(partition, at.node().instruments().universe()));
            }
        }
        changed.clear();
    }

    private List<Instrument> instrumentsOf(int partition, Universe universe) {
        List<Instrument> own = new ArrayList<>();
        for (Instrument instrument : universe.instruments()) {
            if (started().node().partitions().of(instrument.id()) == partition) {
                own.add(instrument);
            }
        }
        return own;
    }

    private FeedContext started() {
        FeedContext at = context;
        if (at == null) {
            throw new IllegalStateException("the generator is used before it was started");
        }
        return at;
    }
}
