package dev.bourse.marketdata.market;

import dev.bourse.exchange.protocol.AssetAddedDecoder;
import dev.bourse.exchange.protocol.AuctionUncrossedDecoder;
import dev.bourse.exchange.protocol.DayEndedDecoder;
import dev.bourse.exchange.protocol.Flag;
import dev.bourse.exchange.protocol.InstrumentAddedDecoder;
import dev.bourse.exchange.protocol.MessageHeaderDecoder;
import dev.bourse.exchange.protocol.PhaseChangedDecoder;
import dev.bourse.exchange.protocol.PriceBandsSetDecoder;
import dev.bourse.exchange.snapshot.StateReader;
import dev.bourse.exchange.snapshot.StateWriter;
import dev.bourse.exchange.world.Model;
import dev.bourse.exchange.world.World;
import dev.bourse.marketdata.candle.Candle;
import dev.bourse.marketdata.candle.CandleSink;
import dev.bourse.marketdata.candle.Period;
import dev.bourse.marketdata.market.InstrumentDefinition.AssetDefinition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agrona.DirectBuffer;
import org.agrona.collections.Int2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The front door: takes the core's outputs one after another and keeps the public market of every instrument. The same
 * outputs give the same market. One thread, without clock or I/O.
 */
public final class Market implements Model {
    /** The version of what {@link #save} writes; to be raised with any change of it. */
    public static final int LAYOUT = 1;

    /** Where every output has its number and its time, behind the header. */
    private static final int NUMBER = 0;

    private static final int TIME = 2 * Long.BYTES;

    private final MarketLimits limits;
    private final CandleSink sink;
    private final MarketListener listener;
    private final OrderEvents orders;
    final Map<Integer, AssetDefinition> assets = new HashMap<>();
    private final Int2ObjectHashMap<InstrumentMarket> byId = new Int2ObjectHashMap<>();
    private final Map<String, InstrumentMarket> bySymbol = new HashMap<>();
    private final List<InstrumentMarket> all = new ArrayList<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final AssetAddedDecoder assetAdded = new AssetAddedDecoder();
    private final InstrumentAddedDecoder instrumentAdded = new InstrumentAddedDecoder();
    private final PriceBandsSetDecoder bandsSet = new PriceBandsSetDecoder();
    private final PhaseChangedDecoder phaseChanged = new PhaseChangedDecoder();
    private final AuctionUncrossedDecoder uncrossed = new AuctionUncrossedDecoder();
    long number;
    long time;
    long since;
    /** Microseconds: from when on all trades are known. */
    long begins = Long.MIN_VALUE;

    /** A market without instruments, before output 1. */
    public Market(MarketLimits limits, CandleSink sink, MarketListener listener) {
        this.limits = limits;
        this.sink = sink;
        this.listener = listener;
        orders = new OrderEvents(this, listener);
    }

    /** The number of the last output that was taken; 0 before the first. */
    public long number() {
        return number;
    }

    /**
     * What happened up to this output is not known: candles, trades and statistics begin behind it, while books are
     * whole. 0 where all is known.
     */
    public long since() {
        return since;
    }

    /** Microseconds since 1970 UTC: from when on all trades and books are known; the smallest number where all are. */
    public long begins() {
        return begins;
    }

    @Override
    public void save(StateWriter out) {
        new MarketImage(this).save(out);
    }

    @Override
    public void load(StateReader in) {
        new MarketImage(this).load(in);
    }

    @Override
    public void seed(World world) {
        new MarketImage(this).seed(world);
    }

    /** That output's time, microseconds. */
    public long time() {
        return time;
    }

    /** The instruments in the order in which they were added; not to be changed. */
    public List<InstrumentMarket> instruments() {
        return Collections.unmodifiableList(all);
    }

    /** The instrument of a symbol, if there is one. */
    public Optional<InstrumentMarket> instrument(String symbol) {
        return Optional.ofNullable(bySymbol.get(symbol));
    }

    /** The instrument of a number, null if there is none. */
    public @Nullable InstrumentMarket instrument(int id) {
        return byId.get(id);
    }

