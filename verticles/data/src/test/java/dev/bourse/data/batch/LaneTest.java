package dev.bourse.data.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.data.resume.FeedPosition;
import dev.bourse.shared.message.BatchHeader;
import dev.bourse.shared.message.TickBatch;
import dev.bourse.shared.partition.Partitions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A2, B6: a lane numbers ticks without gaps, and does what its policy says when there is no room")
final class LaneTest {
    private final List<String> sent = new ArrayList<>();
    private final List<TickBatch> batches = new ArrayList<>();
    private int credit = Integer.MAX_VALUE;
    private int shed;
    private int conflated;
    private long offered;
    /** The feed's position beside each batch: how many ticks were offered up to there. */
    private final List<Long> passed = new ArrayList<>();

    private final Outlet outlet = new Outlet() {
        @Override
        public boolean ready() {
            return credit > 0;
        }

        @Override
        public Map<String, FeedPosition> positions() {
            return Map.of("feed", new FeedPosition(Map.of("offered", offered)));
        }

        @Override
        public void send(
                long watermark,
                long ingestedNanos,
                Map<String, FeedPosition> positions,
                Function<BatchHeader, TickBatch> build) {
            credit--;
            passed.add(Objects.requireNonNull(positions.get("feed")).mark("offered"));
            TickBatch batch = build.apply(new BatchHeader(0, 1, batches.size() + 1, watermark, ingestedNanos, 0));
            batches.add(batch);
            List<String> ticks = new ArrayList<>();
            for (int i = 0; i < batch.size(); i++) {
                ticks.add(batch.instrument(i) + "#" + batch.sequence(i) + "@" + batch.price(i) + "x" + batch.size(i));
            }
            sent.add(watermark + " " + ticks);
        }
    };
    private final Lane lane = new Lane(new Partitions(1), outlet, 2, 1, new LaneCounters() {
        @Override
        public void sent(int ticks) {}

        @Override
        public void shed() {
            shed++;
        }

        @Override
        public void conflated() {
            conflated++;
        }

        @Override
        public void blocked() {}
    });

    private boolean offer(FullPolicy policy, int instrument, long price) {
        boolean taken = lane.offer(policy, instrument, 1, 1_000, price, 10, 5);
        offered += taken ? 1 : 0;
        return taken;
    }

    @Test
    @DisplayName("a batch leaves when it is full, and what is there when the loop is idle")
    void batches() {
        offer(FullPolicy.BLOCK, 1, 100);
        offer(FullPolicy.BLOCK, 2, 200);
        offer(FullPolicy.BLOCK, 1, 101);
        lane.watermark(0, 1_000);
        lane.flush(9);
        lane.flush(9);

        assertThat(sent).containsExactly("0 [1#1@100x10, 2#1@200x10]", "1000 [1#2@101x10]");
    }

    @Test
    @DisplayName("block: a tick without room is not taken, and goes later with the same sequence")
    void blocks() {
        credit = 0;
        assertThat(List.of(
                        offer(FullPolicy.BLOCK, 1, 100),
                        offer(FullPolicy.BLOCK, 1, 101),
                        offer(FullPolicy.BLOCK, 1, 102)))
                .containsExactly(true, true, false);
        credit = 9;
        assertThat(offer(FullPolicy.BLOCK, 1, 102)).isTrue();
        lane.flush(9);

        assertThat(sent).containsExactly("0 [1#1@100x10, 1#2@101x10]", "0 [1#3@102x10]");
    }

    @Test
    @DisplayName("shed: a tick without room is dropped and counted, and leaves no gap")
    void sheds() {
        credit = 0;
        for (int price = 100; price < 105; price++) {
            assertThat(offer(FullPolicy.SHED, 1, price)).isTrue();
        }
        credit = 9;
        offer(FullPolicy.SHED, 1, 105);
        lane.flush(9);

        assertThat(sent).containsExactly("0 [1#1@100x10, 1#2@101x10]", "0 [1#3@105x10]");
        assertThat(shed).isEqualTo(3);
    }

    @Test
    @DisplayName("conflate: ticks without room are merged by instrument, newest price and sum of sizes, in order and"
            + " without gaps")
    void conflates() {
        credit = 0;
        for (int price = 100; price < 104; price++) {
            offer(FullPolicy.CONFLATE, 1, price);
            offer(FullPolicy.CONFLATE, 2, price + 100);
        }
        credit = 9;
        offer(FullPolicy.CONFLATE, 1, 104);
        lane.flush(9);

        assertThat(sent).containsExactly("0 [1#1@100x10, 2#1@200x10]", "0 [1#2@103x30, 2#2@203x30]", "0 [1#3@104x10]");
        assertThat(conflated).isEqualTo(4);
    }

    @Test
    @DisplayName(
            "without ticks a batch leaves when the watermark passes a minute, and at least with every second heartbeat")
    void heartbeats() {
        lane.watermark(0, 59_999);
        lane.flush(9);
        lane.watermark(0, 60_000);
        lane.flush(9);
        lane.watermark(0, 60_001);
        lane.flush(9);
        lane.heartbeat(9);
        lane.heartbeat(9);

        assertThat(sent).containsExactly("60000 []", "60001 []");
    }

    @Test
    @DisplayName(
            "a successor goes on after the sequences and the watermark of the owner before; a feed that counts itself"
                    + " is followed")
    void sequences() {
        lane.resume(new long[] {0, 2}, 70_000);
        offer(FullPolicy.BLOCK, 1, 100);
        lane.offer(FullPolicy.BLOCK, 2, 77, 1_000, 5, 10, 5);
        lane.flush(9);
        lane.watermark(0, 60_000);
        lane.flush(9);

        assertThat(sent).containsExactly("70000 [1#3@100x10, 2#77@5x10]");
    }

    @Test
    @DisplayName("the position beside a batch is that of its last tick: merged ticks that are not in it are not passed")
    void positions() {
        credit = 0;
        for (int price = 100; price < 104; price++) {
            offer(FullPolicy.CONFLATE, 1, price);
        }
        offer(FullPolicy.CONFLATE, 2, 200);
        offer(FullPolicy.CONFLATE, 3, 300);
        credit = 1;
        lane.flush(9);
        offer(FullPolicy.CONFLATE, 2, 201);
        offer(FullPolicy.CONFLATE, 2, 202);
        credit = 2;
        lane.flush(9);

        assertThat(sent)
                .containsExactly(
                        "0 [1#1@100x10, 1#2@101x10]", "0 [1#3@103x20, 2#1@200x10, 3#1@300x10]", "0 [2#2@202x20]");
        assertThat(passed).containsExactly(2L, 6L, 8L);
    }

    @Property
    void noSequenceIsLeftOutOrRepeatedWhateverTheRoom(
            @ForAll List<@IntRange(min = 0, max = 9) Integer> steps, @ForAll FullPolicy policy) {
        LaneTest fresh = new LaneTest();
        for (int step : steps) {
            fresh.credit = step < 3 ? 1 : 0;
            fresh.offer(policy, step % 4, 100 + step);
        }
        fresh.credit = Integer.MAX_VALUE;
        fresh.lane.flush(9);
        Map<Integer, Long> last = new HashMap<>();
        for (TickBatch batch : fresh.batches) {
            for (int i = 0; i < batch.size(); i++) {
                long before = last.getOrDefault(batch.instrument(i), 0L);
                assertThat(batch.sequence(i)).isEqualTo(before + 1);
                last.put(batch.instrument(i), before + 1);
            }
        }
        assertThat(fresh.lane.holdsTicks()).isFalse();
    }
}
