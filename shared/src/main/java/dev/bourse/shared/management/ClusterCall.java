package dev.bourse.shared.management;

import dev.bourse.shared.cluster.ClusterRegistry;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code GET /v1/cluster}: what the whole cluster is like, as any of its processes can tell. Reading is free. */
public final class ClusterCall {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterCall.class);
    static final String PATH = "/v1/cluster";

    private final ClusterRegistry registry;

    /** @param registry asks the cluster */
    public ClusterCall(ClusterRegistry registry) {
        this.registry = registry;
    }

    /** Adds the call to a router. */
    public void mount(Router router) {
        router.get(PATH).handler(this::answer);
    }

    private void answer(RoutingContext call) {
        registry.view()
                .onSuccess(view -> call.response()
                        .putHeader("content-type", "application/json")
                        .putHeader("cache-control", "no-store")
                        .end(view.toBuffer()))
                .onFailure(failure -> {
                    LOG.warn("the cluster could not be asked what it is like", failure);
                    Problem.of(503, "unavailable", "the cluster could not be asked; the log says why")
                            .answer(call);
                });
    }
}
