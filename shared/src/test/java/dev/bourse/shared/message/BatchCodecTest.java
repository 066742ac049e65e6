package dev.bourse.shared.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** The binary form of batches, as docs/protocol/batches.md has it. */
class BatchCodecTest {
    private static final BatchHeader HEADER = new BatchHeader(3, 7, 9, 11, 13, 15);

    @Test
    void aBatchOfOneTickHasTheBytesOfTheProtocol() {
        TickBatch batch =
                new TickBatch(HEADER, new int[] {5}, new long[] {1}, new long[] {2}, new long[] {-1}, new long[] {4});
        assertThat(HexFormat.of().formatHex(BatchCodec.encode(batch)))
                .isEqualTo("01" + "01" + "03000000" + "0700000000000000" + "0900000000000000" + "0b00000000000000"
                        + "0d00000000000000" + "0f00000000000000" + "01000000"
                        + "05000000" + "0100000000000000" + "0200000000000000" + "ffffffffffffffff"
                        + "0400000000000000");
    }

    @Property
    void whatIsEncodedIsDecodedAsItWas(@ForAll long seed) {
        Random random = new Random(seed);
        List<Batch> batches = List.of(ticks(random), states(random), signals(random));
        for (Batch batch : batches) {
            assertThat(BatchCodec.decode(ByteBuffer.wrap(BatchCodec.encode(batch))))
                    .isEqualTo(batch);
        }
    }

    @Property
    void bytesCutShortAreRefusedAndNothingElseIsThrown(@ForAll long seed) {
        Random random = new Random(seed);
        for (Batch batch : List.of(ticks(random), states(random), signals(random))) {
            byte[] bytes = BatchCodec.encode(batch);
            byte[] cut = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            assertThatThrownBy(() -> BatchCodec.decode(ByteBuffer.wrap(cut)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void anotherVersionAndAnotherKindAreRefusedNamingThem() {
        byte[] version = BatchCodec.encode(new SignalBatch(HEADER, List.of()));
        version[1] = 2;
        byte[] kind = BatchCodec.encode(new SignalBatch(HEADER, List.of()));
        kind[0] = 9;
        assertThatThrownBy(() -> BatchCodec.decode(ByteBuffer.wrap(version)))
                .hasMessage("batch version 2 is not known; known is 1");
        assertThatThrownBy(() -> BatchCodec.decode(ByteBuffer.wrap(kind)))
                .hasMessage("batch kind 9 is not known; known are 1, 2, 3");
    }

    private static BatchHeader header(Random random) {
        return new BatchHeader(
                random.nextInt(64),
                random.nextLong(),
                random.nextLong(),
                random.nextLong(),
                random.nextLong(),
                random.nextLong());
    }

    private static TickBatch ticks(Random random) {
        int size = random.nextInt(20);
        return new TickBatch(
                header(random),
                random.ints(size).toArray(),
                random.longs(size).toArray(),
                random.longs(size).toArray(),
                random.longs(size).toArray(),
                random.longs(size).toArray());
    }

    private static StateBatch states(Random random) {
        StateLayout layout = new StateLayout(
                List.of(List.<Integer>of(), List.of(20), List.of(2, 50, 10_000)).get(random.nextInt(3)));
        int size = random.nextInt(20);
        return new StateBatch(
                header(random),
                layout,
                random.ints(size).toArray(),
                random.longs((long) size * layout.stride()).toArray());
    }

    private static SignalBatch signals(Random random) {
        List<Signal> signals = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            List<Signal.Input> inputs = new ArrayList<>();
            for (int j = random.nextInt(4); j > 0; j--) {
                inputs.add(new Signal.Input("größe" + j, random.nextLong(), random.nextInt(14)));
            }
            signals.add(new Signal(
                    random.nextInt(),
                    "^INDEX",
                    "range",
                    "",
                    "NEW_HIGH",
                    random.nextLong(),
                    random.nextLong(),
                    random.nextLong(),
                    inputs));
        }
        return new SignalBatch(header(random), signals);
    }
}
