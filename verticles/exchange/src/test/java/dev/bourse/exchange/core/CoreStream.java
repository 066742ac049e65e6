package dev.bourse.exchange.core;

import dev.bourse.exchange.replay.SimulatedSession;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** The commands of a simulated session, kept to be applied to one core after another. */
final class CoreStream {
    private static final long STEP_MICROS = 10;

    final List<UnsafeBuffer> commands = new ArrayList<>();

    CoreStream(SimulatedSession.Settings settings, int behindSetUp) {
        SimulatedSession session = new SimulatedSession(settings);
        ExchangeCore core = new ExchangeCore(64);
        int left = behindSetUp;
        while (left > 0) {
            int length = session.next();
            byte[] bytes = new byte[length];
            session.buffer().getBytes(0, bytes);
            commands.add(new UnsafeBuffer(bytes));
            core.apply(session.buffer(), 0, length, commands.size() * STEP_MICROS, session);
            left -= session.isSettingUp() ? 0 : 1;
        }
    }

    void apply(ExchangeCore core, int from, int to, OutputConsumer output) {
        for (int i = from; i < to; i++) {
            UnsafeBuffer command = commands.get(i);
            core.apply(command, 0, command.capacity(), (i + 1) * STEP_MICROS, output);
        }
    }

    void readAhead(ExchangeCore core, int from, int to) {
        for (int i = from; i < to; i++) {
            UnsafeBuffer command = commands.get(i);
            core.readAhead(command, 0, command.capacity());
        }
        core.readFurtherAhead();
    }
}
