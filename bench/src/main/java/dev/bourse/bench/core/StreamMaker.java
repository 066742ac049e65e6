package dev.bourse.bench.core;

import dev.bourse.bench.process.ChildJvm;
import dev.bourse.exchange.core.ExchangeCore;
import dev.bourse.exchange.core.OutputConsumer;
import dev.bourse.exchange.protocol.MessageHeaderDecoder;
import dev.bourse.exchange.protocol.OrderAcceptedDecoder;
import dev.bourse.exchange.replay.SimulatedSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Makes a {@link CommandStream} by running a core, so that cancels name orders that are open. It does so in a JVM of
 * its own: what is to be measured would otherwise be compiled for what the maker did with it.
 */
public final class StreamMaker {
    private StreamMaker() {}

    /** The stream of a session with so many timed commands, by way of a file. */
    static CommandStream make(SimulatedSession.Settings settings, int timed) throws IOException {
        Path file = Files.createTempFile("bourse-core", ".stream");
        try (ChildJvm jvm = ChildJvm.start(
                "2g",
                StreamMaker.class,
                settings.seed(),
                settings.instruments(),
                settings.accounts(),
                settings.openOrders(),
                settings.venue(),
                settings.moves(),
                timed,
                file)) {
            jvm.await("made");
            return CommandStream.read(file);
        } finally {
            Files.delete(file);
        }
    }

    /** Makes the stream of the settings that {@link #make} gives and writes it to a file. */
    public static void main(String[] arguments) throws IOException {
        SimulatedSession.Settings settings = new SimulatedSession.Settings(
                Long.parseLong(arguments[0]),
                Integer.parseInt(arguments[1]),
                Integer.parseInt(arguments[2]),
                Integer.parseInt(arguments[3]),
                Boolean.parseBoolean(arguments[4]),
                Boolean.parseBoolean(arguments[5]));
        CommandStream stream = generate(settings, Integer.parseInt(arguments[6]));
        stream.write(Path.of(arguments[7]));
        System.out.println("made " + stream.count());
    }

    private static CommandStream generate(SimulatedSession.Settings settings, int timed) {
        CommandStream stream = CommandStream.empty();
        SimulatedSession session = new SimulatedSession(settings);
        ExchangeCore core = new ExchangeCore(settings.openOrders() * 2);
        MessageHeaderDecoder header = new MessageHeaderDecoder();
        OrderAcceptedDecoder accepted = new OrderAcceptedDecoder();
        OutputConsumer counting = (buffer, offset, length) -> {
            int templateId = header.wrap(buffer, offset).templateId();
            boolean newOrder = templateId == OrderAcceptedDecoder.TEMPLATE_ID;
            stream.countOutput(
                    templateId,
                    newOrder
                            ? accepted.wrapAndApplyHeader(buffer, offset, header)
                                    .orderId()
                            : 0);
            session.onOutput(buffer, offset, length);
        };
        boolean prefilling = true;
        while (stream.count() < stream.timedFrom() + timed || prefilling) {
            int length = session.next();
            stream.add(session.buffer(), length);
            if (prefilling && !session.isSettingUp() && session.openOrders() >= settings.openOrders()) {
                prefilling = false;
                stream.beginTimed();
            }
            core.apply(session.buffer(), 0, length, stream.count() * CommandStream.STEP_MICROS, counting);
        }
        return stream;
    }
}
