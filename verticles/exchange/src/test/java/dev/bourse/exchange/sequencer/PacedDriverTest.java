package dev.bourse.exchange.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentInvoker;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How often a media driver works that is invoked more often than it has work. */
class PacedDriverTest {
    private static final long PAUSE = PacedDriver.PAUSE_NANOS;

    private final List<Long> workedAt = new ArrayList<>();
    private final AgentInvoker driver = new AgentInvoker(error -> {}, null, new Driver());
    private long now = Long.MAX_VALUE - 3; // It is legal for the clock to overflow.
    private int work;
    private final PacedDriver paced = new PacedDriver(driver, error -> {}, () -> now);

    @BeforeEach
    void start() {
        driver.start();
    }

    @Test
    @DisplayName("A driver that finds something to do works again at once, and says how much it was")
    void worksAgainAtOnce() {
        work = 2;

        assertThat(paced.invoke()).isEqualTo(2);
        assertThat(paced.invoke()).isEqualTo(2);
        assertThat(workedAt).containsExactly(now, now);
    }

    @Test
    @DisplayName("A driver that finds nothing to do works again after a pause")
    void pauses() {
        long first = now;
        assertThat(paced.invoke()).isZero();
        work = 2;
        now = first + PAUSE - 1;
        assertThat(paced.invoke()).isZero();
        now = first + PAUSE;
        assertThat(paced.invoke()).isEqualTo(2);

        assertThat(workedAt).containsExactly(first, first + PAUSE);
    }

    @Test
    @DisplayName("Whoever asks whether the driver is closed hears of the driver")
    void tellsOfTheDriver() {
        assertThat(paced.isRunning()).isTrue();
        assertThat(paced.isClosed()).isFalse();

        driver.close();

        assertThat(paced.isRunning()).isFalse();
        assertThat(paced.isClosed()).isTrue();
    }

    private final class Driver implements Agent {
        @Override
        public int doWork() {
            workedAt.add(now);
            return work;
        }

        @Override
        public String roleName() {
            return "driver";
        }
    }
}
