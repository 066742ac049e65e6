package dev.bourse.data.feed;

import com.hazelcast.map.IMap;
import dev.bourse.data.exchange.ExchangeTrades;
import dev.bourse.data.exchange.ListedInstrument;
import dev.bourse.exchange.protocol.AssetAddedEncoder;
import dev.bourse.exchange.protocol.InstrumentAddedEncoder;
import dev.bourse.exchange.protocol.MessageHeaderEncoder;
import dev.bourse.exchange.world.World;
import dev.bourse.exchange.world.WorldInstrument;
import dev.bourse.exchange.world.WorldVisitor;
import dev.bourse.shared.instrument.Instrument;
import dev.bourse.shared.instrument.InstrumentDraft;
import java.util.Optional;
import java.util.TreeMap;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What the exchange lists, kept in the cluster as the outputs that say so, by their numbers: who goes on in the middle
 * of the outputs finds there what came before. Such an output is kept before anything behind it is given. Blocks; one
 * thread.
 */
final class ListingStore implements ExchangeTrades.Registry {
    /** The map's name. */
    static final String MAP = "bourse.exchange.listing";

    private static final int LONGEST = 512;
    /** Numbers that no output has. */
    private static final long BELOW = -(1L << 40);

    private final IMap<Long, byte[]> outputs;
    private final RegistryInstruments instruments;

    ListingStore(IMap<Long, byte[]> outputs, RegistryInstruments instruments) {
        this.outputs = outputs;
        this.instruments = instruments;
    }

    /** Gives what was listed before an output. */
    void restore(ExchangeTrades trades, long before) {
        new TreeMap<>(outputs.getAll(outputs.keySet()))
                .headMap(before)
                .values()
                .forEach(output -> trades.list(new UnsafeBuffer(output), 0));
    }

    /**
     * Keeps what the exchange lists in a state of it, for those who cannot read the outputs that said so: as outputs,
     * under numbers below all others, assets before instruments.
     */
    void keep(World world) {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[LONGEST]);
        MessageHeaderEncoder header = new MessageHeaderEncoder();
        world.tell(new WorldVisitor() {
            @Override
            public void asset(int id, String symbol, int decimals) {
                int length = new AssetAddedEncoder()
                        .wrapAndApplyHeader(buffer, 0, header)
                        .assetId(id)
                        .decimals(decimals)
                        .symbol(symbol)
                        .encodedLength();
                keep(2 * BELOW + id, buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + length);
            }

            @Override
            public void instrument(WorldInstrument of) {
                int length = new InstrumentAddedEncoder()
                        .wrapAndApplyHeader(buffer, 0, header)
                        .instrumentId(of.id())
                        .baseAssetId(of.base())
                        .quoteAssetId(of.quote())
                        .lotBaseUnits(of.lotBaseUnits())
                        .tickQuoteUnits(of.tickQuoteUnits())
                        .symbol(of.symbol())
                        .encodedLength();
                keep(BELOW + of.id(), buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + length);
            }

            private void keep(long number, DirectBuffer output, int offset, int length) {
                ListingStore.this.keep(number, output, offset, length);
            }
        });
    }

    @Override
    public void keep(long number, DirectBuffer output, int offset, int length) {
        if (!outputs.containsKey(number)) {
            byte[] bytes = new byte[length];
            output.getBytes(offset, bytes);
            outputs.set(number, bytes);
        }
    }

    @Override
    public Optional<Instrument> introduce(ListedInstrument listed) {
        Optional<Instrument> known = instruments.find(listed.symbol());
        Optional<InstrumentDraft> draft = listed.draft();
        return known.isPresent() || draft.isEmpty() ? known : instruments.introduce(draft.get());
    }

    /** Changes whenever the instruments may have become others. */
    int version() {
        return instruments.version();
    }
}
