package dev.bourse.standalone.trading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bourse.exchange.output.FollowedOutputs;
import dev.bourse.exchange.output.OutputConsumer;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The feed of a process ends before the exchange's node does. */
class FeedOutputsTest {
    private final List<String> events = new ArrayList<>();
    private final FeedOutputs outputs = new FeedOutputs(Recorded::new);

    private final class Recorded implements FollowedOutputs {
        private long next;

        Recorded(long from) {
            if (from == 0) {
                throw new IllegalStateException("no way");
            }
            next = from;
            events.add("open from " + from);
        }

        @Override
        public int poll(OutputConsumer consumer) {
            consumer.onOutput(next++, new UnsafeBuffer(0, 0), 0, 0);
            return 1;
        }

        @Override
        public long time() {
            return 77;
        }

        @Override
        public String state() {
            return "reads";
        }

        @Override
        public void close() {
            events.add("closed");
        }
    }

    @Test
    @DisplayName("an open way is closed by who uses it, at his next look; only then the end is complete")
    void ends() {
        FollowedOutputs way = outputs.open(5);
        way.poll((number, buffer, offset, length) -> events.add("output " + number));
        assertThat(List.of(way.time(), way.state())).containsExactly(77L, "reads");
        Future<Void> end = outputs.end();
        assertThat(end.isComplete()).isFalse();
        assertThat(way.poll((number, buffer, offset, length) -> events.add("output " + number)))
                .isZero();
        assertThat(end.succeeded()).isTrue();
        way.close();
        assertThat(events).containsExactly("open from 5", "output 5", "closed");
    }

    @Test
    @DisplayName("a way that is closed or could not be opened holds nothing up, and one after the end hears nothing")
    void nothingOpen() {
        outputs.open(1).close();
        assertThatThrownBy(() -> outputs.open(0)).hasMessage("no way");
        assertThat(outputs.end().succeeded()).isTrue();
        FollowedOutputs late = outputs.open(9);
        assertThat(late.poll((number, buffer, offset, length) -> events.add("output " + number)))
                .isZero();
        assertThat(late.state()).isEqualTo("the exchange of this process ends");
        assertThat(events).containsExactly("open from 1", "closed");
    }
}
