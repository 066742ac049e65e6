package dev.bourse.data;

import dev.bourse.data.feed.Feed;
import dev.bourse.shared.cluster.Node;
import dev.bourse.shared.config.Settings;
import dev.bourse.shared.launch.Group;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Function;

/** The data group: feeds in, batches of ticks out. */
public final class DataGroup implements Group {
    static final String NAME = "data";

    private final Function<Settings, Optional<Feed>> own;

    /** With the feeds that are installed. */
    public DataGroup() {
        this(settings -> Optional.empty());
    }

    /**
     * With a feed of the process's own, which stands for the installed one of its name and is used where no other is
     * asked for.
     */
    public DataGroup(Function<Settings, Optional<Feed>> own) {
        this.own = own;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void check(Settings settings) {
        DataOptions.from(settings, own.apply(settings));
    }

    @Override
    public Future<?> deploy(Node node, Settings settings) {
        return node.vertx().deployVerticle(new DataVerticle(node, DataOptions.from(settings, own.apply(settings))));
    }
}
