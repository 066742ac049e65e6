package dev.bourse.web.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bourse.shared.telemetry.Counter;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What becomes of a question while its owner changes. */
class QuestionTest {
    private static final String ADDRESS = "states.0.query";
    private static final Duration LONG = Duration.ofSeconds(30);

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger again = new AtomicInteger();
    private Runnable whenAskedAgain = () -> {};

    private final Counter askedAgain = new Counter() {
        @Override
        public void add(long amount) {
            again.addAndGet((int) amount);
            whenAskedAgain.run();
        }

        @Override
        public long count() {
            return again.get();
        }
    };

    @AfterEach
    void close() throws Exception {
        vertx.close().await(20, TimeUnit.SECONDS);
    }

    @Test
    @DisplayName("an owner that comes a moment later answers")
    void askedAgain() throws Exception {
        whenAskedAgain = () -> {
            if (again.get() == 3) {
                vertx.eventBus().<JsonObject>consumer(ADDRESS, question -> question.reply(question.body()));
            }
        };
        assertThat(ask(LONG).await(20, TimeUnit.SECONDS)).isEqualTo(body());
        assertThat(again).hasValue(3);
    }

    @Test
    @DisplayName("where nobody ever comes, it fails when its time is over")
    void nobody() {
        Future<JsonObject> answer = ask(Duration.ofMillis(200));
        assertThatThrownBy(() -> answer.await(20, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        ReplyException.class,
                        failure -> assertThat(failure.failureType()).isEqualTo(ReplyFailure.NO_HANDLERS));
        assertThat(again.get()).isBetween(1, 4);
    }

    @Test
    @DisplayName("what an owner refuses is not asked again")
    void refused() {
        AtomicInteger asked = new AtomicInteger();
        vertx.eventBus().<JsonObject>consumer(ADDRESS, question -> {
            asked.incrementAndGet();
            question.fail(404, "no such instrument");
        });
        Future<JsonObject> answer = ask(LONG);
        assertThatThrownBy(() -> answer.await(20, TimeUnit.SECONDS)).hasMessageContaining("no such instrument");
        assertThat(asked).hasValue(1);
        assertThat(again).hasValue(0);
    }

    private Future<JsonObject> ask(Duration timeout) {
        return Question.ask(vertx, ADDRESS, body(), timeout, askedAgain);
    }

    private static JsonObject body() {
        return new JsonObject().put("op", "bars");
    }
}
