package dev.bourse.data.feed;

import com.hazelcast.map.IMap;
import dev.bourse.data.feed.TickIntake.Answer;
import dev.bourse.data.record.FeedReport;
import dev.bourse.data.record.Tally;
import dev.bourse.data.record.TickBlock;
import dev.bourse.data.resume.FeedPosition;
import dev.bourse.exchange.ConnectedOutputs;
import dev.bourse.exchange.output.FollowedOutputs;
import dev.bourse.shared.config.Settings;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The trades of the exchange: its numbered outputs, of which each match is a tick. A position is an output's number.
 * Every data process reads all outputs once and takes its own partitions out of them; a partition that comes with a
 * lower position than the others takes the reading back to there, and the others pass over what they have had. Waits
 * where there is no room: the exchange keeps what is not read yet and knows nothing of it.
 */
public final class ExchangeFeed implements Feed {
    /** Its word in {@code data.feed}. */
    public static final String NAME = "exchange";

    /** The mark of a position: the last output that was dealt with. */
    private static final String OUTPUT = "output";

    /** Partitions come one by one within a moment; the reading goes back once for all of them. */
    private static final long GATHER_MILLIS = 100;

    private static final int MOST_GATHERINGS = 10;

    private static final int TURN = 16_384;

    private final Function<Settings, FollowedOutputs.Source> way;
    private final Map<Integer, Passed> partitions = new HashMap<>();
    /** Partitions that wait for the reading to go back to where they stand. */
    private final Map<Integer, Passed> coming = new HashMap<>();

    private FollowedOutputs.Source source = from -> {
        throw new IllegalStateException("the exchange feed was not configured");
    };
    private long historyMillis;
    private @Nullable FeedContext context;
    private volatile @Nullable ExchangeReading reading;
    private @Nullable OutputBlock block;
    private int index;
    /** The last output that all partitions but those that come have had. */
    private long number;

    /**
     * Where a partition stood when it came.
     *
     * @param output the last output that was dealt with, here or by an earlier owner
     * @param since trades from before this time, in milliseconds, are not given
     */
    private record Passed(long output, long since) {}

    /** Of the exchange that the settings name. */
    public ExchangeFeed() {
        this(settings -> ConnectedOutputs.of(settings, "data"));
    }

