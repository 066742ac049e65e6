package dev.bourse.data.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.data.record.Verdict;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A1: ITCH 5.0 messages become ticks by the orders that they name")
final class ItchRecordsTest {
    private final ByteArrayOutputStream stream = new ByteArrayOutputStream();

    private ItchRecordsTest message(char type, int length, Object... fields) {
        ByteBuffer message = ByteBuffer.allocate(length + 2);
        message.putShort((short) length)
                .put((byte) type)
                .putInt(0)
                .putShort((short) 0)
                .putInt(1_000_000_000);
        for (Object field : fields) {
            switch (field) {
                case Long number -> message.putLong(number);
                case Integer number -> message.putInt(number);
                case Character letter -> message.put((byte) letter.charValue());
                case String text -> message.put(text.getBytes(StandardCharsets.US_ASCII));
                default -> throw new IllegalArgumentException(field.toString());
            }
        }
        stream.writeBytes(message.array());
        return this;
    }

    private ItchRecordsTest added(long reference, int shares, int price) {
        return message('A', 36, reference, 'B', shares, "ABC     ", price);
    }

    private FormatRun read() {
        return FormatRun.open(TickFormat.ITCH).read(stream.toByteArray());
    }

    @Test
    @DisplayName("an execution has its order's price, or its own; replaced, reduced and deleted orders are followed")
    void follows() {
        added(1, 100, 15_000);
        message('E', 31, 1L, 40, 900L);
        message('C', 36, 1L, 10, 901L, 'Y', 15_100);
        message('C', 36, 1L, 10, 902L, 'N', 15_200);
        message('U', 35, 1L, 2L, 70, 16_000);
        message('X', 23, 2L, 20);
        message('E', 31, 2L, 50, 903L);
        message('D', 19, 2L);
        message('P', 44, 0L, 'B', 5, "ABC     ", 17_000, 904L);
        message('Q', 40, 6L, "ABC     ", 18_000, 905L, 'O');
        message('Q', 40, 0L, "ABC     ", 18_000, 906L, 'O');
        message('B', 19, 904L);

        FormatRun run = read();

        assertThat(run.ticks.stream().map(tick -> tick.split(" ", 3)[2]))
                .containsExactly("15000 40", "15100 10", "16000 50", "17000 5", "18000 6");
        assertThat(run.verdicts())
                .isEqualTo(Map.of(
                        Verdict.ACCEPTED, 5L,
                        Verdict.BOOK, 3L,
                        Verdict.NOT_PRINTABLE, 1L,
                        Verdict.UNKNOWN_ORDER, 1L,
                        Verdict.EMPTY_CROSS, 1L,
                        Verdict.BROKEN_TRADE, 1L));
    }

    @Test
    @DisplayName("wrong orders, sizes, prices and types are refused, and what follows is read")
    void refuses() {
        message('E', 31, 9L, 40, 900L);
        added(1, 100, 0);
        added(2, -5, 15_000);
        added(3, 100, 15_000);
        message('E', 31, 3L, 101, 900L);
        message('z', 31, 3L, 40, 900L);
        message('E', 31, 3L, 100, 900L);
        message('E', 31, 3L, 1, 901L);

        FormatRun run = read();

        assertThat(run.ticks).hasSize(1);
        assertThat(run.verdicts())
                .isEqualTo(Map.of(
                        Verdict.UNKNOWN_ORDER, 2L,
                        Verdict.PRICE_RANGE, 1L,
                        Verdict.SIZE_RANGE, 1L,
                        Verdict.BOOK, 1L,
                        Verdict.OVERFILLED, 1L,
                        Verdict.UNKNOWN_MESSAGE, 1L,
                        Verdict.ACCEPTED, 1L));
    }

    @Test
    @DisplayName("a stream cut in the middle of a message has one truncated record at its end, wherever it is cut")
    void truncated() {
        added(1, 100, 15_000);
        byte[] all = stream.toByteArray();
        for (int cut = 1; cut < all.length; cut++) {
            assertThat(FormatRun.open(TickFormat.ITCH)
                            .read(Arrays.copyOf(all, cut))
                            .verdicts())
                    .isEqualTo(Map.of(Verdict.TRUNCATED, 1L));
        }
    }
}
