package dev.bourse.bench.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** A connection that is held open and says next to nothing. */
final class Held {
    private final SocketChannel channel;

    Held(String from, int port) throws IOException {
        channel = SocketChannel.open();
        channel.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
        channel.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
    }

    void raw(byte[] bytes) throws IOException {
        channel.write(ByteBuffer.wrap(bytes));
    }

    /** Says a little; false if the server has closed it. */
    boolean drip(String text) {
        try {
            raw(text.getBytes(StandardCharsets.US_ASCII));
            return true;
        } catch (IOException closed) {
            return false;
        }
    }
}
