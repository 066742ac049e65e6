package dev.bourse.shared.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A process hears from the one that started it. */
class SupervisionTest {
    private final CountDownLatch ended = new CountDownLatch(1);

    @Test
    void itEndsWhenItIsToldTo() throws Exception {
        PipedOutputStream supervisor = new PipedOutputStream();
        Supervision supervision = Supervision.of(new PipedInputStream(supervisor), ended::countDown);

        supervisor.write("hello\n".getBytes(StandardCharsets.UTF_8));
        supervisor.flush();
        assertThat(supervision.ended()).isNotDone();
        supervisor.write("end\n".getBytes(StandardCharsets.UTF_8));
        supervisor.flush();

        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(supervision.ended()).isCompleted();
    }

    @Test
    void itEndsWhenItsSupervisorIsGone() throws Exception {
        PipedOutputStream supervisor = new PipedOutputStream();
        Supervision supervision = Supervision.of(new PipedInputStream(supervisor), ended::countDown);

        supervisor.close();

        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(supervision.ended()).isCompleted();
    }
}
