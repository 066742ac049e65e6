package dev.bourse.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** D3: a client that does not read harms nobody and is told. */
class ClientTest {
    private static final long PATIENCE = 10_000;

    private final List<String> sent = new ArrayList<>();
    private final List<String> closed = new ArrayList<>();
    private final Queue<Promise<Void>> unread = new ArrayDeque<>();
    private final Client client = new Client(
            new Outlet() {
                @Override
                public Future<Void> send(String text) {
                    sent.add(text);
                    Promise<Void> read = Promise.promise();
                    unread.add(read);
                    return read.future();
                }

                @Override
                public void close(short code, String reason) {
                    closed.add(code + " " + reason);
                }
            },
            100,
            0);

    @Test
    void aClientThatReadsNothingForTooLongIsCutOffAndToldWhereToGoOn() {
        client.send(new JsonObject().put("type", "answer"));
        client.look(PATIENCE, PATIENCE);
        assertThat(closed).isEmpty();
        client.look(PATIENCE + 1, PATIENCE);
        assertThat(closed).containsExactly("4008 too slow; resume after sequence 0");
    }

    @Test
    void aClientThatReadsInTimeStays() {
        client.send(new JsonObject().put("type", "answer"));
        client.look(PATIENCE, PATIENCE);
        unread.remove().complete();
        client.look(10 * PATIENCE, PATIENCE);
        assertThat(closed).isEmpty();
    }

    @Test
    void aClientWithTooMuchUnreadIsCutOffAndIsSentNoMore() {
        JsonObject answer = new JsonObject().put("type", "x".repeat(60));
        client.send(answer);
        client.send(answer);
        client.send(answer);
        client.send(answer);
        assertThat(sent).hasSize(2);
        assertThat(closed).containsExactly("4008 too slow; resume after sequence 0");
        assertThat(client.hasRoom()).isFalse();
    }
}