    /**
     * Takes the next output.
     *
     * @throws IllegalArgumentException where its number is not the next: whoever reads has lost or repeated one
     */
    public void onOutput(DirectBuffer buffer, int offset, int length) {
        header.wrap(buffer, offset);
        int body = offset + MessageHeaderDecoder.ENCODED_LENGTH;
        long found = buffer.getLong(body + NUMBER, MessageHeaderDecoder.BYTE_ORDER);
        if (length < MessageHeaderDecoder.ENCODED_LENGTH + TIME + Long.BYTES || found != number + 1) {
            throw new IllegalArgumentException("output " + found + " of " + length + " bytes comes after " + number);
        }
        number = found;
        time = buffer.getLong(body + TIME, MessageHeaderDecoder.BYTE_ORDER);
        switch (header.templateId()) {
            case AssetAddedDecoder.TEMPLATE_ID -> addAsset(buffer, offset);
            case InstrumentAddedDecoder.TEMPLATE_ID -> addInstrument(buffer, offset);
            case PriceBandsSetDecoder.TEMPLATE_ID -> setBands(buffer, offset);
            case PhaseChangedDecoder.TEMPLATE_ID -> changePhase(buffer, offset);
            case AuctionUncrossedDecoder.TEMPLATE_ID -> uncross(buffer, offset);
            case DayEndedDecoder.TEMPLATE_ID -> endDay();
            default -> orders.onOutput(header, buffer, offset, number, time);
        }
    }

    /** Lets time pass for all candles: those whose time is over are complete. */
    public void advanceCandles(long timeMicros) {
        for (InstrumentMarket each : all) {
            each.candles().advance(timeMicros);
        }
    }

    /** The instrument of an output that changes it, noted as changed. */
    InstrumentMarket touched(int id) {
        InstrumentMarket instrument = byId.get(id);
        if (instrument == null) {
            throw new IllegalArgumentException("output " + number + " names instrument " + id + ", which is unknown");
        }
        instrument.touch(number, time);
        return instrument;
    }

    private void addAsset(DirectBuffer buffer, int offset) {
        assetAdded.wrapAndApplyHeader(buffer, offset, header);
        assets.put(assetAdded.assetId(), new AssetDefinition(assetAdded.symbol(), assetAdded.decimals()));
    }

    private void addInstrument(DirectBuffer buffer, int offset) {
        instrumentAdded.wrapAndApplyHeader(buffer, offset, header);
        InstrumentDefinition definition = new InstrumentDefinition(
                instrumentAdded.instrumentId(),
                instrumentAdded.symbol(),
                asset(instrumentAdded.baseAssetId()),
                asset(instrumentAdded.quoteAssetId()),
                instrumentAdded.lotBaseUnits(),
                instrumentAdded.tickQuoteUnits());
        add(definition).touch(number, time);
        listener.instrumentAdded(number, time, definition);
    }

    InstrumentMarket add(InstrumentDefinition definition) {
        InstrumentMarket instrument = new InstrumentMarket(definition, limits, this::complete);
        byId.put(definition.id(), instrument);
        bySymbol.put(definition.symbol(), instrument);
        all.add(instrument);
        return instrument;
    }

    /** A candle that began before anything was known here is not whole: it is shown, but not kept for good. */
    private void complete(int instrument, Period period, Candle candle) {
        if (candle.start() >= begins) {
            sink.complete(instrument, period, candle);
        }
    }

    AssetDefinition asset(int id) {
        AssetDefinition asset = assets.get(id);
        if (asset == null) {
            throw new IllegalArgumentException("output " + number + " names asset " + id + ", which is unknown");
        }
        return asset;
    }

    private void setBands(DirectBuffer buffer, int offset) {
        bandsSet.wrapAndApplyHeader(buffer, offset, header);
        touched(bandsSet.instrumentId()).setReferencePrice(bandsSet.referencePrice());
    }

    private void changePhase(DirectBuffer buffer, int offset) {
        phaseChanged.wrapAndApplyHeader(buffer, offset, header);
        TradingPhase phase = TradingPhase.of(phaseChanged.phase().value());
        int id = phaseChanged.instrumentId();
        touched(id).setPhase(phase);
        listener.phaseChanged(number, time, id, phase, phaseChanged.byPriceBand() == Flag.YES);
    }

    private void uncross(DirectBuffer buffer, int offset) {
        uncrossed.wrapAndApplyHeader(buffer, offset, header);
        int id = uncrossed.instrumentId();
        touched(id);
        listener.uncrossed(number, time, id, uncrossed.price(), uncrossed.quantity());
    }

    private void endDay() {
        for (InstrumentMarket each : all) {
            each.touch(number, time);
            each.day().endDay();
        }
        listener.dayEnded(number, time);
    }
}
