package dev.bourse.exchange.sequencer;

import dev.bourse.exchange.client.Answer;
import dev.bourse.exchange.client.AnswerListener;
import dev.bourse.exchange.client.ClientOptions;
import dev.bourse.exchange.client.SequencerSession;
import dev.bourse.exchange.message.MessageText;
import dev.bourse.exchange.output.OutputReader;
import dev.bourse.exchange.output.OutputSource;
import io.aeron.Aeron;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A client and a reader of outputs of a sequencer under test, on the test's thread. */
final class TestClient implements AnswerListener, AutoCloseable {
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    final Map<Long, List<String>> answers = new TreeMap<>();
    final List<Long> unknown = new ArrayList<>();
    final List<String> doubled = new ArrayList<>();
    final Aeron aeron;
    final SequencerSession session;
    private final MessageText text = new MessageText();
    private int repeated;
    private long lastOutput;

    TestClient(String driverDirectory, ClientOptions options) {
        aeron = Aeron.connect(new Aeron.Context().aeronDirectoryName(driverDirectory));
        session = new SequencerSession(aeron, options, this);
    }

    @Override
    public void onAnswer(long correlationId, Answer answer) {
        List<String> outputs = new ArrayList<>();
        answer.forEach((buffer, offset, length) -> outputs.add(text.text(buffer, offset)));
        repeated += answer.isRepeated() ? 1 : 0;
        lastOutput = Math.max(lastOutput, answer.firstOutput() + answer.outputs() - 1);
        if (answers.put(correlationId, outputs) != null) {
            doubled.add("answer to " + correlationId);
        }
    }

    @Override
    public void onUnknown(long correlationId, String why) {
        unknown.add(correlationId);
    }

    /** The outputs in the answer to a command, none if there is no answer. */
    List<String> answer(long correlationId) {
        return answers.getOrDefault(correlationId, List.of());
    }

    /**
     * The number of the last output of all that was answered; a node's own count may be a moment behind its answers.
     */
    long lastOutput() {
        return lastOutput;
    }

    int repeated() {
        return repeated;
    }

    /** Sends, waiting for room. */
    void send(byte[] command) {
        UnsafeBuffer buffer = new UnsafeBuffer(command);
        await("room in the window", () -> session.send(buffer, 0, command.length) > 0);
    }

    void sendAll(List<byte[]> commands) {
        commands.forEach(this::send);
    }

    /** Polls until all that was sent is answered. */
    void awaitAnswers() {
        await("all answers", () -> session.unanswered() == 0);
    }

    void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.getAsBoolean()) {
            if (session.poll() == 0) {
                Thread.onSpinWait();
            }
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("no " + what + "; " + session.state());
            }
        }
    }

    /** The outputs from a number to another as text, read from the nodes. */
    List<String> outputs(List<OutputSource> sources, long from, long to) {
        return read(sources, from, to, (buffer, offset, length) -> text.text(buffer, offset));
    }

    /** The same as bytes, in hexadecimal form. */
    List<String> bytes(List<OutputSource> sources, long from, long to) {
        return read(sources, from, to, TestClient::hex);
    }

    static String hex(DirectBuffer buffer, int offset, int length) {
        byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private interface Form {
        String of(DirectBuffer buffer, int offset, int length);
    }

    private List<String> read(List<OutputSource> sources, long from, long to, Form form) {
        List<String> outputs = new ArrayList<>();
        try (OutputReader reader = new OutputReader(aeron, sources, from, 3_000)) {
            long deadline = System.nanoTime() + PATIENCE_NANOS;
            while (reader.next() <= to) {
                int read = reader.poll((number, buffer, offset, length) -> {
                    if (number <= to) {
                        outputs.add(form.of(buffer, offset, length));
                    }
                });
                if (read == 0) {
                    Thread.onSpinWait();
                }
                if (System.nanoTime() - deadline > 0) {
                    throw new AssertionError("no output " + reader.next() + "; " + reader.state());
                }
            }
        }
        return outputs;
    }

    @Override
    public void close() {
        session.close();
        aeron.close();
    }
}
