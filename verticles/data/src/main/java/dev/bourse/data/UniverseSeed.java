package dev.bourse.data;

import dev.bourse.data.feed.Feed;
import dev.bourse.data.generator.InventedUniverse;
import dev.bourse.data.universe.UniverseFile;
import dev.bourse.shared.cluster.Node;
import dev.bourse.shared.config.StartFailure;
import dev.bourse.shared.instrument.InstrumentDraft;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the instruments of the universe file, or made-up ones for the generator, into the cluster; those that are
 * there stay as they are.
 */
final class UniverseSeed {
    private static final Logger LOG = LoggerFactory.getLogger(UniverseSeed.class);

    private final Node node;
    private final DataOptions options;
    private final RejectionFile rejections;

    UniverseSeed(Node node, DataOptions options, RejectionFile rejections) {
        this.rejections = rejections;
        this.node = node;
        this.options = options;
    }

    Future<Void> seed() {
        Optional<Path> file = options.universe();
        if (file.isPresent()) {
            return node.vertx().executeBlocking(() -> read(file.get())).compose(this::add);
        }
        boolean invents = options.feeds().stream().anyMatch(Feed::needsInstruments);
        return invents ? add(InventedUniverse.instruments(options.invented())) : Future.succeededFuture();
    }

    private List<InstrumentDraft> read(Path file) {
        try {
            UniverseFile universe = UniverseFile.read(file, rejections.of("universe"));
            LOG.info(
                    "{}: {} instruments of {} lines, rejected {}",
                    file,
                    universe.instruments().size(),
                    universe.report().records(),
                    universe.report().rejected());
            if (universe.instruments().isEmpty()) {
                throw new StartFailure(
                        file + " has no instrument; name a file of symbol,tick_size,lot_size,... with --data.universe");
            }
            return universe.instruments();
        } catch (IOException unreadable) {
            throw new StartFailure(file + " cannot be read; name a universe file with --data.universe", unreadable);
        }
    }

    private Future<Void> add(List<InstrumentDraft> drafts) {
        return node.instruments().addAll(drafts).mapEmpty();
    }
}
