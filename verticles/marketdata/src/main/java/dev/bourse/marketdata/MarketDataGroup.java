package dev.bourse.marketdata;

import dev.bourse.exchange.ExchangeAddress;
import dev.bourse.exchange.follow.ModelSnapshots;
import dev.bourse.exchange.follow.SnapshotOptions;
import dev.bourse.exchange.output.FollowedOutputs;
import dev.bourse.marketdata.archive.CandleArchive;
import dev.bourse.marketdata.market.Market;
import dev.bourse.marketdata.market.MarketLimits;
import dev.bourse.marketdata.market.MarketListener;
import dev.bourse.marketdata.multicast.Media;
import dev.bourse.marketdata.multicast.MulticastSender;
import dev.bourse.marketdata.multicast.NoMulticast;
import dev.bourse.marketdata.publish.Newest;
import dev.bourse.marketdata.publish.TradeBatch;
import dev.bourse.marketdata.reader.MarketReader;
import dev.bourse.shared.cluster.Node;
import dev.bourse.shared.config.HostPort;
import dev.bourse.shared.config.Settings;
import dev.bourse.shared.launch.Group;
import dev.bourse.shared.rest.TokenKeys;
import dev.bourse.shared.telemetry.Health;
import dev.bourse.shared.telemetry.Telemetry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.agrona.CloseHelper;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.OneToOneConcurrentArrayQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The market data group: the market's thread, a media driver for multicast, and a server on a Vert.x of its own. */
public final class MarketDataGroup implements Group {
    private static final Logger LOG = LoggerFactory.getLogger(MarketDataGroup.class);
    private static final String NAME = "marketdata";
    private static final int LEVELS = 50;
    private static final int TRADE_BATCHES = 8_192;

    private final Source source;
    private final boolean multicasts;
    private final List<AutoCloseable> opened = new ArrayList<>();
    private volatile Supplier<Future<?>> stop = Future::succeededFuture;
    private volatile int port;
    private volatile String address = "";

    /** Where the exchange's outputs come from. */
    @FunctionalInterface
    public interface Source {
        /** The way to them, on a thread that may block; a {@code StartFailure} is shown to the user. */
        FollowedOutputs.Source open(Settings settings, MarketDataOptions options);
    }

    /** A group that reads these outputs. */
    public MarketDataGroup(Source source) {
        this(source, true);
    }

    private MarketDataGroup(Source source, boolean multicasts) {
        this.source = source;
        this.multicasts = multicasts;
    }

    /** One that sends nothing by multicast unless it is configured to, for a process that many try. */
    public static MarketDataGroup quiet(Source source) {
        return new MarketDataGroup(source, false);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void check(Settings settings) {
        MarketDataOptions.from(settings, multicasts);
        ExchangeAddress.from(settings);
    }

    @Override
    public Future<?> deploy(Node node, Settings settings) {
        MarketDataOptions options = MarketDataOptions.from(settings, multicasts);
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(4));
        stop = () -> stop(node.vertx(), vertx);
        return vertx.executeBlocking(() -> open(node, settings, options))
                .compose(server -> vertx.deployVerticle(server).onSuccess(deployed -> port = server.port()))
                .onSuccess(deployed -> {
                    address = "http://" + new HostPort(options.host(), port) + "/v1/instruments";
                    LOG.info("market data is at {}", address);
                });
    }

    /** The port that it listens on, once it is deployed. */
    public int port() {
        return port;
    }

    @Override
    public Optional<String> announcement() {
        return address.isEmpty() ? Optional.empty() : Optional.of("Market data is at " + address);
    }

    @Override
    public Future<?> stop() {
        return stop.get();
    }

    /**
     * On the cluster's Vert.x, which outlives the local one. The market's thread ends first; a worker may wait for it.
     */
    private Future<?> stop(Vertx cluster, Vertx server) {
        stop = Future::succeededFuture;
        return cluster.executeBlocking(() -> {
                    CloseHelper.closeAll(opened.reversed());
                    return true;
                })
                .eventually(server::close);
    }

