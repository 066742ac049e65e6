package dev.bourse.exchange.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bourse.exchange.envelope.CommandBatchDecoder;
import dev.bourse.exchange.envelope.MessageHeaderDecoder;
import dev.bourse.exchange.message.CommandWriter;
import dev.bourse.exchange.session.Messages;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is sent, sent again and given up: B6, E3. */
class CommandWindowTest {
    private static final long CLIENT = 9;
    private static final long NEVER = Long.MAX_VALUE;
    private static final int TICK = 16;
    private static final int PREFIX = MessageHeaderDecoder.ENCODED_LENGTH + CommandBatchDecoder.BLOCK_LENGTH;

    private final UnsafeBuffer command = new UnsafeBuffer(new byte[CommandWriter.LONGEST]);
    private final CommandWriter writer = new CommandWriter(command);
    private final CommandWindow window = new CommandWindow(CLIENT, 4, PREFIX + 3 * TICK);

    @Test
    @DisplayName("What is due is sent in one batch, up to its size, and the rest in the next")
    void batches() {
        add(11, 12, 13, 14);

        assertThat(batch()).isEqualTo("from 1 answered below 1: 11 12 13");
        assertThat(window.sent()).isEqualTo(3);
        assertThat(batch()).isEqualTo("from 4 answered below 1: 14");
        window.sent();
        assertThat(batch()).isEqualTo("nothing");
    }

    @Test
    @DisplayName("A batch that was not taken is made again, with what has come since")
    void makesABatchAgain() {
        add(11);
        assertThat(batch()).isEqualTo("from 1 answered below 1: 11");
        add(12);

        assertThat(batch()).isEqualTo("from 1 answered below 1: 11 12");
    }

    @Test
    @DisplayName("With as many unanswered as there is room for, nothing more is taken until the first is answered")
    void isBounded() {
        add(11, 12, 13, 14);
        assertThat(window.isFull()).isTrue();
        assertThatThrownBy(() -> add(15)).isInstanceOf(IllegalStateException.class);

        window.answered(2);
        assertThat(window.isFull()).isTrue();
        window.answered(1);
        assertThat(window.isFull()).isFalse();
        assertThat(window.open()).isEqualTo(2);
    }

    @Test
    @DisplayName("After a failover everything from the first unanswered command on is sent again")
    void sendsAgain() {
        add(11, 12, 13);
        batch();
        window.sent();
        window.answered(1);
        window.sendAgain();

        assertThat(batch()).isEqualTo("from 2 answered below 2: 12 13");
    }

    @Test
    @DisplayName("An answer counts once, also if it comes before those of earlier commands")
    void countsAnAnswerOnce() {
        add(11, 12);
        batch();
        window.sent();

        assertThat(window.answered(2)).isTrue();
        assertThat(window.answered(2)).isFalse();
        assertThat(window.answered(1)).isTrue();
        assertThat(window.answered(1)).isFalse();
        assertThat(window.answered(3)).isFalse();
    }

    @Test
    @DisplayName("What is given up is told once, and sent again as a command that does nothing")
    void givesUp() {
        window.add(command, 0, tick(11), 100);
        window.add(command, 0, tick(12), 200);
        batch();
        window.sent();

        assertThat(window.giveUp(99)).isZero();
        assertThat(window.giveUp(100)).isEqualTo(1);
        assertThat(window.giveUp(100)).isZero();
        assertThat(window.correlationOf(1)).isEqualTo(11);
        window.sendAgain();
        assertThat(batch()).isEqualTo("from 1 answered below 1: skip 12");
        assertThat(window.answered(1)).isFalse();
        assertThat(window.giveUp(200)).isEqualTo(2);
        assertThat(window.open()).isZero();
    }

    @Test
    @DisplayName("Commands of every length are sent as they came, and again if need be, however many there were before")
    void keepsCommandsOfEveryLength() {
        SplittableRandom random = new SplittableRandom(5);
        CommandWindow wide = new CommandWindow(CLIENT, 16, 1_500);
        List<String> unanswered = new ArrayList<>();
        long given = 0;
        long sentBelow = 1;
        for (int round = 0; round < 3_000; round++) {
            while (!wide.isFull()) {
                unanswered.add(addOf(wide, ++given, 16 + random.nextInt(CommandWindow.LONGEST - 15)));
            }
            if (random.nextInt(4) == 0) {
                wide.sendAgain();
            }
            int length = wide.makeBatch();
            if (length > 0) {
                List<String> sent = commandsIn(wide.batch(), length);
                int from = (int) (firstSequence(wide.batch()) - wide.first());
                assertThat(sent).isNotEmpty().isEqualTo(unanswered.subList(from, from + sent.size()));
                sentBelow = Math.max(sentBelow, firstSequence(wide.batch()) + wide.sent());
            }
            for (long answers = random.nextLong(sentBelow - wide.first() + 1); answers > 0; answers--) {
                assertThat(wide.answered(wide.first())).isTrue();
                unanswered.removeFirst();
            }
        }
        assertThat(given).isGreaterThan(10_000);
    }

    @Test
    @DisplayName("What is no whole message is not taken")
    void refusesWhatIsNoCommand() {
        int length = tick(11);

        assertThatThrownBy(() -> window.add(command, 0, length - 1, NEVER)).hasMessageContaining("has 15");
        assertThatThrownBy(() -> window.add(command, 0, length + 1, NEVER)).hasMessageContaining("has 17");
        assertThat(window.open()).isZero();
    }

    /** Adds a command of so many bytes and gives them as text. */
    private static String addOf(CommandWindow window, long correlationId, int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) correlationId);
        UnsafeBuffer message = new UnsafeBuffer(bytes);
        message.putShort(0, (short) (length - Messages.HEADER), ByteOrder.LITTLE_ENDIAN);
        message.putLong(Messages.HEADER, correlationId, ByteOrder.LITTLE_ENDIAN);
        window.add(message, 0, length, NEVER);
        return HexFormat.of().formatHex(bytes);
    }

    private static List<String> commandsIn(DirectBuffer batch, int end) {
        List<String> commands = new ArrayList<>();
        int at = PREFIX;
        while (at < end) {
            byte[] bytes = new byte[Messages.lengthAt(batch, at, end)];
            batch.getBytes(at, bytes);
            commands.add(HexFormat.of().formatHex(bytes));
            at += bytes.length;
        }
        return commands;
    }

    private static long firstSequence(DirectBuffer batch) {
        return new CommandBatchDecoder()
                .wrapAndApplyHeader(batch, 0, new MessageHeaderDecoder())
                .firstSequence();
    }

    private void add(long... correlationIds) {
        for (long correlationId : correlationIds) {
            window.add(command, 0, tick(correlationId), NEVER);
        }
    }

    private int tick(long correlationId) {
        return writer.market().tick(correlationId);
    }

    private String batch() {
        int end = window.makeBatch();
        if (end == 0) {
            return "nothing";
        }
        DirectBuffer bytes = window.batch();
        CommandBatchDecoder batch = new CommandBatchDecoder().wrapAndApplyHeader(bytes, 0, new MessageHeaderDecoder());
        assertThat(batch.clientId()).isEqualTo(CLIENT);
        StringBuilder text =
                new StringBuilder("from " + batch.firstSequence() + " answered below " + batch.answeredBelow() + ":");
        int at = PREFIX;
        while (at < end) {
            int length = Messages.lengthAt(bytes, at, end);
            text.append(Messages.isSkip(bytes, at) ? " skip" : " " + Messages.correlationOfCommand(bytes, at, length));
            at += length;
        }
        return text.toString();
    }
}
