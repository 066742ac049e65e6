package dev.bourse.data.feed;

import com.hazelcast.map.IMap;
import dev.bourse.data.exchange.ExchangeTrades;
import dev.bourse.data.exchange.ListedInstrument;
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
