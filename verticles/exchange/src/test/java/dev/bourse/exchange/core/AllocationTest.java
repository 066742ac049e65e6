package dev.bourse.exchange.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.bourse.exchange.replay.SimulatedSession;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("C6: no garbage on the core's hot path")
class AllocationTest {
    @Test
    @DisplayName("once its tables have grown the core allocates nothing, with accounts, risk, SBE and reading ahead")
    void noAllocationInSteadyState() {
        // Given a session of 60,000 orders by few accounts; one core that loads the classes, one that is half through
        CoreStream stream = new CoreStream(new SimulatedSession.Settings(3, 4, 30, 400, false), 60_000);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int end = stream.commands.size();
        int middle = end / 2;
        OutputConsumer nobody = (buffer, offset, length) -> {};
        batches(stream, new ExchangeCore(4_096), 0, end, nobody);
        ExchangeCore core = new ExchangeCore(4_096);
        batches(stream, core, 0, middle, nobody);
        long before = threads.getCurrentThreadAllocatedBytes();
        long nothing = threads.getCurrentThreadAllocatedBytes() - before;

        // When the second half is applied
        before = threads.getCurrentThreadAllocatedBytes();
        batches(stream, core, middle, end, nobody);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before - nothing;

        // Then not even one object for a hundred commands was made
        assertThat(core.outputNumber()).isGreaterThan(60_000);
        assertThat(allocated).isLessThan(1_000);
    }

    private static void batches(CoreStream stream, ExchangeCore core, int from, int to, OutputConsumer output) {
        for (int first = from; first < to; first += 16) {
            int end = Math.min(to, first + 16);
            stream.readAhead(core, first, end);
            stream.apply(core, first, end, output);
        }
    }
}
