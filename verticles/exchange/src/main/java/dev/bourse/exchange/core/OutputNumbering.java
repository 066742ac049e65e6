package dev.bourse.exchange.core;

import dev.bourse.exchange.protocol.MessageHeaderEncoder;
import dev.bourse.exchange.snapshot.StateReader;
import dev.bourse.exchange.snapshot.StateWriter;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Counts commands and outputs without gaps and knows what every output says first: its number, and the number, time and
 * correlation id of the command that caused it. One buffer, written anew for each output. One thread.
 */
final class OutputNumbering {
    private static final int LONGEST_OUTPUT = 512;
    private static final OutputConsumer NOBODY = (buffer, offset, length) -> {};

    /** Where every output is written. */
    final byte[] bytes = new byte[LONGEST_OUTPUT];
    /** The same bytes. */
    final UnsafeBuffer buffer = new UnsafeBuffer(bytes);

    final MessageHeaderEncoder header = new MessageHeaderEncoder();

    long outputNumber;
    long commandNumber;
    /** Microseconds. Starts below every time; {@link #beginCommand} never lets it go back. */
    long timestamp;

    long correlationId;
    private OutputConsumer consumer = NOBODY;

    /** Starts the next command: counts it and moves time on to its timestamp, never back. */
    @SuppressWarnings("ReferenceEquality") // Whether it is the same one, whatever it says of itself.
    void beginCommand(long timestampMicros, OutputConsumer output) {
        commandNumber++;
        timestamp = Math.max(timestamp, timestampMicros);
        correlationId = 0;
        // Stored where it changes alone: a collector like G1 wants to hear of every reference that is stored.
        if (consumer != output) {
            consumer = output;
        }
    }

    /** The next output's number. */
    long next() {
        return ++outputNumber;
    }

    /** Hands over the message that was written to the buffer's start, without counting its header in the length. */
    void send(int encodedLength) {
        consumer.onOutput(buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + encodedLength);
    }

    void save(StateWriter out) {
        out.putLong(outputNumber);
        out.putLong(commandNumber);
        out.putLong(timestamp);
    }

    void load(StateReader in) {
        outputNumber = in.getLong();
        commandNumber = in.getLong();
        timestamp = in.getLong();
    }
}
