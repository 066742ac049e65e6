package dev.bourse.marketdata.feed;

import dev.bourse.marketdata.market.InstrumentDefinition;
import dev.bourse.marketdata.market.InstrumentDefinition.AssetDefinition;
import dev.bourse.marketdata.market.TradingPhase;
import dev.bourse.marketdata.protocol.AuctionEndedDecoder;
import dev.bourse.marketdata.protocol.DayClosedDecoder;
import dev.bourse.marketdata.protocol.Flag;
import dev.bourse.marketdata.protocol.InstrumentListedDecoder;
import dev.bourse.marketdata.protocol.MessageHeaderDecoder;
import dev.bourse.marketdata.protocol.OrderAddedDecoder;
import dev.bourse.marketdata.protocol.OrderChangedDecoder;
import dev.bourse.marketdata.protocol.OrderDeletedDecoder;
import dev.bourse.marketdata.protocol.OrderExecutedDecoder;
import dev.bourse.marketdata.protocol.PhaseSetDecoder;
import dev.bourse.marketdata.protocol.Side;
import dev.bourse.marketdata.trade.Trade.Aggressor;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.agrona.collections.Int2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/** Applies events to the books of the instruments that a receiver has whole. */
final class EventApplier {
    private final Map<Integer, ReceivedInstrument> instruments = new Int2ObjectHashMap<>();
    private final FeedListener listener;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final InstrumentListedDecoder listed = new InstrumentListedDecoder();
    private final PhaseSetDecoder phaseSet = new PhaseSetDecoder();
    private final OrderAddedDecoder added = new OrderAddedDecoder();
    private final OrderChangedDecoder changed = new OrderChangedDecoder();
    private final OrderDeletedDecoder deleted = new OrderDeletedDecoder();
    private final OrderExecutedDecoder executed = new OrderExecutedDecoder();
    private final AuctionEndedDecoder ended = new AuctionEndedDecoder();
    private final DayClosedDecoder dayClosed = new DayClosedDecoder();

    EventApplier(FeedListener listener) {
        this.listener = listener;
    }

    Map<Integer, ReceivedInstrument> instruments() {
        return instruments;
    }

    /** Applies an event; where {@code only} is not 0, only if it is about that instrument. */
    void apply(DirectBuffer buffer, int offset, int only) {
        header.wrap(buffer, offset);
        switch (header.templateId()) {
            case InstrumentListedDecoder.TEMPLATE_ID -> list(buffer, offset);
            case PhaseSetDecoder.TEMPLATE_ID -> {
                phaseSet.wrapAndApplyHeader(buffer, offset, header);
                ReceivedInstrument to = ready(phaseSet.instrumentId(), phaseSet.number(), only);
                if (to != null) {
                    to.setPhase(TradingPhase.of(phaseSet.phase().value()));
                    listener.phaseChanged(
                            phaseSet.number(),
                            phaseSet.time(),
                            phaseSet.instrumentId(),
                            to.phase(),
                            phaseSet.byPriceBand() == Flag.YES);
                }
            }
            case OrderAddedDecoder.TEMPLATE_ID -> add(buffer, offset, only);
            case OrderChangedDecoder.TEMPLATE_ID -> {
                changed.wrapAndApplyHeader(buffer, offset, header);
                ReceivedInstrument to = ready(changed.instrumentId(), changed.number(), only);
                if (to != null) {
                    to.book().change(changed.orderId(), changed.quantity());
                    listener.orderChanged(
                            changed.number(),
                            changed.time(),
                            changed.instrumentId(),
                            changed.orderId(),
                            changed.quantity());
                }
            }
            case OrderDeletedDecoder.TEMPLATE_ID -> {
                deleted.wrapAndApplyHeader(buffer, offset, header);
                ReceivedInstrument to = ready(deleted.instrumentId(), deleted.number(), only);
                if (to != null) {
                    to.book().remove(deleted.orderId());
                    listener.orderDeleted(deleted.number(), deleted.time(), deleted.instrumentId(), deleted.orderId());
                }
            }
            case OrderExecutedDecoder.TEMPLATE_ID -> execute(buffer, offset, only);
            default -> tell(buffer, offset, only);
        }
    }

    private void list(DirectBuffer buffer, int offset) {
        listed.wrapAndApplyHeader(buffer, offset, header);
        InstrumentDefinition definition = new InstrumentDefinition(
                listed.instrumentId(),
                listed.symbol(),
                new AssetDefinition(listed.baseAsset(), listed.baseDecimals()),
                new AssetDefinition(listed.quoteAsset(), listed.quoteDecimals()),
                listed.lotBaseUnits(),
                listed.tickQuoteUnits());
        ReceivedInstrument known = instruments.get(definition.id());
        if (known == null || !known.isWhole()) {
            ReceivedInstrument fresh = new ReceivedInstrument(definition);
            fresh.restored(listed.number());
            instruments.put(definition.id(), fresh);
            listener.instrumentAdded(listed.number(), listed.time(), definition);
        }
    }

    private void add(DirectBuffer buffer, int offset, int only) {
        added.wrapAndApplyHeader(buffer, offset, header);
        int id = added.instrumentId();
        ReceivedInstrument to = ready(id, added.number(), only);
        if (to != null) {
            boolean buy = added.side() == Side.BUY;
            to.book().add(added.orderId(), buy, added.price(), added.quantity(), 0);
            listener.orderAdded(
                    added.number(), added.time(), id, added.orderId(), buy, added.price(), added.quantity());
        }
    }

    private void execute(DirectBuffer buffer, int offset, int only) {
        executed.wrapAndApplyHeader(buffer, offset, header);
        int id = executed.instrumentId();
        ReceivedInstrument to = ready(id, executed.number(), only);
        if (to != null) {
            to.book().execute(executed.orderId(), executed.quantity());
            listener.orderExecuted(
                    executed.number(),
                    executed.time(),
                    id,
                    executed.orderId(),
                    executed.matchId(),
                    executed.price(),
                    executed.quantity(),
                    Aggressor.values()[executed.aggressor().value()],
                    executed.counts() == Flag.YES);
        }
    }

    /** Events that change no book. */
    private void tell(DirectBuffer buffer, int offset, int only) {
        if (header.templateId() == AuctionEndedDecoder.TEMPLATE_ID) {
            ended.wrapAndApplyHeader(buffer, offset, header);
            ReceivedInstrument to = ready(ended.instrumentId(), ended.number(), only);
            if (to != null) {
                listener.uncrossed(ended.number(), ended.time(), ended.instrumentId(), ended.price(), ended.quantity());
            }
        } else if (header.templateId() == DayClosedDecoder.TEMPLATE_ID && only == 0) {
            dayClosed.wrapAndApplyHeader(buffer, offset, header);
            listener.dayEnded(dayClosed.number(), dayClosed.time());
        }
    }

    /** The instrument that an event is to change: one that is whole and has not got the event by a copy. */
    private @Nullable ReceivedInstrument ready(int id, long number, int only) {
        ReceivedInstrument instrument = instruments.get(id);
        if (instrument == null || !instrument.isWhole() || number <= instrument.number() || (only != 0 && only != id)) {
            return null;
        }
        instrument.applied(number);
        return instrument;
    }
}
