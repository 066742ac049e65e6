package dev.bourse.exchange.message;

import dev.bourse.exchange.protocol.AddAssetEncoder;
import dev.bourse.exchange.protocol.AddInstrumentEncoder;
import dev.bourse.exchange.protocol.CancelAllOfInstrumentEncoder;
import dev.bourse.exchange.protocol.ChangePhaseEncoder;
import dev.bourse.exchange.protocol.EndDayEncoder;
import dev.bourse.exchange.protocol.MarkSnapshotEncoder;
import dev.bourse.exchange.protocol.MessageHeaderEncoder;
import dev.bourse.exchange.protocol.Phase;
import dev.bourse.exchange.protocol.SetFeesEncoder;
import dev.bourse.exchange.protocol.SetInstrumentLimitsEncoder;
import dev.bourse.exchange.protocol.SetPriceBandsEncoder;
import dev.bourse.exchange.protocol.TickEncoder;
import org.agrona.MutableDirectBuffer;

/**
 * Writes commands of assets, instruments and time as SBE messages, as {@link CommandWriter} does those of accounts. One
 * thread.
 */
public final class MarketCommandWriter {
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final AddAssetEncoder addAsset = new AddAssetEncoder();
    private final AddInstrumentEncoder addInstrument = new AddInstrumentEncoder();
    private final SetInstrumentLimitsEncoder setInstrumentLimits = new SetInstrumentLimitsEncoder();
    private final SetFeesEncoder setFees = new SetFeesEncoder();
    private final SetPriceBandsEncoder setPriceBands = new SetPriceBandsEncoder();
    private final ChangePhaseEncoder changePhase = new ChangePhaseEncoder();
    private final CancelAllOfInstrumentEncoder cancelAllOfInstrument = new CancelAllOfInstrumentEncoder();
    private final TickEncoder tick = new TickEncoder();
    private final EndDayEncoder endDay = new EndDayEncoder();
    private final MarkSnapshotEncoder markSnapshot = new MarkSnapshotEncoder();
    private final MutableDirectBuffer buffer;

    MarketCommandWriter(MutableDirectBuffer buffer) {
        this.buffer = buffer;
    }

    /** Adds an asset. */
    public int addAsset(long correlationId, int assetId, int decimals, String symbol) {
        addAsset.wrapAndApplyHeader(buffer, 0, header)
                .correlationId(correlationId)
                .assetId(assetId)
                .decimals(decimals)
                .symbol(symbol);
        return HEADER + AddAssetEncoder.BLOCK_LENGTH;
    }

    /** Adds an instrument in phase CLOSED with no limits and no bands. */
    public int addInstrument(
            long correlationId,
            int instrumentId,
            int baseAssetId,
            int quoteAssetId,
            int makerFeeBps,
            int takerFeeBps,
            long lotBaseUnits,
            long tickQuoteUnits,
            String symbol) {
        addInstrument
                .wrapAndApplyHeader(buffer, 0, header)
                .correlationId(correlationId)
                .instrumentId(instrumentId)
                .baseAssetId(baseAssetId)
                .quoteAssetId(quoteAssetId)
                .makerFeeBps(makerFeeBps)
                .takerFeeBps(takerFeeBps)
                .lotBaseUnits(lotBaseUnits)
                .tickQuoteUnits(tickQuoteUnits)
                .symbol(symbol);
        buffer.putInt(addInstrument.offset() + AddInstrumentEncoder.paddingEncodingOffset(), 0);
        return HEADER + AddInstrumentEncoder.BLOCK_LENGTH;
    }

    /** Sets an instrument's risk limits for every account. */
    public int setInstrumentLimits(
            long correlationId,
            int instrumentId,
            int collarBps,
            long maxOrderQuantity,
            long maxOrderValue,
            long maxPosition,
            long maxDayVolume) {
        setInstrumentLimits
                .wrapAndApplyHeader(buffer, 0, header)
                .correlationId(correlationId)
                .instrumentId(instrumentId)
                .collarBps(collarBps)
                .maxOrderQuantity(maxOrderQuantity)
                .maxOrderValue(maxOrderValue)
                .maxPosition(maxPosition)
                .maxDayVolume(maxDayVolume);
        return HEADER + SetInstrumentLimitsEncoder.BLOCK_LENGTH;
    }

    /** Sets an instrument's fees for orders accepted from now on. */
    public int setFees(long correlationId, int instrumentId, int makerFeeBps, int takerFeeBps) {
        setFees.wrapAndApplyHeader(buffer, 0, header)
                .correlationId(correlationId)
                .instrumentId(instrumentId)
                .makerFeeBps(makerFeeBps)
                .takerFeeBps(takerFeeBps);
        return HEADER + SetFeesEncoder.BLOCK_LENGTH;
    }

    /** Sets the reference price and the band outside which a trade halts the instrument. */
    public int setPriceBands(long correlationId, int instrumentId, int bandBps, long referencePrice) {
        setPriceBands
                .wrapAndApplyHeader(buffer, 0, header)
                .correlationId(correlationId)
                .instrumentId(instrumentId)
                .bandBps(bandBps)
                .referencePrice(referencePrice);
        return HEADER + SetPriceBandsEncoder.BLOCK_LENGTH;
    }

    /** Moves an instrument to a phase. */
    public int changePhase(long correlationId, int instrumentId, Phase phase) {
        changePhase
                .wrapAndApplyHeader(buffer, 0, header)
                .correlationId(correlationId)
                .instrumentId(instrumentId)
                .phase(phase);
        return HEADER + ChangePhaseEncoder.BLOCK_LENGTH;
    }

    /** Cancels every open order of an instrument. */
    public int cancelAllOfInstrument(long correlationId, int instrumentId) {
        cancelAllOfInstrument
                .wrapAndApplyHeader(buffer, 0, header)
                .correlationId(correlationId)
                .instrumentId(instrumentId);
        return HEADER + CancelAllOfInstrumentEncoder.BLOCK_LENGTH;
    }

    /** Lets time pass: orders whose time has come expire (they do before any other command as well). */
    public int tick(long correlationId) {
        tick.wrapAndApplyHeader(buffer, 0, header).correlationId(correlationId);
        return HEADER + TickEncoder.BLOCK_LENGTH;
    }

    /** Ends the trading day: DAY orders expire and the day's volumes start from zero. */
    public int endDay(long correlationId) {
        endDay.wrapAndApplyHeader(buffer, 0, header).correlationId(correlationId);
        return HEADER + EndDayEncoder.BLOCK_LENGTH;
    }

    /** Marks a point in the log at which every replica takes a snapshot. */
    public int markSnapshot(long correlationId, long snapshotId) {
        markSnapshot
                .wrapAndApplyHeader(buffer, 0, header)
                .correlationId(correlationId)
                .snapshotId(snapshotId);
        return HEADER + MarkSnapshotEncoder.BLOCK_LENGTH;
    }
}
