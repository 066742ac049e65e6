package dev.bourse.standalone.trading;

import dev.bourse.analytics.AnalyticsGroup;
import dev.bourse.data.feed.ExchangeFeed;
import dev.bourse.data.feed.Feed;
import dev.bourse.exchange.ConnectedOutputs;
import dev.bourse.exchange.ExchangeConnection;
import dev.bourse.exchange.ExchangeGroup;
import dev.bourse.exchange.output.FollowedOutputs;
import dev.bourse.gateway.GatewayEndpoint;
import dev.bourse.gateway.GatewayGroup;
import dev.bourse.marketdata.MarketDataGroup;
import dev.bourse.shared.cluster.Node;
import dev.bourse.shared.config.Settings;
import dev.bourse.shared.launch.Group;
import dev.bourse.shared.rest.Origin;
import dev.bourse.standalone.participants.ParticipantsGroup;
import dev.bourse.web.WebGroup;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The trading plane in one process: a node of the exchange, and then one after another what needs it. They share the
 * node's memory. Ends in the opposite order.
 */
public final class TradingPlane implements Group {
    private static final Logger LOG = LoggerFactory.getLogger(TradingPlane.class);

    private static final Duration NO_COMMANDS = Duration.ofSeconds(5);
    /** The feed's thread looks for its end every few milliseconds, unless it waits for room. */
    private static final int FEED_SECONDS = 1;

    private final ExchangeGroup exchange;
    private final GatewayGroup gateway;
    private final WebGroup page = new WebGroup(this::gateway);
    private final List<Group> stages;
    private final List<Group> deployed = new ArrayList<>();
    private final FeedOutputs feed = new FeedOutputs(outputs());
    private volatile Optional<GatewayEndpoint> planned = Optional.empty();

    /** @param onEnd is told why the exchange has ended, if it does by itself */
    public TradingPlane(Consumer<String> onEnd) {
        exchange = new ExchangeGroup(onEnd);
        gateway = new GatewayGroup(this::connect, page::origins);
        stages = List.of(
                exchange,
                gateway,
                MarketDataGroup.quiet((settings, options) -> outputs()),
                new AnalyticsGroup(settings -> outputs()),
                new ParticipantsGroup(gateway));
    }

    @Override
    public String name() {
        return "trading";
    }

    @Override
    public void check(Settings settings) {
        isEnabled(settings);
        stages.forEach(stage -> stage.check(settings));
        if (settings.integer("exchange.members", 1, 1, 9) != 1) {
            settings.fault("exchange.members", "this process has the exchange's only node; allowed is 1");
        }
    }

    @Override
    public Future<?> deploy(Node node, Settings settings) {
        Future<?> done = Future.succeededFuture();
        if (isEnabled(settings)) {
            planned = GatewayEndpoint.planned(settings);
            for (Group stage : stages) {
                done = done.compose(before -> {
                    deployed.add(stage);
                    return start(stage, node, settings);
                });
            }
        }
        return done;
    }

    @Override
    public Optional<String> announcement() {
        String all = deployed.stream()
                .flatMap(stage -> stage.announcement().stream())
                .collect(Collectors.joining(System.lineSeparator()));
        return all.isEmpty() ? Optional.empty() : Optional.of(all);
    }

    @Override
    public Future<?> stop() {
        Future<?> done = feed.end().timeout(FEED_SECONDS, TimeUnit.SECONDS);
        for (Group stage : deployed.reversed()) {
            done = done.transform(before -> stage.stop().<Void>mapEmpty());
        }
        return done;
    }

    /** On a thread of its own: a stage may make a Vert.x, which another one's thread should not do. */
    private static Future<Void> start(Group stage, Node node, Settings settings) {
        Promise<Void> done = Promise.promise();
        Thread.ofPlatform()
                .name("start-" + stage.name())
                .start(() -> Future.<Void>future(promise ->
                                stage.deploy(node, settings).<Void>mapEmpty().onComplete(promise))
                        .onComplete(done));
        return done.future();
    }

    /**
     * A connection to the node of this process. Blocks.
     *
     * @throws NoSuchElementException while there is no node
     */
    public ExchangeConnection connect(Duration answerTimeout) {
        return ExchangeConnection.local(
                exchange.node().orElseThrow().driverDirectory(),
                answerTimeout,
                error -> LOG.warn("the connection to the exchange has a fault", error));
    }

    /** The page of this process: it trades at this gateway, and the gateway admits it and no other. */
    public WebGroup page() {
        return page;
    }

    private Optional<Origin> gateway() {
        return gateway.endpoint().or(() -> planned).flatMap(GatewayEndpoint::origin);
    }

    /**
     * The trades of the exchange in this process as a feed of the analysis, and as the one that it has where
     * {@code data.feed} names no other; none where there is no trading plane.
     */
    public Optional<Feed> feed(Settings settings) {
        return isEnabled(settings) ? Optional.of(new ExchangeFeed(read -> feed)) : Optional.empty();
    }

    private FollowedOutputs.Source outputs() {
        return ConnectedOutputs.over(() -> connect(NO_COMMANDS));
    }

    /** Whether this process has a trading plane: {@code trading.enabled}. */
    public static boolean isEnabled(Settings settings) {
        return settings.flag("trading.enabled", true);
    }
}
