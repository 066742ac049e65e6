package dev.bourse.exchange.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;

class SnapshotTest {
    private static byte[] write(long... numbers) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        SnapshotWriter writer = new SnapshotWriter((block, length) -> bytes.write(block, 0, length));
        for (long number : numbers) {
            writer.putLong(number);
        }
        writer.finish();
        return bytes.toByteArray();
    }

    private static long[] read(byte[] snapshot, int count) {
        ByteArrayInputStream bytes = new ByteArrayInputStream(snapshot);
        SnapshotReader reader = new SnapshotReader((into, length) -> bytes.readNBytes(into, 0, length));
        long[] numbers = new long[count];
        reader.getLongs(numbers, 0, count);
        reader.finish();
        return numbers;
    }

    @Property
    @Label("C3: what was written is read")
    void roundTrip(@ForAll long[] numbers) {
        assertThat(read(write(numbers), numbers.length)).isEqualTo(numbers);
    }

    @Example
    @Label("C3: a snapshot over many blocks is read; cut off or changed at any byte it is refused")
    void damage() {
        long[] numbers = new long[40_000];
        Arrays.setAll(numbers, i -> i * 0x9E3779B97F4A7C15L);
        byte[] snapshot = write(numbers);
        assertThat(read(snapshot, numbers.length)).isEqualTo(numbers);
        for (int at = 0; at < snapshot.length; at += 997) {
            byte[] cut = Arrays.copyOf(snapshot, at);
            assertThatThrownBy(() -> read(cut, numbers.length)).isInstanceOf(SnapshotException.class);
            byte[] changed = snapshot.clone();
            changed[at] ^= 1;
            assertThatThrownBy(() -> read(changed, numbers.length)).isInstanceOf(SnapshotException.class);
        }
    }

    @Example
    @Label("C3: the reader says what is wrong")
    void messages() {
        assertThatThrownBy(() -> read(new byte[100], 1)).hasMessage("not a snapshot: it begins with other bytes");
        byte[] newer = write(1);
        newer[8] = 9;
        assertThatThrownBy(() -> read(newer, 1)).hasMessage("snapshot of version 9; this reads 1");
        assertThatThrownBy(() -> read(write(1, 2), 1))
                .hasMessage("the snapshot goes on behind what was expected of it");
        assertThatThrownBy(() -> read(write(1), 2)).hasMessage("the snapshot ends early");
    }
}
