package dev.bourse.data;

import dev.bourse.shared.cluster.Node;
import dev.bourse.shared.config.Settings;
import dev.bourse.shared.launch.Group;
import io.vertx.core.Future;

/** The data group: feeds in, batches of ticks out. */
public final class DataGroup implements Group {
    static final String NAME = "data";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void check(Settings settings) {
        DataOptions.from(settings);
    }

    @Override
    public Future<?> deploy(Node node, Settings settings) {
        return node.vertx().deployVerticle(new DataVerticle(node, DataOptions.from(settings)));
    }
}
