package dev.bourse.bench.gateway;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * A client's connection that does not block: bytes of requests go out, answers come in. As cheap as it can be, since it
 * shares the machine with the server that it measures. One thread.
 */
abstract class Connection implements AutoCloseable {
    private static final int BYTES = 1 << 16;

    private final SocketChannel channel;
    private final ByteBuffer in = ByteBuffer.allocate(BYTES);
    private final ByteBuffer out = ByteBuffer.allocate(BYTES);
    private @Nullable SelectionKey key;

    /** Hears of answers. */
    interface Answers {
        /**
         * An answer has come.
         *
         * @param dueNanos when its request was due
         */
        void onAnswer(long dueNanos, int status);
    }

    /**
     * Connects, and waits until it is.
     *
     * @param from the own address, such as 127.0.0.2, or empty for any
     */
    Connection(String from, int port) throws IOException {
        channel = SocketChannel.open();
        if (!from.isEmpty()) {
            channel.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
        }
        channel.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
        channel.socket().setTcpNoDelay(true);
        channel.configureBlocking(false);
    }

    /** Has the selector tell of answers. */
    void register(Selector selector) throws IOException {
        key = channel.register(selector, SelectionKey.OP_READ, this);
    }

    /** Whether one more request can be sent now. */
    abstract boolean hasRoom();

    /** Writes the next request. */
    abstract void encode(ByteBuffer into, long dueNanos);

    /** Reads one answer if all of it has come, tells of it, and says whether there was one. */
    abstract boolean decode(ByteBuffer from, Answers answers) throws IOException;

    /** How many requests are not answered. */
    abstract int awaited();

    /** Sends a request; there must be room. */
    void send(long dueNanos) throws IOException {
        encode(out, dueNanos);
        flush();
    }

    /** Takes what has come, and sends what could not be sent before; gives how many answers there were. */
    int turn(Answers answers) throws IOException {
        if (out.position() > 0) {
            flush();
        }
        int read = channel.read(in);
        if (read < 0) {
            throw new EOFException("the server closed a connection");
        }
        in.flip();
        int count = 0;
        while (in.hasRemaining() && decode(in, answers)) {
            count++;
        }
        in.compact();
        return count;
    }

    /** Sends bytes as they are. */
    void raw(byte[] bytes) throws IOException {
        out.put(bytes);
        flush();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void flush() throws IOException {
        out.flip();
        channel.write(out);
        out.compact();
        SelectionKey registered = key;
        if (registered != null) {
            registered.interestOps(
                    out.position() > 0 ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
        }
    }

    /** Where a pattern begins between two places of a buffer's array, or -1. */
    static int find(byte[] bytes, int from, int to, byte[] pattern) {
        for (int at = from; at <= to - pattern.length; at++) {
            int same = 0;
            while (same < pattern.length && bytes[at + same] == pattern[same]) {
                same++;
            }
            if (same == pattern.length) {
                return at;
            }
        }
        return -1;
    }

    /** The whole number that begins at a place. */
    static int number(byte[] bytes, int from) {
        int at = from;
        int value = 0;
        while (bytes[at] >= '0' && bytes[at] <= '9') {
            value = value * 10 + bytes[at++] - '0';
        }
        return value;
    }
}
