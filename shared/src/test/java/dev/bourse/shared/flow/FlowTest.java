package dev.bourse.shared.flow;

import static dev.bourse.shared.flow.InboundSequence.Verdict.APPLY;
import static dev.bourse.shared.flow.InboundSequence.Verdict.DUPLICATE;
import static dev.bourse.shared.flow.InboundSequence.Verdict.GAP;
import static dev.bourse.shared.flow.InboundSequence.Verdict.STALE_EPOCH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bourse.shared.message.Batch;
import dev.bourse.shared.message.BatchHeader;
import dev.bourse.shared.message.TickBatchBuilder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** B6: batches arrive once and in order over any loss and repetition, and a window bounds what is on its way. */
class FlowTest {
    private static final long EPOCH = 5;

    @Test
    void batchesAreAppliedInOrderAndOnce() {
        InboundSequence inbound = new InboundSequence();
        assertThat(List.of(
                        inbound.receive(EPOCH, 2),
                        inbound.receive(EPOCH, 1),
                        inbound.receive(EPOCH, 1),
                        inbound.receive(EPOCH, 3),
                        inbound.receive(EPOCH, 2),
                        inbound.receive(EPOCH - 1, 3),
                        inbound.receive(EPOCH + 1, 4),
                        inbound.receive(EPOCH + 1, 3),
                        inbound.receive(EPOCH, 4),
                        inbound.receive(EPOCH + 2, 2)))
                .containsExactly(GAP, APPLY, DUPLICATE, GAP, APPLY, STALE_EPOCH, GAP, APPLY, STALE_EPOCH, DUPLICATE);
    }

    @Test
    void aReceiverGoesOnWhereTheSenderStillHasBatchesAndSaysHowManyItMissed() {
        InboundSequence fresh = new InboundSequence();
        assertThat(fresh.resumeAt(EPOCH, 57)).isEqualTo(56);
        assertThat(fresh.receive(EPOCH, 57)).isEqualTo(APPLY);
        assertThat(fresh.resumeAt(EPOCH, 58)).isZero();
        assertThat(fresh.resumeAt(EPOCH, 40)).isZero();
        assertThat(fresh.resumeAt(EPOCH - 1, 99)).isZero();
        assertThat(fresh.receive(EPOCH, 58)).isEqualTo(APPLY);
    }

    @Test
    void aFullWindowRefusesAndAnAcknowledgementFreesIt() {
        OutboundWindow<Batch> window = new OutboundWindow<>(EPOCH, 0, 2);
        window.sent(batch(1));
        window.sent(batch(2));
        assertThat(window.hasRoom()).isFalse();
        assertThatThrownBy(() -> window.sent(batch(3))).hasMessage("the window is full with 2 batches of 0 rows");
        assertThat(window.acknowledged(EPOCH - 1, 2)).isZero();
        assertThat(window.acknowledged(EPOCH, 1)).isEqualTo(1);
        assertThat(List.of(window.firstHeld(), window.nextSequence(), (long) window.inFlight()))
                .containsExactly(2L, 3L, 1L);
        assertThatThrownBy(() -> window.sent(batch(4))).hasMessageContaining("sent where sequence 3 was due");
    }

    @Test
    void largeBatchesFillAWindowBeforeThereAreManyOfThem() {
        OutboundWindow<Batch> window = new OutboundWindow<>(EPOCH, 0, 32);
        window.sent(batch(1, OutboundWindow.MOST_ROWS - 1));
        assertThat(window.hasRoom()).isTrue();
        window.sent(batch(2, OutboundWindow.MOST_ROWS));
        assertThat(window.hasRoom()).isFalse();
        window.acknowledged(EPOCH, 1);
        assertThat(window.hasRoom()).isFalse();
        window.acknowledged(EPOCH, 2);
        assertThat(window.hasRoom()).isTrue();
    }

