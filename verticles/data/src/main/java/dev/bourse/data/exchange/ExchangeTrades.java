package dev.bourse.data.exchange;

import dev.bourse.data.record.Tally;
import dev.bourse.data.record.TickSink;
import dev.bourse.data.record.Verdict;
import dev.bourse.exchange.protocol.ExecutedDecoder;
import dev.bourse.exchange.protocol.Liquidity;
import dev.bourse.exchange.protocol.MessageHeaderDecoder;
import dev.bourse.exchange.protocol.OrderAcceptedDecoder;
import dev.bourse.exchange.protocol.OrderTriggeredDecoder;
import dev.bourse.exchange.protocol.Side;
import dev.bourse.shared.instrument.Instrument;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.agrona.DirectBuffer;
import org.agrona.collections.Int2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes ticks of the exchange's outputs: each match is one, though two outputs tell of it. Its time is the log's, in
 * milliseconds. Every output has its verdict once, also if it is read again. One thread.
 */
public final class ExchangeTrades {
    private static final int MICROS = 1_000;
    private static final byte[] NOTHING = {};

    private final Registry registry;
    private final Tally tally;
    private final Listing listing = new Listing();
    private final Int2ObjectHashMap<TradeScale> scales = new Int2ObjectHashMap<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ExecutedDecoder executed = new ExecutedDecoder();
    private long counted;

    /** Where the instruments of the analysis are. */
    public interface Registry {
        /** Keeps an output that lists something, for whoever goes on behind it without having read it. */
        void keep(long number, DirectBuffer output, int offset, int length);

        /** The instrument of its symbol, which is added where that is allowed; empty where it is not. */
        Optional<Instrument> introduce(ListedInstrument listed);
    }

    /** What it makes ticks of, and where it counts. */
    public ExchangeTrades(Registry registry, Tally tally) {
        this.registry = registry;
        this.tally = tally;
    }

    /** An output that lists something, from before the first that will be taken. */
    public void list(DirectBuffer output, int offset) {
        listing.take(output, offset);
    }

    /** The instruments of the analysis may have become others. */
    public void forget() {
        scales.clear();
    }

    /** Takes an output. */
    public void take(long number, DirectBuffer output, int offset, int length, TickSink sink) {
        header.wrap(output, offset);
        int template = header.templateId();
        if (template == ExecutedDecoder.TEMPLATE_ID) {
            executed.wrapAndApplyHeader(output, offset, header);
            trade(number, sink);
            return;
        }
        if (Listing.isListing(template)) {
            ListedInstrument listed = listing.take(output, offset);
            registry.keep(number, output, offset, length);
            if (listed != null) {
                scales.put(listed.id(), TradeScale.of(listed, registry.introduce(listed)));
            }
        }
        boolean ofOrder = template >= OrderAcceptedDecoder.TEMPLATE_ID && template <= OrderTriggeredDecoder.TEMPLATE_ID;
        count(number, ofOrder ? Verdict.BOOK : Verdict.REFERENCE, "");
    }

    /** The side that rested tells the trade; of an auction's two, which both did, the seller's. */
    private void trade(long number, TickSink sink) {
        boolean tells = executed.liquidity() == Liquidity.MAKER
                || (executed.liquidity() == Liquidity.AUCTION && executed.side() == Side.SELL);
        if (!tells) {
            count(number, Verdict.BOOK, "");
            return;
        }
        TradeScale scale = scale(executed.instrumentId());
        Verdict verdict = scale == null ? Verdict.UNKNOWN_SYMBOL : scale.judge(executed.price(), executed.quantity());
        if (scale != null && verdict == Verdict.ACCEPTED) {
            long time = executed.timestamp() / MICROS;
            long price = executed.price() * scale.priceFactor();
            sink.tick(scale.instrument(), time, price, executed.quantity() * scale.sizeFactor());
            if (number > counted) {
                tally.ticks(1);
            }
            count(number, verdict, "");
        } else {
            count(number, verdict, text(number));
        }
    }

    private @Nullable TradeScale scale(int id) {
        TradeScale known = scales.get(id);
        ListedInstrument listed = known == null ? listing.instrument(id) : null;
        if (listed != null) {
            known = TradeScale.of(listed, registry.introduce(listed));
            scales.put(id, known);
        }
        return known;
    }

    private void count(long number, Verdict verdict, String text) {
        if (number > counted) {
            counted = number;
            byte[] bytes = text.isEmpty() ? NOTHING : text.getBytes(StandardCharsets.US_ASCII);
            tally.count(verdict, bytes, 0, bytes.length);
        }
    }

    private String text(long number) {
        ListedInstrument listed = listing.instrument(executed.instrumentId());
        return "output " + number + ": match " + executed.matchId() + " of "
                + (listed == null ? "instrument " + executed.instrumentId() : listed.symbol()) + ", "
                + executed.quantity() + " lots at " + executed.price() + " ticks";
    }
}
