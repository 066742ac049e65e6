package dev.bourse.data.vendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bourse.data.resume.FeedPosition;
import dev.bourse.data.vendor.ForwardedTicks.Tick;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A1, A7: a vendor is promised what is safe, and nothing else")
final class VendorTest {
    private final Vendor vendor = new Vendor("acme", true);

    private void take(int partition) {
        vendor.underWay(partition, vendor.lastSequence() + 1);
        vendor.lastSequence(vendor.lastSequence() + 1);
    }

    @Test
    @DisplayName("what is safe ends before the first tick that is under way, whichever partition it goes to")
    void safe() {
        take(1);
        take(2);
        take(1);
        vendor.lastSequence(4);

        assertThat(vendor.safe()).isZero();
        vendor.logged(2, 2);
        assertThat(vendor.safe()).isZero();
        vendor.logged(1, 1);
        assertThat(vendor.safe()).isEqualTo(1);
        vendor.logged(1, 3);
        assertThat(vendor.safe()).isEqualTo(4);
    }

    @Test
    @DisplayName("what is safe is promised once others know it")
    void promised() {
        take(1);
        vendor.logged(1, 1);

        assertThat(vendor.promised()).isZero();
        assertThat(vendor.toKeep()).isTrue();
        vendor.kept(1);
        assertThat(vendor.promised()).isEqualTo(1);
        assertThat(vendor.toKeep()).isFalse();
        assertThat(new Vendor("alone", false).toKeep()).isFalse();
    }

    @Test
    @DisplayName("a loss goes back to what is safe; what another process dealt with is gone on from")
    void rewinds() {
        take(1);
        take(2);
        vendor.logged(1, 1);
        vendor.rewind();

        assertThat(vendor.lastSequence()).isEqualTo(1);
        assertThat(vendor.losses()).isEqualTo(1);
        take(2);
        vendor.resume(7);
        assertThat(List.of(vendor.lastSequence(), vendor.safe(), vendor.promised()))
                .containsExactly(7L, 7L, 7L);
        vendor.resume(3);
        assertThat(vendor.lastSequence()).isEqualTo(7);
    }

    /** The rule against a model that keeps every tick apart. */
    @Property
    void nothingUnderWayIsEverPromised(@ForAll List<@IntRange(min = 0, max = 5) Integer> steps) {
        Vendor any = new Vendor("acme", false);
        Map<Long, Integer> underWay = new HashMap<>();
        for (int step : steps) {
            if (step < 3) {
                long sequence = any.lastSequence() + 1;
                any.underWay(step, sequence);
                any.lastSequence(sequence);
                underWay.put(sequence, step);
            } else {
                long upTo = any.lastSequence() - step % 2;
                any.logged(step - 3, upTo);
                underWay.entrySet().removeIf(tick -> tick.getValue() == step - 3 && tick.getKey() <= upTo);
            }
            long promised = any.promised();
            assertThat(underWay.keySet()).allMatch(sequence -> sequence > promised);
            if (underWay.isEmpty()) {
                assertThat(promised).isEqualTo(any.lastSequence());
            }
        }
    }

    @Test
    @DisplayName("a successor knows how far each vendor came in its partition, and of old processes only the newest")
    void progress() {
        Map<String, Long> marks = new HashMap<>(Map.of("acme", 5L));
        for (int start = 1; start <= 20; start++) {
            marks.put(VendorProgress.door("node", start), 100L + start);
        }
        VendorProgress progress = new VendorProgress(new FeedPosition(marks));
        progress.take("acme", 9);

        assertThat(List.of(progress.taken("acme"), progress.logged("acme"))).containsExactly(9L, 5L);
        assertThat(progress.taken(VendorProgress.door("node", 4))).isZero();
        assertThat(progress.taken(VendorProgress.door("node", 5))).isEqualTo(105);
        assertThat(progress.position().marks()).hasSize(17).containsEntry("acme", 9L);
        progress.logged(new FeedPosition(Map.of("acme", 7L)));
        assertThat(progress.logged("acme")).isEqualTo(7);
    }

    @Test
    @DisplayName("forwarded ticks of version 1 are read; of an unknown version, or cut short, they are refused")
    void forwarded() {
        String hex = "01000461636d650000000100000000000000070000000300000000000003e8000000000000000a0000000000000005";
        ForwardedTicks ticks = new ForwardedTicks("acme", List.of(new Tick(7, 3, 1_000, 10, 5)));
        byte[] bytes = HexFormat.of().parseHex(hex);

        assertThat(HexFormat.of().formatHex(ticks.toBytes())).isEqualTo(hex);
        assertThat(ForwardedTicks.of(bytes)).isEqualTo(ticks);
        assertThatThrownBy(() -> ForwardedTicks.of(new byte[] {2}))
                .hasMessage("version 2 of forwarded ticks is not known; known is 1");
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> ForwardedTicks.of(cut)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
