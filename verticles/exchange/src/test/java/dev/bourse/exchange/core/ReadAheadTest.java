package dev.bourse.exchange.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.exchange.replay.SimulatedSession;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("C6: reading ahead")
class ReadAheadTest {
    @ParameterizedTest(name = "mostly moves: {0}")
    @ValueSource(booleans = {false, true})
    @DisplayName("changes neither the outputs nor the state, in batches of any size, past its room too")
    void changesNothing(boolean moves) {
        // Given the commands of a session as on a venue
        CoreStream stream = new CoreStream(new SimulatedSession.Settings(5, 7, 3_000, 600, true, moves), 20_000);
        int count = stream.commands.size();
        OutputLog plain = new OutputLog();
        ExchangeCore alone = new ExchangeCore(64);
        stream.apply(alone, 0, count, plain);

        // When another core reads ahead in batches of 1 to 100
        OutputLog log = new OutputLog();
        ExchangeCore ahead = new ExchangeCore(64);
        SplittableRandom random = new SplittableRandom(1);
        int from = 0;
        while (from < count) {
            int to = Math.min(count, from + 1 + random.nextInt(100));
            stream.readAhead(ahead, from, to);
            stream.apply(ahead, from, to, log);
            from = to;
        }

        // Then both are the same
        assertThat(log.bytes()).isEqualTo(plain.bytes());
        assertThat(ahead.stateHash()).isEqualTo(alone.stateHash());
    }

    @Test
    @DisplayName("takes any bytes, whatever numbers they name")
    void takesAnyBytes() {
        // Given a core with a session behind it
        CoreStream stream = new CoreStream(new SimulatedSession.Settings(5, 3, 20, 100, false), 2_000);
        ExchangeCore core = new ExchangeCore(64);
        stream.apply(core, 0, stream.commands.size(), (buffer, offset, length) -> {});
        long hash = core.stateHash();

        // When commands whose fields are random are read ahead
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 100_000; i++) {
            UnsafeBuffer source = stream.commands.get(stream.commands.size() - 1 - random.nextInt(1_000));
            byte[] bytes = new byte[source.capacity()];
            source.getBytes(0, bytes);
            for (int at = 8; at < bytes.length; at++) {
                bytes[at] = random.nextInt(3) == 0 ? (byte) random.nextInt() : bytes[at];
            }
            core.readAhead(new UnsafeBuffer(bytes), 0, random.nextInt(bytes.length + 1));
            core.readFurtherAhead();
        }

        // Then the state is what it was
        assertThat(core.stateHash()).isEqualTo(hash);
    }
}