    /** @param way reads settings and gives the way to the exchange, which is gone on a thread that may block */
    public ExchangeFeed(Function<Settings, FollowedOutputs.Source> way) {
        this.way = way;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void configure(Settings settings) {
        source = way.apply(settings);
        historyMillis = settings.duration(
                        "data.exchange.history", Duration.ofHours(1), Duration.ZERO, Duration.ofDays(3_650))
                .toMillis();
    }

    @Override
    public boolean waits() {
        return true;
    }

    @Override
    public Future<Void> start(FeedContext feedContext) {
        context = feedContext;
        IMap<Long, byte[]> listed = feedContext.node().hazelcast().getMap(ListingStore.MAP);
        reading = new ExchangeReading(
                source,
                new ListingStore(listed, feedContext.instruments()),
                new Tally(feedContext.rejections()),
                () -> feedContext.context().runOnContext(ready -> pump()));
        feedContext
                .node()
                .telemetry()
                .gauge(
                        "feed.exchange.missed",
                        "outputs of the exchange that were deleted before they could be read",
                        () -> {
                            ExchangeReading at = reading;
                            return at == null ? 0 : at.missed();
                        });
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> acquire(int partition, Optional<FeedPosition> after) {
        FeedContext at = started();
        long output = after.map(position -> position.mark(OUTPUT)).orElse(0L);
        long since = output > 0 ? 0 : at.node().clock().millis() - historyMillis;
        if (coming.isEmpty()) {
            gather(at, 0, 1);
        }
        coming.put(partition, new Passed(output, since));
        return Future.succeededFuture();
    }

    @Override
    public Future<FeedPosition> release(int partition) {
        FeedPosition position = position(partition);
        partitions.remove(partition);
        coming.remove(partition);
        return Future.succeededFuture(position);
    }

    @Override
    public FeedPosition position(int partition) {
        Passed passed = partitions.get(partition);
        Passed waiting = coming.get(partition);
        long output = passed != null ? Math.max(passed.output(), number) : waiting != null ? waiting.output() : 0;
        return output == 0 ? FeedPosition.START : new FeedPosition(Map.of(OUTPUT, output));
    }

    @Override
    public void resume() {
        pump();
    }

    @Override
    public FeedReport report() {
        ExchangeReading at = reading;
        return at == null ? new FeedReport(0, 0, 0, Map.of(), Map.of(), List.of()) : at.report();
    }

    @Override
    public Optional<String> failure() {
        ExchangeReading at = reading;
        return at == null ? Optional.empty() : at.trouble();
    }

    @Override
    public Future<Void> stop() {
        ExchangeReading at = reading;
        if (at != null) {
            at.close();
        }
        partitions.clear();
        coming.clear();
        return Future.succeededFuture();
    }

    private void gather(FeedContext at, int before, int times) {
        at.node().vertx().setTimer(GATHER_MILLIS, timer -> {
            if (coming.size() > before && times < MOST_GATHERINGS) {
                gather(at, coming.size(), times + 1);
            } else {
                join();
            }
        });
    }

    /** What came is read from now on; for that the reading goes back where it is beyond one of them. */
    private void join() {
        ExchangeReading at = reading;
        long lowest = coming.values().stream().mapToLong(Passed::output).min().orElse(Long.MAX_VALUE);
        if (at == null || coming.isEmpty()) {
            return;
        }
        if (partitions.isEmpty() || lowest < number) {
            partitions.replaceAll((partition, passed) -> new Passed(Math.max(passed.output(), number), passed.since()));
            drop(at);
            number = lowest;
            at.seek(lowest + 1);
        }
        partitions.putAll(coming);
        coming.clear();
        pump();
    }

    private void drop(ExchangeReading at) {
        OutputBlock open = block;
        if (open != null) {
            block = null;
            at.recycle(open);
        }
    }

    /** Deals with ticks until there are none or no room; after a turn's worth lets others go first. */
    private void pump() {
        ExchangeReading at = reading;
        FeedContext to = context;
        if (at == null || to == null) {
            return;
        }
        for (int left = TURN; left > 0; left--) {
            OutputBlock current = current(at);
            if (current == null) {
                return;
            }
            if (index == current.ticks().size()) {
                finish(to, at, current);
            } else if (!step(to, current.ticks())) {
                return;
            }
        }
        to.context().runOnContext(next -> pump());
    }

    private @Nullable OutputBlock current(ExchangeReading at) {
        OutputBlock open = block;
        if (open == null) {
            open = at.poll();
            block = open;
            index = 0;
        }
        return open;
    }

    private void finish(FeedContext to, ExchangeReading at, OutputBlock done) {
        number = done.number();
        partitions.keySet().forEach(partition -> to.intake().watermark(partition, done.time()));
        block = null;
        at.recycle(done);
    }

    /** One tick; false where there is no room. */
    private boolean step(FeedContext to, TickBlock ticks) {
        int instrument = ticks.instrument(index);
        long output = ticks.record(index);
        long time = ticks.time(index);
        Passed passed = partitions.get(to.node().partitions().of(instrument));
        if (passed != null && output > passed.output() && time >= passed.since()) {
            Answer answer = to.intake().offer(instrument, 1, time, ticks.price(index), ticks.size(index));
            if (answer == Answer.FULL) {
                return false;
            }
        }
        number = output;
        index++;
        return true;
    }

    private FeedContext started() {
        FeedContext at = context;
        if (at == null) {
            throw new IllegalStateException("the exchange feed is used before it was started");
        }
        return at;
    }
}