    @Property
    void everyBatchIsAppliedOnceAndInOrderOverALossyLine(@ForAll long seed) {
        Random random = new Random(seed);
        OutboundWindow<Batch> window = new OutboundWindow<>(EPOCH, 0, 1 + random.nextInt(5));
        InboundSequence inbound = new InboundSequence();
        List<Long> applied = new ArrayList<>();
        while (applied.size() < 50) {
            List<Batch> line = new ArrayList<>();
            if (window.hasRoom()) {
                window.sent(batch(window.nextSequence()));
            }
            line.addAll(window.from(random.nextBoolean() ? inbound.applied() + 1 : 1));
            for (Batch batch : line) {
                boolean lost = random.nextInt(3) == 0;
                if (!lost && inbound.receive(EPOCH, batch.header().sequence()) == APPLY) {
                    applied.add(batch.header().sequence());
                }
            }
            if (random.nextBoolean()) {
                window.acknowledged(EPOCH, inbound.applied());
            }
        }
        for (int i = 0; i < applied.size(); i++) {
            assertThat(applied.get(i)).isEqualTo(i + 1L);
        }
    }

    /** D3: whatever is lost, late or withheld, the observer ends with the newest, and its window is never exceeded. */
    @Property
    void anObserverHasTheNewestInTheEndAndNeverMoreThanItsWindowOnTheWay(@ForAll long seed) {
        Random random = new Random(seed);
        ObserverWindow window = new ObserverWindow(0, 0);
        int[] owned = new int[20];
        long[] changedBy = new long[owned.length];
        int[] seen = new int[owned.length];
        ArrayDeque<Map.Entry<Long, Map<Integer, Integer>>> way = new ArrayDeque<>();
        long newest = 0;
        while (newest < 400 || !way.isEmpty() || window.behind()) {
            if (newest < 400 && random.nextInt(3) > 0) {
                newest++;
                Map<Integer, Integer> rows = new TreeMap<>();
                for (int row = 0; row < 1 + random.nextInt(owned.length); row++) {
                    int instrument = random.nextInt(owned.length);
                    owned[instrument]++;
                    changedBy[instrument] = newest;
                    rows.put(instrument, owned[instrument]);
                }
                if (window.hasRoom() && !window.behind()) {
                    window.sent(newest, ObserverWindow.MOST_ROWS / 10);
                    way.add(Map.entry(newest, rows));
                } else {
                    window.withhold();
                }
            } else if (!way.isEmpty()) {
                Map.Entry<Long, Map<Integer, Integer>> arrived = way.remove();
                arrived.getValue().forEach((instrument, value) -> seen[instrument] = value);
                window.heard(arrived.getKey(), newest);
            }
            if (window.behind() && window.hasRoom()) {
                Map<Integer, Integer> changed = new TreeMap<>();
                for (int instrument = 0; instrument < owned.length; instrument++) {
                    if (changedBy[instrument] > window.last()) {
                        changed.put(instrument, owned[instrument]);
                    }
                }
                window.sent(newest, changed.size());
                way.add(Map.entry(newest, changed));
            }
            assertThat(way.size()).isLessThanOrEqualTo(ObserverWindow.MOST_BATCHES);
            assertThat(window.rows()).isLessThan(ObserverWindow.MOST_ROWS * 11 / 10);
        }
        assertThat(seen).isEqualTo(owned);
        assertThat(window.rows()).isZero();
    }

    @Test
    void anObserversWindowTakesNothingTwiceAndNothingWithoutRoom() {
        ObserverWindow window = new ObserverWindow(5, 0);
        window.sent(6, ObserverWindow.MOST_ROWS);
        assertThatThrownBy(() -> window.sent(7, 1)).hasMessage("batch 7 after 6 with 1024 rows under way");
        assertThat(List.of(window.silentFor(10, 9), window.silentFor(10, 10))).containsExactly(false, true);
        window.heard(6, 10);
        assertThat(window.silentFor(10, 1_000)).isFalse();
        assertThatThrownBy(() -> window.sent(6, 1)).hasMessage("batch 6 after 6 with 0 rows under way");
    }

    private static Batch batch(long sequence) {
        return batch(sequence, 0);
    }

    private static Batch batch(long sequence, int rows) {
        TickBatchBuilder ticks = new TickBatchBuilder(Math.max(1, rows));
        for (int i = 1; i <= rows; i++) {
            ticks.add(7, i, 0, 100, 1, 0);
        }
        return ticks.build(new BatchHeader(0, EPOCH, sequence, 0, 0, 0));
    }
}
