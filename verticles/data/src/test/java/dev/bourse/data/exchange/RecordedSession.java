package dev.bourse.data.exchange;

import dev.bourse.exchange.core.ExchangeCore;
import dev.bourse.exchange.message.CommandWriter;
import dev.bourse.exchange.protocol.ExecutedDecoder;
import dev.bourse.exchange.protocol.Liquidity;
import dev.bourse.exchange.protocol.MessageHeaderDecoder;
import dev.bourse.exchange.protocol.Phase;
import dev.bourse.exchange.protocol.Side;
import dev.bourse.exchange.replay.SimulatedSession;
import dev.bourse.exchange.world.World;
import dev.bourse.exchange.world.WorldVisitor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The outputs of an exchange with four instruments, S1/USD to S4/USD, of which the first ends its day with an auction;
 * one command each millisecond. The ticks that they must become are told by the other side of each match than the one
 * that the feed looks at.
 */
public final class RecordedSession {
    /** When it begins, milliseconds. */
    public static final long START = 1_700_000_000_000L;

    private final ExchangeCore core = new ExchangeCore(64);
    private final List<byte[]> outputs = new ArrayList<>();
    private final List<String> ticks = new ArrayList<>();
    private final List<Long> numbers = new ArrayList<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ExecutedDecoder executed = new ExecutedDecoder();
    private final SimulatedSession session;
    private long now = START;

    /** A session of so many orders behind its set-up. */
    public RecordedSession(int orders) {
        session = new SimulatedSession(new SimulatedSession.Settings(7, 4, 20, 100, false));
        for (int left = orders; left > 0; left -= session.isSettingUp() ? 0 : 1) {
            next();
        }
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[CommandWriter.LONGEST]);
        CommandWriter writer = new CommandWriter(buffer);
        apply(buffer, writer.market().changePhase(1, 1, Phase.CLOSING_AUCTION));
        for (int left = orders / 4; left > 0; left--) {
            next();
        }
        apply(buffer, writer.market().changePhase(1, 1, Phase.CLOSED));
    }

    /** Every output, by its number less one. */
    public List<byte[]> outputs() {
        return outputs;
    }

    /** What an exchange lists that has deleted the outputs up to a number. */
    public World worldAfter(long number) {
        World last = core.view().world();
        return new World() {
            @Override
            public long number() {
                return number;
            }

            @Override
            public long time() {
                return START * 1_000 + number;
            }

            @Override
            public void tell(WorldVisitor visitor) {
                last.tell(visitor);
            }
        };
    }

    /** {@code SYMBOL time price size} of each match. */
    public List<String> ticks() {
        return ticks;
    }

    /** Those of them whose output comes after a number, and whose symbol begins so. */
    public List<String> ticksAfter(long number, String symbol) {
        return IntStream.range(0, ticks.size())
                .filter(index -> numbers.get(index) > number)
                .mapToObj(ticks::get)
                .filter(tick -> tick.startsWith(symbol))
                .toList();
    }

    /** Those of them of one symbol. */
    public List<String> ticks(String symbol) {
        return ticks.stream().filter(tick -> tick.startsWith(symbol + " ")).toList();
    }

    private void next() {
        int length = session.next();
        apply(session.buffer(), length);
    }

    private void apply(DirectBuffer command, int length) {
        core.apply(command, 0, length, now * 1_000, (buffer, offset, size) -> {
            session.onOutput(buffer, offset, size);
            byte[] copy = new byte[size];
            buffer.getBytes(offset, copy);
            outputs.add(copy);
            tell(new UnsafeBuffer(copy));
        });
        now++;
    }

    private void tell(DirectBuffer output) {
        header.wrap(output, 0);
        if (header.templateId() == ExecutedDecoder.TEMPLATE_ID) {
            executed.wrapAndApplyHeader(output, 0, header);
            boolean buyerInAuction = executed.liquidity() == Liquidity.AUCTION && executed.side() == Side.BUY;
            if (executed.liquidity() == Liquidity.TAKER || buyerInAuction) {
                numbers.add(outputs.size() + 1L);
                ticks.add("S" + executed.instrumentId() + "/USD " + now + " " + executed.price() + " "
                        + executed.quantity());
            }
        }
    }
}
