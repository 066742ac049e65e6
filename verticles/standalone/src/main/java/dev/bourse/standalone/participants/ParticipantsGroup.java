package dev.bourse.standalone.participants;

import dev.bourse.gateway.GatewayGroup;
import dev.bourse.shared.access.Role;
import dev.bourse.shared.cluster.Node;
import dev.bourse.shared.config.Settings;
import dev.bourse.shared.launch.Group;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Simulated participants as a group: of every ten stocks a market maker, a trend follower and two noise traders. They
 * come to the market in the background; the process does not wait for them.
 */
public final class ParticipantsGroup implements Group {
    private static final Logger LOG = LoggerFactory.getLogger(ParticipantsGroup.class);
    private static final List<Strategy> OF_A_SECTOR =
            List.of(Strategy.MARKET_MAKER, Strategy.TREND_FOLLOWER, Strategy.NOISE, Strategy.NOISE);

    private final GatewayGroup gateway;
    private volatile @Nullable Context context;
    private @Nullable GatewayCalls calls;
    private @Nullable Crowd crowd;
    private boolean stopped;
    private volatile String announcement = "";

    /** @param gateway is deployed before */
    public ParticipantsGroup(GatewayGroup gateway) {
        this.gateway = gateway;
    }

    @Override
    public String name() {
        return "participants";
    }

    @Override
    public void check(Settings settings) {
        ParticipantsOptions.from(settings);
    }

    @Override
    public Future<?> deploy(Node node, Settings settings) {
        ParticipantsOptions options = ParticipantsOptions.from(settings);
        if (options.rate() > 0) {
            Context own = node.vertx().getOrCreateContext();
            context = own;
            own.runOnContext(called -> begin(node, options));
            announcement = options.stocks() + " listed stocks are traded by simulated participants, " + options.rate()
                    + " times a second (--participants.rate)";
        }
        return Future.succeededFuture();
    }

    @Override
    public Optional<String> announcement() {
        return announcement.isEmpty() ? Optional.empty() : Optional.of(announcement);
    }

    @Override
    public Future<?> stop() {
        Context own = context;
        if (own == null) {
            return Future.succeededFuture();
        }
        Promise<Void> done = Promise.promise();
        own.runOnContext(called -> {
            stopped = true;
            if (crowd != null) {
                crowd.stop();
            }
            if (calls != null) {
                calls.close();
            }
            done.complete();
        });
        return done.future();
    }

    private void begin(Node node, ParticipantsOptions options) {
        Vertx vertx = node.vertx();
        List<Stock> stocks = Stock.listed(options.seed(), options.stocks());
        GatewayCalls opened =
                new GatewayCalls(vertx, node.clock(), gateway.endpoint().orElseThrow());
        calls = opened;
        Crowd made =
                new Crowd(vertx, opened, stocks, options.rate(), options.seed(), new Crowd.Counts(node.telemetry()));
        crowd = made;
        gateway.credentials("operator", Role.OPERATOR)
                .compose(operator -> {
                    MarketSetup setup = new MarketSetup(opened, operator);
                    return setup.list(stocks).compose(listed -> endowAll(setup, made, stocks));
                })
                .onSuccess(ready -> {
                    if (!stopped) {
                        made.start();
                        LOG.info("participants trade {} stocks", stocks.size());
                    }
                })
                .onFailure(failed -> {
                    if (!stopped) {
                        LOG.error("there are no participants", failed);
                    }
                });
    }

    private Future<Void> endowAll(MarketSetup setup, Crowd made, List<Stock> stocks) {
        List<Future<Void>> all = new ArrayList<>();
        for (int first = 0; first < stocks.size(); first += Stock.SECTOR) {
            List<Stock> sector = stocks.subList(first, Math.min(stocks.size(), first + Stock.SECTOR));
            int number = sector.getFirst().sector();
            for (int seat = 0; seat < OF_A_SECTOR.size(); seat++) {
                Strategy strategy = OF_A_SECTOR.get(seat);
                String name = strategy.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-" + number + "-" + seat;
                all.add(gateway.credentials(name, Role.TRADER)
                        .compose(who -> setup.endow(who, sector).map(endowed -> who))
                        .onSuccess(who -> made.add(number, who, strategy, sector))
                        .mapEmpty());
            }
        }
        return Future.all(all).mapEmpty();
    }
}
