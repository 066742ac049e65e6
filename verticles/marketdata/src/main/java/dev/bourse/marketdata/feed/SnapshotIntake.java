package dev.bourse.marketdata.feed;

import dev.bourse.marketdata.market.InstrumentDefinition;
import dev.bourse.marketdata.market.InstrumentDefinition.AssetDefinition;
import dev.bourse.marketdata.market.TradingPhase;
import dev.bourse.marketdata.protocol.MessageHeaderDecoder;
import dev.bourse.marketdata.protocol.SnapshotEndedDecoder;
import dev.bourse.marketdata.protocol.SnapshotOrderDecoder;
import dev.bourse.marketdata.protocol.SnapshotStartedDecoder;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/** Puts the messages of a book's copy together; a copy of which one is missing is dropped, another comes round. */
final class SnapshotIntake {
    private final Map<Integer, ReceivedInstrument> instruments;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final SnapshotStartedDecoder started = new SnapshotStartedDecoder();
    private final SnapshotOrderDecoder order = new SnapshotOrderDecoder();
    private final SnapshotEndedDecoder ended = new SnapshotEndedDecoder();
    private @Nullable ReceivedInstrument filling;
    private long number;
    private int orders;
    private int place;
    private int listed = -1;

    SnapshotIntake(Map<Integer, ReceivedInstrument> instruments) {
        this.instruments = instruments;
    }

    /** How many instruments there are, as the last copy said; -1 before the first. */
    int listed() {
        return listed;
    }

    /** Forgets the copy that was being put together. */
    void reset() {
        filling = null;
    }

    /**
     * Takes a message.
     *
     * @param oldest copies of a lower number are of no use
     * @return an instrument whose copy is complete now, with its number set, or null
     */
    @Nullable
    ReceivedInstrument take(DirectBuffer buffer, int offset, long oldest) {
        header.wrap(buffer, offset);
        return switch (header.templateId()) {
            case SnapshotStartedDecoder.TEMPLATE_ID -> {
                started.wrapAndApplyHeader(buffer, offset, header);
                listed = started.instruments();
                filling = started.number() < oldest ? null : start();
                yield null;
            }
            case SnapshotOrderDecoder.TEMPLATE_ID -> {
                order.wrapAndApplyHeader(buffer, offset, header);
                fill();
                yield null;
            }
            default -> {
                ended.wrapAndApplyHeader(buffer, offset, header);
                yield end();
            }
        };
    }

    private @Nullable ReceivedInstrument start() {
        ReceivedInstrument instrument = instruments.get(started.instrumentId());
        if (instrument != null && instrument.isWhole()) {
            return null;
        }
        if (instrument == null) {
            instrument = new ReceivedInstrument(definition());
            instruments.put(started.instrumentId(), instrument);
        }
        instrument.lose();
        instrument.setPhase(TradingPhase.of(started.phase().value()));
        number = started.number();
        orders = started.orders();
        place = 0;
        return instrument;
    }

    private InstrumentDefinition definition() {
        return new InstrumentDefinition(
                started.instrumentId(),
                started.symbol(),
                new AssetDefinition(started.baseAsset(), started.baseDecimals()),
                new AssetDefinition(started.quoteAsset(), started.quoteDecimals()),
                started.lotBaseUnits(),
                started.tickQuoteUnits());
    }

    private void fill() {
        ReceivedInstrument into = filling;
        if (into == null) {
            return;
        }
        boolean next = into.definition().id() == order.instrumentId()
                && order.number() == number
                && order.place() == place
                && place < orders;
        if (!next) {
            filling = null;
            return;
        }
        boolean buy = order.side() == dev.bourse.marketdata.protocol.Side.BUY;
        into.book().add(order.orderId(), buy, order.price(), order.quantity(), 0);
        place++;
    }

    private @Nullable ReceivedInstrument end() {
        ReceivedInstrument complete = filling;
        filling = null;
        if (complete == null
                || complete.definition().id() != ended.instrumentId()
                || ended.number() != number
                || place != orders) {
            return null;
        }
        complete.restored(number);
        return complete;
    }
}
