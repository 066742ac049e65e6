package dev.bourse.bench.gateway;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Calls by WebSocket, several of which may be unanswered; answers may overtake each other. */
final class SocketConnection extends Connection {
    /** Half of what the gateway allows on a connection. */
    private static final int AWAITED = 32;

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ID = "\"id\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] STATUS = "\"status\":".getBytes(StandardCharsets.US_ASCII);
    private static final String UPGRADE = String.join(
            "\r\n",
            "GET /v1/stream HTTP/1.1",
            "Host: 127.0.0.1",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
            "",
            "");
    private static final int TEXT = 0x81;
    private static final int CLOSE = 0x88;
    private static final int MASKED = 0x80;
    private static final int LONG = 126;

    private final Requests requests;
    private final long[] dueNanos = new long[AWAITED];
    private final int[] free = new int[AWAITED];
    private int room = AWAITED;
    private boolean upgraded;

    /** Connects and logs in. */
    SocketConnection(String from, int port, Requests requests) throws IOException {
        super(from, port);
        this.requests = requests;
        for (int i = 0; i < AWAITED; i++) {
            free[i] = i;
        }
        raw(UPGRADE.getBytes(StandardCharsets.US_ASCII));
        await(() -> upgraded);
        // The place of the login is the first one; its answer gives it back.
        room--;
        ByteBuffer login = ByteBuffer.allocate(2_048);
        frame(login, requests.login(free[room]));
        login.flip();
        byte[] bytes = new byte[login.remaining()];
        login.get(bytes);
        raw(bytes);
        await(() -> room == AWAITED);
    }

    @Override
    boolean hasRoom() {
        return room > 0;
    }

    @Override
    int awaited() {
        return AWAITED - room;
    }

    @Override
    void encode(ByteBuffer into, long due) {
        int id = free[--room];
        dueNanos[id] = due;
        frame(into, requests.nextCall(id));
    }

    @Override
    boolean decode(ByteBuffer from, Answers answers) throws IOException {
        byte[] bytes = from.array();
        if (!upgraded) {
            int head = find(bytes, from.position(), from.limit(), END_OF_HEAD);
            if (head < 0) {
                return false;
            }
            upgraded = true;
            from.position(head + END_OF_HEAD.length);
            return true;
        }
        int start = from.position();
        if (from.remaining() < 4) {
            return false;
        }
        int length = bytes[start + 1] & 0x7F;
        int begin = start + 2;
        if (length == LONG) {
            length = ((bytes[start + 2] & 0xFF) << 8) + (bytes[start + 3] & 0xFF);
            begin = start + 4;
        }
        if (begin + length > from.limit()) {
            return false;
        }
        if ((bytes[start] & 0xFF) == CLOSE) {
            throw new EOFException("the server closed a WebSocket: "
                    + new String(bytes, begin + 2, Math.max(0, length - 2), StandardCharsets.UTF_8));
        }
        from.position(begin + length);
        if ((bytes[start] & 0xFF) == TEXT) {
            answered(bytes, begin, begin + length, answers);
        }
        return true;
    }

    private void answered(byte[] bytes, int begin, int end, Answers answers) {
        int id = find(bytes, begin, end, ID);
        int status = find(bytes, begin, end, STATUS);
        if (id < 0 || status < 0) {
            return;
        }
        int place = number(bytes, id + ID.length);
        free[room++] = place;
        answers.onAnswer(dueNanos[place], number(bytes, status + STATUS.length));
    }

    /** A text as a client sends it: masked, as it must be, by zero. */
    private static void frame(ByteBuffer into, byte[] text) {
        into.put((byte) TEXT);
        if (text.length < LONG) {
            into.put((byte) (MASKED | text.length));
        } else {
            into.put((byte) (MASKED | LONG)).putShort((short) text.length);
        }
        into.putInt(0).put(text);
    }

    private void await(BooleanSupplier done) throws IOException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!done.getAsBoolean()) {
            turn((due, status) -> {
                if (status >= 400) {
                    throw new IllegalStateException("a WebSocket could not log in: " + status);
                }
            });
            if (System.nanoTime() - deadline > 0) {
                throw new IOException("no answer within 30 s");
            }
            Thread.onSpinWait();
        }
    }
}