    private MarketDataServer open(Node node, Settings settings, MarketDataOptions options) {
        FollowedOutputs.Source outputs = source.open(settings, options);
        ModelSnapshots snapshots = new ModelSnapshots(
                NAME, Market.LAYOUT, options.journal().isPresent() ? SnapshotOptions.none() : options.snapshots());
        snapshots.measure(node.telemetry());
        CandleArchive archive = CandleArchive.of(options.folder().resolve("candles"));
        opened.add(archive);
        OneToOneConcurrentArrayQueue<TradeBatch> trades = new OneToOneConcurrentArrayQueue<>(TRADE_BATCHES);
        Newest newest = new Newest(options.maxInstruments(), LEVELS, trades::offer);
        MarketReader.Sender sender;
        Supplier<Market> markets;
        if (options.multicast()) {
            Media media = new Media();
            opened.add(media);
            MulticastSender multicast =
                    new MulticastSender(media.aeron(), options.channels(), options.kept(), options.snapshotMessages());
            markets = () -> new Market(MarketLimits.USUAL, archive, multicast.listener());
            sender = multicast;
            node.telemetry().gauge("marketdata.multicast.sent", "messages sent by multicast", multicast::sent);
            node.telemetry().gauge("marketdata.multicast.requests", "requests for lost events", multicast::requested);
        } else {
            markets = () -> new Market(MarketLimits.USUAL, archive, new MarketListener() {});
            sender = new NoMulticast();
        }
        MarketReader reader = new MarketReader(
                outputs,
                snapshots,
                markets,
                newest,
                sender,
                node.clock(),
                options.interval().toNanos());
        start(reader);
        MarketDataServer server = new MarketDataServer(
                node.vertx(),
                options,
                node.clock(),
                newest,
                trades,
                reader,
                archive,
                TokenKeys.read(options.tokenKey()));
        server.measure(node.telemetry());
        measure(node.telemetry(), reader, archive, newest);
        return server;
    }

    private void start(MarketReader reader) {
        AgentRunner runner =
                new AgentRunner(idle(), failure -> LOG.error("the market's thread has a fault", failure), null, reader);
        opened.add(runner);
        AgentRunner.startOnThread(runner);
    }

    private static BackoffIdleStrategy idle() {
        return new BackoffIdleStrategy(0, 0, TimeUnit.MICROSECONDS.toNanos(1), TimeUnit.MILLISECONDS.toNanos(1));
    }

    private static void measure(Telemetry telemetry, MarketReader reader, CandleArchive archive, Newest newest) {
        telemetry.gauge("marketdata.output", "number of the last output that was read", reader::number);
        telemetry.gauge("marketdata.since", "output behind which all that happened is known, 0 for all", reader::since);
        telemetry.gauge("marketdata.outputs.missed", "outputs deleted before they could be read", reader::missed);
        telemetry.gauge("marketdata.instruments", "instruments that are served", newest::size);
        telemetry.gauge("marketdata.trades.untold", "trades that WebSocket clients were not told", newest::untold);
        telemetry.gauge("marketdata.candles.written", "candles written to disk", archive::written);
        telemetry.gauge("marketdata.candles.cut", "torn bytes cut off candle files", archive::cut);
        telemetry.health().ready("marketdata", () -> {
            Optional<String> failure = reader.failure();
            if (failure.isPresent()) {
                return Health.Status.down(failure.get());
            }
            return reader.isCaughtUp() ? Health.Status.up(reader.state()) : Health.Status.down(reader.state());
        });
        telemetry
                .health()
                .ready(
                        "candles",
                        () -> archive.failure()
                                .map(Health.Status::down)
                                .orElseGet(() -> Health.Status.up(archive.written() + " written")));
    }
}
