package dev.bourse.data.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.data.resume.FeedPosition;
import dev.bourse.shared.message.BatchHeader;
import dev.bourse.shared.message.TickBatch;
import dev.bourse.shared.partition.Partitions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A2: what touches a lane is sent at the next flush, also where it comes while another lane is sent")
final class LanesTest {
    private static final int FIRST = 0;
    private static final int SECOND = 1;

    private final Partitions partitions = new Partitions(2);
    private final List<String> events = new ArrayList<>();
    private final Lanes lanes = new Lanes(partitions, () -> events.add("to be flushed"));
    private Runnable afterSending = () -> {};

    @BeforeEach
    void open() {
        lanes.open(FIRST, lane(FIRST));
        lanes.open(SECOND, lane(SECOND));
    }

    private Lane lane(int partition) {
        return new Lane(partitions, new NamedOutlet(partition), 8, 1, LaneCounters.NONE);
    }

    private void tick(int partition) {
        // The first instruments have the numbers of their partitions.
        Lane lane = Objects.requireNonNull(lanes.laneOf(partition));
        assertThat(lane.offer(FullPolicy.BLOCK, partition, 1, 1_000, 100, 1, 5)).isTrue();
        lanes.touched(partition);
    }

    @Test
    @DisplayName("one flush is asked for, however many lanes were touched")
    void once() {
        tick(FIRST);
        tick(SECOND);
        tick(FIRST);

        lanes.flush(6);

        assertThat(events).containsExactly("to be flushed", "0 sends 2", "1 sends 1");
    }

    @Test
    @DisplayName("a feed that goes on while a lane is sent touches lanes for another flush, and none is forgotten")
    void touchedWhileFlushing() {
        tick(FIRST);
        tick(SECOND);
        afterSending = () -> {
            afterSending = () -> {};
            tick(FIRST);
        };

        lanes.flush(6);
        lanes.flush(7);
        tick(SECOND);

        assertThat(events)
                .containsExactly(
                        "to be flushed", "0 sends 1", "to be flushed", "0 sends 1", "1 sends 1", "to be flushed");
    }

    @Test
    @DisplayName("a lane that was given up while others are sent is passed over")
    void closedWhileFlushing() {
        tick(FIRST);
        tick(SECOND);
        afterSending = () -> lanes.close(SECOND);

        lanes.flush(6);

        assertThat(events).containsExactly("to be flushed", "0 sends 1");
        assertThat(lanes.owned()).containsExactly(FIRST);
    }

    private final class NamedOutlet implements Outlet {
        private final int partition;

        NamedOutlet(int partition) {
            this.partition = partition;
        }

        @Override
        public boolean ready() {
            return true;
        }

        @Override
        public void send(
                long watermark,
                long ingestedNanos,
                Map<String, FeedPosition> positions,
                Function<BatchHeader, TickBatch> build) {
            TickBatch batch = build.apply(new BatchHeader(partition, 1, 1, watermark, ingestedNanos, 0));
            events.add(partition + " sends " + batch.size());
            afterSending.run();
        }
    }
}
