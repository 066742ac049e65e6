package dev.bourse.data.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.shared.cluster.Eventually;
import dev.bourse.shared.cluster.TestNode;
import dev.bourse.shared.instrument.InstrumentDraft;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The poll feed and vendors that do not answer as they should. */
@DisplayName("A1: a vendor's URL that hangs, trickles, floods or ends is given up, and asked again")
final class PollFeedIT {
    private static final String TICK = "{\"timestamp\":1000,\"symbol\":\"ABC\",\"price\":1.5,\"size\":10}\n";
    private static final TestNode test = TestNode.alone();

    private final FeedRun run = new FeedRun(test);
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();

    @BeforeAll
    static void start() {
        TestNode.await(test.node().instruments().add(new InstrumentDraft("ABC", 2, 0, 1, 1, 0)));
    }

    @AfterAll
    static void end() {
        test.close();
    }

    @AfterEach
    void stop() {
        run.stop();
    }

    /**
     * Polls a vendor that does something to the first two calls, then answers once with a tick, then with nothing new.
     */
    private void poll(Handler<HttpServerRequest> misbehaviour) {
        HttpServer vendor = TestNode.await(test.node()
                .vertx()
                .createHttpServer()
                .requestHandler(request -> {
                    int call = calls.incrementAndGet();
                    if (call <= 2) {
                        request.connection().closeHandler(closed -> ended.incrementAndGet());
                        misbehaviour.handle(request);
                    } else if (call == 3) {
                        request.response().end(TICK);
                    } else {
                        request.response().setStatusCode(304).end();
                    }
                })
                .listen(0, "127.0.0.1"));
        run.start(
                new PollFeed(),
                Map.of(
                        "data.poll.url", "http://127.0.0.1:" + vendor.actualPort() + "/ticks",
                        "data.poll.interval", "10ms",
                        "data.poll.longest-pause", "20ms",
                        "data.poll.timeout", "100ms",
                        "data.poll.most-bytes", "1024"),
                false);
        Eventually.equal(true, () -> calls.get() >= 4);
        Eventually.equal(2, ended::get);
        assertThat(run.ticks()).containsExactly("ABC 1000000 150 10");
        TestNode.await(vendor.close());
    }

    @Test
    @DisplayName("one that never answers is given up after the time-out, its connection closed")
    void hangs() {
        poll(request -> {});
    }

    @Test
    @DisplayName("one whose answer trickles without an end is given up after the time-out, and nothing of it is taken")
    void trickles() {
        poll(request -> {
            request.response().setChunked(true);
            long trickle = test.node()
                    .vertx()
                    .setPeriodic(10, beat -> request.response().write(" "));
            request.connection().closeHandler(closed -> {
                test.node().vertx().cancelTimer(trickle);
                ended.incrementAndGet();
            });
        });
    }

    @Test
    @DisplayName("an answer over the limit is not read to its end")
    void floods() {
        poll(request -> request.response().setChunked(true).write(TICK.repeat(100)));
    }

    @Test
    @DisplayName("one that ends the connection in the middle of its answer is asked again, and nothing of it is taken")
    void breaksOff() {
        poll(request -> request.response()
                .putHeader("content-length", "1000")
                .write(TICK)
                .onComplete(sent -> request.connection().close()));
    }
}
