package dev.bourse.exchange.core;

import dev.bourse.exchange.protocol.AssetAddedEncoder;
import dev.bourse.exchange.protocol.AuctionUncrossedEncoder;
import dev.bourse.exchange.protocol.DayEndedEncoder;
import dev.bourse.exchange.protocol.FeesSetEncoder;
import dev.bourse.exchange.protocol.Flag;
import dev.bourse.exchange.protocol.InstrumentAddedEncoder;
import dev.bourse.exchange.protocol.InstrumentLimitsSetEncoder;
import dev.bourse.exchange.protocol.Phase;
import dev.bourse.exchange.protocol.PhaseChangedEncoder;
import dev.bourse.exchange.protocol.PriceBandsSetEncoder;

/** Says what changed about assets, instruments and the trading day, as numbered SBE messages. */
final class MarketOutputs {
    private final OutputNumbering numbering;
    private final AssetAddedEncoder assetAdded = new AssetAddedEncoder();
    private final InstrumentAddedEncoder instrumentAdded = new InstrumentAddedEncoder();
    private final InstrumentLimitsSetEncoder limitsSet = new InstrumentLimitsSetEncoder();
    private final FeesSetEncoder feesSet = new FeesSetEncoder();
    private final PriceBandsSetEncoder bandsSet = new PriceBandsSetEncoder();
    private final PhaseChangedEncoder phaseChanged = new PhaseChangedEncoder();
    private final AuctionUncrossedEncoder uncrossed = new AuctionUncrossedEncoder();
    private final DayEndedEncoder dayEnded = new DayEndedEncoder();

    MarketOutputs(OutputNumbering numbering) {
        this.numbering = numbering;
    }

    void assetAdded(int assetId, int decimals, long symbolFirst, long symbolLast) {
        assetAdded
                .wrapAndApplyHeader(numbering.buffer, 0, numbering.header)
                .outputNumber(numbering.next())
                .commandNumber(numbering.commandNumber)
                .timestamp(numbering.timestamp)
                .correlationId(numbering.correlationId)
                .assetId(assetId)
                .decimals(decimals);
        putSymbol(assetAdded.offset() + AssetAddedEncoder.symbolEncodingOffset(), symbolFirst, symbolLast);
        numbering.send(AssetAddedEncoder.BLOCK_LENGTH);
    }

    void instrumentAdded(Instrument instrument) {
        instrumentAdded
                .wrapAndApplyHeader(numbering.buffer, 0, numbering.header)
                .outputNumber(numbering.next())
                .commandNumber(numbering.commandNumber)
                .timestamp(numbering.timestamp)
                .correlationId(numbering.correlationId)
                .instrumentId(instrument.id)
                .baseAssetId(instrument.baseAssetId)
                .quoteAssetId(instrument.quoteAssetId)
                .makerFeeBps(instrument.makerFeeBps)
                .takerFeeBps(instrument.takerFeeBps)
                .lotBaseUnits(instrument.lotBaseUnits)
                .tickQuoteUnits(instrument.tickQuoteUnits);
        int padding = instrumentAdded.offset() + InstrumentAddedEncoder.paddingEncodingOffset();
        numbering.buffer.putInt(padding, 0);
        int symbol = instrumentAdded.offset() + InstrumentAddedEncoder.symbolEncodingOffset();
        putSymbol(symbol, instrument.symbolFirst, instrument.symbolLast);
        numbering.send(InstrumentAddedEncoder.BLOCK_LENGTH);
    }

    void limitsSet(int instrumentId) {
        limitsSet
                .wrapAndApplyHeader(numbering.buffer, 0, numbering.header)
                .outputNumber(numbering.next())
                .commandNumber(numbering.commandNumber)
                .timestamp(numbering.timestamp)
                .correlationId(numbering.correlationId)
                .instrumentId(instrumentId);
        numbering.send(InstrumentLimitsSetEncoder.BLOCK_LENGTH);
    }

    void feesSet(Instrument instrument) {
        feesSet.wrapAndApplyHeader(numbering.buffer, 0, numbering.header)
                .outputNumber(numbering.next())
                .commandNumber(numbering.commandNumber)
                .timestamp(numbering.timestamp)
                .correlationId(numbering.correlationId)
                .instrumentId(instrument.id)
                .makerFeeBps(instrument.makerFeeBps)
                .takerFeeBps(instrument.takerFeeBps);
        numbering.send(FeesSetEncoder.BLOCK_LENGTH);
    }

    void bandsSet(Instrument instrument) {
        bandsSet.wrapAndApplyHeader(numbering.buffer, 0, numbering.header)
                .outputNumber(numbering.next())
                .commandNumber(numbering.commandNumber)
                .timestamp(numbering.timestamp)
                .correlationId(numbering.correlationId)
                .instrumentId(instrument.id)
                .bandBps(instrument.bandBps)
                .referencePrice(instrument.referencePrice);
        numbering.send(PriceBandsSetEncoder.BLOCK_LENGTH);
    }

    void phaseChanged(int instrumentId, Phase phase, boolean byPriceBand) {
        phaseChanged
                .wrapAndApplyHeader(numbering.buffer, 0, numbering.header)
                .outputNumber(numbering.next())
                .commandNumber(numbering.commandNumber)
                .timestamp(numbering.timestamp)
                .correlationId(numbering.correlationId)
                .instrumentId(instrumentId)
                .phase(phase)
                .byPriceBand(byPriceBand ? Flag.YES : Flag.NO);
        numbering.send(PhaseChangedEncoder.BLOCK_LENGTH);
    }

    void uncrossed(int instrumentId, long price, long quantity) {
        uncrossed
                .wrapAndApplyHeader(numbering.buffer, 0, numbering.header)
                .outputNumber(numbering.next())
                .commandNumber(numbering.commandNumber)
                .timestamp(numbering.timestamp)
                .correlationId(numbering.correlationId)
                .instrumentId(instrumentId)
                .price(price)
                .quantity(quantity);
        int padding = uncrossed.offset() + AuctionUncrossedEncoder.paddingEncodingOffset();
        numbering.buffer.putInt(padding, 0);
        numbering.send(AuctionUncrossedEncoder.BLOCK_LENGTH);
    }

    void dayEnded(long orders) {
        dayEnded.wrapAndApplyHeader(numbering.buffer, 0, numbering.header)
                .outputNumber(numbering.next())
                .commandNumber(numbering.commandNumber)
                .timestamp(numbering.timestamp)
                .correlationId(numbering.correlationId)
                .orders(orders);
        numbering.send(DayEndedEncoder.BLOCK_LENGTH);
    }

    private void putSymbol(int at, long first, long last) {
        numbering.buffer.putLong(at, first, AssetAddedEncoder.BYTE_ORDER);
        numbering.buffer.putLong(at + Long.BYTES, last, AssetAddedEncoder.BYTE_ORDER);
    }
}
