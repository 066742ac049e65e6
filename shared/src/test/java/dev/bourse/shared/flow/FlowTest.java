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
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
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
