package dev.bourse.data;

import static dev.bourse.shared.cluster.TestNode.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.data.TickCollector.Tick;
import dev.bourse.data.feed.TcpFeed;
import dev.bourse.shared.cluster.Eventually;
import dev.bourse.shared.cluster.ReplayLog;
import dev.bourse.shared.cluster.TestNode;
import dev.bourse.shared.config.Settings;
import dev.bourse.shared.instrument.InstrumentDraft;
import dev.bourse.shared.log.LogEntry;
import dev.bourse.shared.log.LogSlice;
import dev.bourse.shared.message.BatchCodec;
import dev.bourse.shared.message.TickBatch;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A cluster whose states take no checkpoints: its log of one partition fills. */
@DisplayName(
        "B6: a full log takes no more than it may, the feed's policy says what becomes of the rest, and with room it"
                + " goes on")
final class FullLogIT {
    private static final long TICKS = 80_000;
    private static final long CHUNK = 2_000;
    private static final long MOST_BYTES = 1 << 20;

    private final TestNode test = TestNode.cluster()
            .with("cluster.partitions", "1")
            .with("log.ticks-megabytes", "1")
            .start("data");
    private final ReplayLog log = test.node().logs().ticks();
    /** What was read from the log before it was trimmed. */
    private final List<Tick> ticks = new ArrayList<>();

    private final List<String> answers = new CopyOnWriteArrayList<>();
    private long read;

    @AfterEach
    void close() {
        test.close();
    }

    private int run(String whenFull) {
        await(test.node().instruments().add(new InstrumentDraft("ABC", 0, 0, 1, 1, 0)));
        Settings settings =
                Settings.of(Map.of("data.feed", "tcp", "data.tcp.address", "127.0.0.1:0", "data.when-full", whenFull));
        DataOptions options = DataOptions.from(settings);
        assertThat(settings.faults()).isEmpty();
        await(test.node().vertx().deployVerticle(new DataVerticle(test.node(), options)));
        return ((TcpFeed) options.feeds().getFirst()).port();
    }

    /** Sends slowly until the log is full, and the rest at once. */
    private Socket send(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        Thread.startVirtualThread(() -> read(socket));
        write(socket, "HELLO acme\n");
        long sequence = 0;
        while (counted("data.log.full") == 0) {
            long chunk = sequence + CHUNK;
            write(socket, lines(sequence, chunk));
            Eventually.equal(true, () -> counted("data.log.full") > 0 || answers.contains("ACK " + chunk));
            sequence = chunk;
        }
        assertThat(await(log.head(0)).bytes()).isBetween(MOST_BYTES / 2, MOST_BYTES);
        write(socket, lines(sequence, TICKS) + "BYE\n");
        return socket;
    }

    private static String lines(long after, long last) {
        StringBuilder lines = new StringBuilder();
        for (long sequence = after + 1; sequence <= last; sequence++) {
            lines.append("T %d 1000 ABC %d 1\n".formatted(sequence, sequence));
        }
        return lines.toString();
    }

    /** The other side need not read at once. */
    private static void write(Socket socket, String text) {
        Thread.startVirtualThread(() -> {
            synchronized (socket) {
                try {
                    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
                } catch (IOException ended) {
                    throw new UncheckedIOException(ended);
                }
            }
        });
    }

    private void read(Socket socket) {
        try {
            new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .lines()
                    .forEach(answers::add);
        } catch (IOException ended) {
            throw new UncheckedIOException(ended);
        }
    }

    private long counted(String name) {
        return test.telemetry().counter(name, "").count();
    }

    /** Reads what there is and says that it is not needed any more, as a state does with its checkpoint. */
    private int trim() {
        LogSlice slice;
        do {
            slice = await(log.read(0, read));
            for (LogEntry entry : slice.entries()) {
                TickBatch batch = (TickBatch) BatchCodec.decode(ByteBuffer.wrap(entry.batch()));
                for (int i = 0; i < batch.size(); i++) {
                    ticks.add(new Tick("ABC", batch.sequence(i), batch.time(i), batch.price(i), batch.size(i)));
                }
                read = entry.sequence();
            }
        } while (!slice.entries().isEmpty());
        await(log.trim(0, read));
        return ticks.size();
    }

    /** Trims until the vendor has been told of everything. */
    private void finish(Socket socket) throws IOException {
        try (socket) {
            Eventually.equal(true, () -> trim() >= 0 && answers.contains("BYE"));
        }
        assertThat(answers).contains("ACK " + TICKS);
        trim();
        assertThat(ticks.stream().map(Tick::sequence))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, ticks.size()).boxed().toList());
    }

    @Test
    @DisplayName("block: the vendor waits, and every tick is in the log once in the end")
    void blocks() throws Exception {
        Socket socket = send(run("block"));
        finish(socket);

        assertThat(ticks.stream().map(Tick::price))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, TICKS).boxed().toList());
        assertThat(counted("data.blocked")).isPositive();
    }

    @Test
    @DisplayName("shed: what has no room is dropped and counted, and nothing else")
    void sheds() throws Exception {
        Socket socket = send(run("shed"));
        finish(socket);

        assertThat(counted("data.shed")).isPositive();
        assertThat(ticks).hasSize((int) (TICKS - counted("data.shed")));
    }

    @Test
    @DisplayName("conflate: what has no room becomes one tick of the newest price and the sum of the sizes")
    void conflates() throws Exception {
        Socket socket = send(run("conflate"));
        finish(socket);

        assertThat(counted("data.conflated")).isPositive();
        assertThat(ticks).hasSize((int) (TICKS - counted("data.conflated")));
        assertThat(ticks.stream().mapToLong(Tick::size).sum()).isEqualTo(TICKS);
        assertThat(ticks.getLast().price()).isEqualTo(TICKS);
    }

    @Test
    @DisplayName("the index of a minute is in the log once, however often it is asked for")
    void index() {
        int id = await(test.node().instruments().add(new InstrumentDraft("^INDEX", 4, 0, 1, 1, 10_000_000)))
                .id();
        run("block");
        JsonObject tick = new JsonObject()
                .put("instrument", id)
                .put("minute", 120_000L)
                .put("time", 119_999L)
                .put("price", 10_000_001L);
        Eventually.equal(1, () -> test.node().ownership().held(DataGroup.NAME).size());

        assertThat(ask(tick)).isEqualTo("ok");
        assertThat(ask(tick)).isEqualTo("known");
        assertThat(ask(tick.copy().put("minute", 60_000L))).isEqualTo("known");
        assertThat(ask(tick.copy().put("minute", 180_000L).put("time", 179_999L)))
                .isEqualTo("ok");
        trim();
        assertThat(ticks)
                .containsExactly(
                        new Tick("ABC", 1, 119_999, 10_000_001, 0), new Tick("ABC", 2, 179_999, 10_000_001, 0));
    }

    private String ask(JsonObject tick) {
        JsonObject answer = await(test.node()
                .vertx()
                .eventBus()
                .<JsonObject>request(IndexDoor.ADDRESS, tick)
                .map(message -> message.body()));
        return answer.getString("outcome");
    }
}
