package dev.bourse.analytics;

import dev.bourse.analytics.reader.ReplicaReader;
import dev.bourse.analytics.rest.RestApi;
import dev.bourse.shared.access.TokenReader;
import dev.bourse.shared.cluster.Clock;
import dev.bourse.shared.rest.Listening;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** The side of the replica that people talk to: REST on one event loop. */
final class AnalyticsServer extends VerticleBase {
    private final AnalyticsOptions options;
    private final ReplicaReader replica;
    private final TokenReader tokens;
    private final Clock clock;
    private volatile int port;

    AnalyticsServer(AnalyticsOptions options, ReplicaReader replica, TokenReader tokens, Clock clock) {
        this.options = options;
        this.replica = replica;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** The port that it listens on, once it does. */
    int port() {
        return port;
    }

    @Override
    public Future<?> start() {
        return new RestApi(vertx, replica, tokens, clock)
                .router()
                .compose(router -> Listening.start(
                        vertx, Listening.bounded(options.host(), options.port()), "analytics.port", router))
                .onSuccess(server -> port = server.actualPort());
    }
}
