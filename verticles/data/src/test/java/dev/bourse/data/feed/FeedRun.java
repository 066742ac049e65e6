package dev.bourse.data.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.data.record.RejectionListener;
import dev.bourse.shared.cluster.TestNode;
import dev.bourse.shared.config.Settings;
import dev.bourse.shared.instrument.InstrumentRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** One feed at work on a real node; its ticks are kept as {@code SYMBOL time price size}. */
final class FeedRun {
    private final TestNode test;
    private final InstrumentRegistry registry;
    private final Context context;
    private final List<String> ticks = Collections.synchronizedList(new ArrayList<>());
    private final AtomicBoolean room = new AtomicBoolean(true);
    private Feed feed = new GeneratorFeed();
    private RegistryInstruments instruments;

    FeedRun(TestNode test) {
        this(test, test.node().instruments());
    }

    /** With another registry than the node's, to which new symbols are added. */
    FeedRun(TestNode test, InstrumentRegistry registry) {
        this.test = test;
        this.registry = registry;
        this.context = test.node().vertx().getOrCreateContext();
        this.instruments = instruments(false);
    }

    /** The feed that runs. */
    Feed feed() {
        return feed;
    }

    RegistryInstruments instruments() {
        return instruments;
    }

    List<String> ticks() {
        return ticks;
    }

    /** Whether there is room for ticks. */
    AtomicBoolean room() {
        return room;
    }

    /** Starts a TCP feed with these settings; gives its port. */
    int tcp(Map<String, String> values, boolean adding) {
        Map<String, String> all = new HashMap<>(values);
        all.put("data.tcp.address", "127.0.0.1:0");
        TcpFeed tcp = new TcpFeed();
        start(tcp, all, adding);
        return tcp.port();
    }

    /** Starts an HTTP feed with these settings; gives its port. */
    int http(Map<String, String> values) {
        Map<String, String> all = new HashMap<>(values);
        all.put("data.http.address", "127.0.0.1:0");
        HttpFeed http = new HttpFeed();
        start(http, all, false);
        return http.port();
    }

    void start(Feed started, Map<String, String> values, boolean adding) {
        feed = started;
        instruments = instruments(adding);
        Settings settings = Settings.of(values);
        feed.configure(settings);
        assertThat(settings.faults()).isEmpty();
        TestNode.await(onContext(() ->
                feed.start(new FeedContext(test.node(), context, new Kept(), instruments, RejectionListener.NONE))));
    }

    void stop() {
        TestNode.await(onContext(() -> feed.stop()));
    }

    /** Tells the feed that there is room. */
    void resume() {
        context.runOnContext(run -> feed.resume());
    }

    private RegistryInstruments instruments(boolean adding) {
        return new RegistryInstruments(
                registry, adding, 1_000, test.telemetry().counter("data.symbols.failed", "Symbols not taken"));
    }

    /** Calls the feed where its verticle would. */
    <T> Future<T> onContext(Supplier<Future<T>> action) {
        Promise<T> promise = Promise.promise();
        context.runOnContext(run -> action.get().onComplete(promise));
        return promise.future();
    }

    private final class Kept implements TickIntake {
        @Override
        public Answer offer(int instrument, long firstSequence, long time, long price, long size) {
            if (!room.get()) {
                return Answer.FULL;
            }
            String symbol = registry.universe().byId(instrument).orElseThrow().symbol();
            ticks.add(symbol + " " + time + " " + price + " " + size);
            return Answer.TAKEN;
        }

        @Override
        public void watermark(int partition, long time) {}

        @Override
        public boolean owns(int instrument) {
            return true;
        }
    }
}
