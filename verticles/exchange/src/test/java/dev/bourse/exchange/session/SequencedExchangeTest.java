package dev.bourse.exchange.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.exchange.envelope.AnswerDecoder;
import dev.bourse.exchange.envelope.CommandBatchEncoder;
import dev.bourse.exchange.envelope.MessageHeaderDecoder;
import dev.bourse.exchange.envelope.MessageHeaderEncoder;
import dev.bourse.exchange.envelope.OutputBatchDecoder;
import dev.bourse.exchange.envelope.RefusedDecoder;
import dev.bourse.exchange.message.CommandWriter;
import dev.bourse.exchange.snapshot.SnapshotReader;
import dev.bourse.exchange.snapshot.SnapshotWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Exactly once over failures, from the state alone: E3. Assets are added, since each has one output. */
class SequencedExchangeTest implements SequencedExchange.Listener {
    private static final long CLIENT = 77;
    private static final long OTHER = 78;
    private static final long SESSION = 5;
    private static final long NOW = 1_000_000;

    private final SequencedExchange exchange = new SequencedExchange(16, this);
    private final List<String> heard = new ArrayList<>();
    private final List<String> outputs = new ArrayList<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final AnswerDecoder answer = new AnswerDecoder();
    private final RefusedDecoder refused = new RefusedDecoder();
    private final OutputBatchDecoder batch = new OutputBatchDecoder();

    @Test
    @DisplayName("Each command of a batch is applied and answered, and its outputs go out in one batch")
    void appliesABatch() {
        send(CLIENT, SESSION, 1, 1, asset(1), asset(2), asset(2));

        assertThat(heard)
                .containsExactly(
                        "answer 1 command 1 outputs 1 from 1",
                        "answer 2 command 2 outputs 1 from 2",
                        "answer 3 command 3 outputs 1 from 3");
        assertThat(outputs).containsExactly("3 from 1");
    }

    @Test
    @DisplayName(
            "Commands that come again get their first answers and change nothing; new ones behind them are applied")
    void answersRepeats() {
        send(CLIENT, SESSION, 1, 1, asset(1), asset(2));
        forget();
        send(CLIENT, SESSION + 1, 1, 1, asset(1), asset(2), asset(3));

        assertThat(heard)
                .containsExactly(
                        "repeated answer 1 command 1 outputs 1 from 1",
                        "repeated answer 2 command 2 outputs 1 from 2",
                        "answer 3 command 3 outputs 1 from 3");
        assertThat(outputs).containsExactly("1 from 3");
    }

    @Test
    @DisplayName("What the client says to have is forgotten, and not answered when it comes again all the same")
    void forgetsWhatIsAnswered() {
        send(CLIENT, SESSION, 1, 1, asset(1), asset(2));
        send(CLIENT, SESSION, 3, 3, asset(3));
        forget();
        send(CLIENT, SESSION, 1, 1, asset(1), asset(2), asset(3));

        assertThat(heard).containsExactly("repeated answer 3 command 3 outputs 1 from 3");
        assertThat(outputs).isEmpty();
    }

    @Test
    @DisplayName("A command that was given up uses its sequence up and does nothing, unless it was applied before")
    void skips() {
        send(CLIENT, SESSION, 1, 1, asset(1));
        forget();
        send(CLIENT, SESSION, 1, 1, new byte[8], new byte[8], asset(2));

        assertThat(heard)
                .containsExactly(
                        "repeated answer 1 command 1 outputs 1 from 1",
                        "answer 2 command 0 outputs 0 from 2",
                        "answer 3 command 2 outputs 1 from 2");
    }

    @Test
    @DisplayName("Two clients' sequences have nothing to do with each other")
    void keepsClientsApart() {
        send(CLIENT, SESSION, 1, 1, asset(1));
        send(OTHER, SESSION + 1, 1, 1, asset(2));

        assertThat(heard).containsExactly("answer 1 command 1 outputs 1 from 1", "answer 1 command 2 outputs 1 from 2");
        assertThat(exchange.clients()).isEqualTo(2);
    }

    @Test
    @DisplayName("A batch at fault is refused with what was expected and leaves the state as it was")
    void refuses() {
        send(CLIENT, SESSION, 1, 1, asset(1));
        forget();
        long before = exchange.stateHash();

        send(CLIENT, SESSION, 3, 1, asset(3));
        send(OTHER, SESSION, 2, 1, asset(3));
        send(CLIENT, SESSION - 1, 2, 1, asset(3));
        send(CLIENT, SESSION, 2, 3, asset(3));
        send(0, SESSION, 1, 1, asset(3));
        apply(new byte[5]);
        apply(new byte[64]);
        byte[] cutOff = asset(3);
        send(CLIENT, SESSION, 2, 1, Arrays.copyOf(cutOff, cutOff.length - 1));

        assertThat(heard)
                .containsExactly(
                        "refused SEQUENCE_GAP expected 2",
                        "refused UNKNOWN_CLIENT expected 0",
                        "refused STALE_SESSION expected 2",
                        "refused MALFORMED expected 2",
                        "refused MALFORMED expected 0",
                        "refused MALFORMED expected 0",
                        "refused MALFORMED expected 0",
                        "refused MALFORMED expected 2");
        assertThat(exchange.stateHash()).isEqualTo(before);
        assertThat(outputs).isEmpty();
    }

