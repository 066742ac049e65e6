package dev.bourse.shared.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.shared.instrument.Instrument;
import dev.bourse.shared.instrument.InstrumentChange;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Changes of the instruments, which come in bursts. */
class UniverseFollowerTest {
    private static final Instrument A = new Instrument(3, "A", 2, 0, 1, 1, 0);

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();

    @AfterEach
    void close() {
        TestNode.await(vertx.close());
    }

    /** Else who has added it would wait for ever. */
    @Test
    void whatWasAddedAndRemovedInOneBurstCountsAsKnown() {
        UniverseFollower follower = new UniverseFollower(context, (changes, universe) -> {});
        Promise<Future<Void>> known = Promise.promise();
        context.runOnContext(now -> {
            follower.take(new InstrumentChange.Added(A));
            follower.take(new InstrumentChange.Removed(A));
            known.complete(follower.knows(List.of(A)));
        });

        TestNode.await(TestNode.await(known.future()));
        assertThat(follower.universe().instruments()).isEmpty();
    }
}
