package dev.bourse.marketdata.feed;

import dev.bourse.marketdata.market.InstrumentDefinition;
import dev.bourse.marketdata.market.MarketListener;
import dev.bourse.marketdata.market.TradingPhase;
import dev.bourse.marketdata.protocol.AuctionEndedEncoder;
import dev.bourse.marketdata.protocol.DayClosedEncoder;
import dev.bourse.marketdata.protocol.Flag;
import dev.bourse.marketdata.protocol.InstrumentListedEncoder;
import dev.bourse.marketdata.protocol.MessageHeaderEncoder;
import dev.bourse.marketdata.protocol.OrderAddedEncoder;
import dev.bourse.marketdata.protocol.OrderChangedEncoder;
import dev.bourse.marketdata.protocol.OrderDeletedEncoder;
import dev.bourse.marketdata.protocol.OrderExecutedEncoder;
import dev.bourse.marketdata.protocol.Phase;
import dev.bourse.marketdata.protocol.PhaseSetEncoder;
import dev.bourse.marketdata.protocol.Side;
import dev.bourse.marketdata.trade.Trade.Aggressor;

/** Writes what happened to the market as events into the store, each with the number of the one before. */
final class EventEncoder implements MarketListener {
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;

    private final EventStore store;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final InstrumentListedEncoder listed = new InstrumentListedEncoder();
    private final PhaseSetEncoder phaseSet = new PhaseSetEncoder();
    private final OrderAddedEncoder added = new OrderAddedEncoder();
    private final OrderChangedEncoder changed = new OrderChangedEncoder();
    private final OrderDeletedEncoder deleted = new OrderDeletedEncoder();
    private final OrderExecutedEncoder executed = new OrderExecutedEncoder();
    private final AuctionEndedEncoder ended = new AuctionEndedEncoder();
    private final DayClosedEncoder dayClosed = new DayClosedEncoder();

    EventEncoder(EventStore store) {
        this.store = store;
    }

    @Override
    public void instrumentAdded(long number, long time, InstrumentDefinition definition) {
        listed.wrapAndApplyHeader(store.buffer(), store.nextOffset(), header)
                .number(number)
                .previous(store.lastNumber())
                .time(time)
                .lotBaseUnits(definition.lotBaseUnits())
                .tickQuoteUnits(definition.tickQuoteUnits())
                .instrumentId(definition.id())
                .baseDecimals(definition.base().decimals())
                .quoteDecimals(definition.quote().decimals())
                .symbol(definition.symbol())
                .baseAsset(definition.base().symbol())
                .quoteAsset(definition.quote().symbol());
        store.append(number, HEADER + InstrumentListedEncoder.BLOCK_LENGTH);
    }

    @Override
    public void phaseChanged(long number, long time, int instrumentId, TradingPhase phase, boolean byPriceBand) {
        phaseSet.wrapAndApplyHeader(store.buffer(), store.nextOffset(), header)
                .number(number)
                .previous(store.lastNumber())
                .time(time)
                .instrumentId(instrumentId)
                .phase(Phase.get((short) phase.ordinal()))
                .byPriceBand(byPriceBand ? Flag.YES : Flag.NO);
        store.append(number, HEADER + PhaseSetEncoder.BLOCK_LENGTH);
    }

    @Override
    public void orderAdded(
            long number, long time, int instrumentId, long orderId, boolean buy, long price, long displayed) {
        added.wrapAndApplyHeader(store.buffer(), store.nextOffset(), header)
                .number(number)
                .previous(store.lastNumber())
                .time(time)
                .orderId(orderId)
                .price(price)
                .quantity(displayed)
                .instrumentId(instrumentId)
                .side(buy ? Side.BUY : Side.SELL);
        store.append(number, HEADER + OrderAddedEncoder.BLOCK_LENGTH);
    }

    @Override
    public void orderChanged(long number, long time, int instrumentId, long orderId, long displayed) {
        changed.wrapAndApplyHeader(store.buffer(), store.nextOffset(), header)
                .number(number)
                .previous(store.lastNumber())
                .time(time)
                .orderId(orderId)
                .quantity(displayed)
                .instrumentId(instrumentId);
        store.append(number, HEADER + OrderChangedEncoder.BLOCK_LENGTH);
    }

    @Override
    public void orderDeleted(long number, long time, int instrumentId, long orderId) {
        deleted.wrapAndApplyHeader(store.buffer(), store.nextOffset(), header)
                .number(number)
                .previous(store.lastNumber())
                .time(time)
                .orderId(orderId)
                .instrumentId(instrumentId);
        store.append(number, HEADER + OrderDeletedEncoder.BLOCK_LENGTH);
    }

    @Override
    public void orderExecuted(
            long number,
            long time,
            int instrumentId,
            long orderId,
            long matchId,
            long price,
            long quantity,
            Aggressor aggressor,
            boolean counts) {
        executed.wrapAndApplyHeader(store.buffer(), store.nextOffset(), header)
                .number(number)
                .previous(store.lastNumber())
                .time(time)
                .orderId(orderId)
                .matchId(matchId)
                .price(price)
                .quantity(quantity)
                .instrumentId(instrumentId)
                .aggressor(dev.bourse.marketdata.protocol.Aggressor.get((short) aggressor.ordinal()))
                .counts(counts ? Flag.YES : Flag.NO);
        store.append(number, HEADER + OrderExecutedEncoder.BLOCK_LENGTH);
    }

    @Override
    public void uncrossed(long number, long time, int instrumentId, long price, long quantity) {
        ended.wrapAndApplyHeader(store.buffer(), store.nextOffset(), header)
                .number(number)
                .previous(store.lastNumber())
                .time(time)
                .price(price)
                .quantity(quantity)
                .instrumentId(instrumentId);
        store.append(number, HEADER + AuctionEndedEncoder.BLOCK_LENGTH);
    }

    @Override
    public void dayEnded(long number, long time) {
        dayClosed
                .wrapAndApplyHeader(store.buffer(), store.nextOffset(), header)
                .number(number)
                .previous(store.lastNumber())
                .time(time);
        store.append(number, HEADER + DayClosedEncoder.BLOCK_LENGTH);
    }
}