    @Test
    @DisplayName("A client may leave 8,192 answers unclaimed, no more, and gets all of them again")
    void boundsTheWindow() {
        int most = Clients.WINDOW;
        for (int sequence = 1; sequence <= most; sequence++) {
            send(CLIENT, SESSION, sequence, 1, asset(sequence));
        }
        forget();
        send(CLIENT, SESSION, most + 1, 1, asset(9_000));
        for (int sequence = 1; sequence <= most; sequence++) {
            send(CLIENT, SESSION, sequence, 1, asset(sequence));
        }

        assertThat(heard).hasSize(most + 1).startsWith("refused WINDOW_EXCEEDED expected " + (most + 1));
        for (int sequence = 1; sequence <= most; sequence++) {
            assertThat(heard.get(sequence))
                    .isEqualTo(
                            "repeated answer %d command %d outputs 1 from %d".formatted(sequence, sequence, sequence));
        }
    }

    @Test
    @DisplayName("With 1,024 clients another is refused until one was silent for ten minutes")
    void boundsTheClients() {
        for (int client = 1; client <= Clients.MOST; client++) {
            send(client, SESSION, 1, 1, asset(client));
        }
        forget();
        send(5_000, SESSION, 1, 1, asset(5_000));
        assertThat(heard).containsExactly("refused TOO_MANY_CLIENTS expected 0");
        forget();

        now = NOW + Clients.KEPT;
        send(5_000, SESSION, 1, 1, asset(5_000));
        assertThat(heard).hasSize(1).allMatch(line -> line.startsWith("answer 1"));
        assertThat(exchange.clients()).isEqualTo(1);
    }

    @Test
    @DisplayName("A snapshot holds what is remembered of clients: a repeat after it gets the same answer")
    void savesAndLoads() {
        send(CLIENT, SESSION, 1, 1, asset(1), asset(2));
        send(OTHER, SESSION + 1, 1, 1, asset(3));
        ByteArrayOutputStream saved = new ByteArrayOutputStream();
        SnapshotWriter writer = new SnapshotWriter((block, length) -> saved.write(block, 0, length));
        exchange.save(writer);
        writer.finish();
        SequencedExchange loaded = new SequencedExchange(16, this);
        ByteArrayInputStream in = new ByteArrayInputStream(saved.toByteArray());
        SnapshotReader reader = new SnapshotReader((into, length) -> in.readNBytes(into, 0, length));
        loaded.load(reader);
        reader.finish();
        forget();

        UnsafeBuffer again = batch(CLIENT, 1, 1, asset(1), asset(2));
        loaded.apply(again, 0, again.capacity(), SESSION + 2, NOW);

        assertThat(heard)
                .containsExactly(
                        "repeated answer 1 command 1 outputs 1 from 1", "repeated answer 2 command 2 outputs 1 from 2");
        send(CLIENT, SESSION + 2, 1, 1, asset(1), asset(2));
        assertThat(loaded.stateHash()).isEqualTo(exchange.stateHash());
    }

    @Test
    @DisplayName("A second that passes gives a heartbeat with the next number")
    void beats() {
        send(CLIENT, SESSION, 1, 1, asset(1));
        exchange.passTime(NOW + 1);

        assertThat(outputs).containsExactly("1 from 1", "0 from 2");
    }

    private long now = NOW;

    @Override
    public void onAnswers(DirectBuffer buffer, int length, boolean isRefused) {
        int at = 0;
        while (at < length) {
            header.wrap(buffer, at);
            if (header.templateId() == RefusedDecoder.TEMPLATE_ID) {
                refused.wrapAndApplyHeader(buffer, at, header);
                heard.add("refused " + refused.refusal() + " expected " + refused.expectedSequence());
                at = length;
            } else {
                answer.wrapAndApplyHeader(buffer, at, header);
                heard.add((answer.repeated().value() == 1 ? "repeated answer " : "answer ") + answer.sequence()
                        + " command " + answer.commandNumber() + " outputs " + answer.outputs() + " from "
                        + answer.firstOutput());
                at += MessageHeaderDecoder.ENCODED_LENGTH + header.blockLength() + answer.length();
            }
        }
    }

    @Override
    public void onOutputs(long first, int number, DirectBuffer buffer, int length) {
        batch.wrapAndApplyHeader(buffer, 0, header);
        assertThat(batch.firstNumber()).isEqualTo(first);
        outputs.add(batch.outputs() + " from " + batch.firstNumber());
    }

    private void send(long client, long session, long first, long answeredBelow, byte[]... commands) {
        UnsafeBuffer message = batch(client, first, answeredBelow, commands);
        exchange.apply(message, 0, message.capacity(), session, now);
    }

    private void apply(byte[] bytes) {
        exchange.apply(new UnsafeBuffer(bytes), 0, bytes.length, SESSION, now);
    }

    private void forget() {
        heard.clear();
        outputs.clear();
    }

    private static UnsafeBuffer batch(long client, long first, long answeredBelow, byte[]... commands) {
        int end = MessageHeaderEncoder.ENCODED_LENGTH + CommandBatchEncoder.BLOCK_LENGTH;
        UnsafeBuffer message = new UnsafeBuffer(new byte[end + 128 * commands.length]);
        new CommandBatchEncoder()
                .wrapAndApplyHeader(message, 0, new MessageHeaderEncoder())
                .clientId(client)
                .firstSequence(first)
                .answeredBelow(answeredBelow);
        for (byte[] command : commands) {
            message.putBytes(end, command);
            end += command.length;
        }
        return new UnsafeBuffer(message, 0, end);
    }

    private static byte[] asset(int id) {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[CommandWriter.LONGEST]);
        byte[] command = new byte[new CommandWriter(buffer).market().addAsset(id, id, 0, "A")];
        buffer.getBytes(0, command);
        return command;
    }
}
