package dev.bourse.exchange.core;

import java.io.ByteArrayOutputStream;
import org.agrona.DirectBuffer;

/** Keeps the bytes of outputs. */
final class OutputLog implements OutputConsumer {
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    @Override
    public void onOutput(DirectBuffer buffer, int offset, int length) {
        byte[] output = new byte[length];
        buffer.getBytes(offset, output);
        log.writeBytes(output);
    }

    void clear() {
        log.reset();
    }

    byte[] bytes() {
        return log.toByteArray();
    }
}
