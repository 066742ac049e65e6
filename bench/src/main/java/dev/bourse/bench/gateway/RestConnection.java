package dev.bourse.bench.gateway;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Requests of HTTP/1.1, one after the other on a connection that stays open. */
final class RestConnection extends Connection {
    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LENGTH = "\r\ncontent-length: ".getBytes(StandardCharsets.US_ASCII);
    private static final int STATUS = "HTTP/1.1 ".length();

    private final Requests requests;
    private long dueNanos;
    private boolean waits;

    RestConnection(String from, int port, Requests requests) throws IOException {
        super(from, port);
        this.requests = requests;
    }

    @Override
    boolean hasRoom() {
        return !waits;
    }

    @Override
    int awaited() {
        return waits ? 1 : 0;
    }

    @Override
    void encode(ByteBuffer into, long due) {
        requests.next(into);
        dueNanos = due;
        waits = true;
    }

    @Override
    boolean decode(ByteBuffer from, Answers answers) {
        byte[] bytes = from.array();
        int head = find(bytes, from.position(), from.limit(), END_OF_HEAD);
        if (head < 0) {
            return false;
        }
        int length = find(bytes, from.position(), head, LENGTH);
        int end = head + END_OF_HEAD.length + (length < 0 ? 0 : number(bytes, length + LENGTH.length));
        if (end > from.limit()) {
            return false;
        }
        int status = number(bytes, from.position() + STATUS);
        from.position(end);
        waits = false;
        answers.onAnswer(dueNanos, status);
        return true;
    }
}
