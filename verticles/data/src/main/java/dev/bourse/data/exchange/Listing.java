package dev.bourse.data.exchange;

import dev.bourse.exchange.protocol.AssetAddedDecoder;
import dev.bourse.exchange.protocol.InstrumentAddedDecoder;
import dev.bourse.exchange.protocol.MessageHeaderDecoder;
import java.util.HashMap;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/** What the exchange lists, as its outputs tell: assets, and instruments of them. One thread. */
public final class Listing {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final AssetAddedDecoder assetAdded = new AssetAddedDecoder();
    private final InstrumentAddedDecoder instrumentAdded = new InstrumentAddedDecoder();
    private final Map<Integer, Integer> decimals = new HashMap<>();
    private final Map<Integer, ListedInstrument> instruments = new HashMap<>();

    /** Whether outputs of this template are what a listing is made of. */
    public static boolean isListing(int templateId) {
        return templateId == AssetAddedDecoder.TEMPLATE_ID || templateId == InstrumentAddedDecoder.TEMPLATE_ID;
    }

    /**
     * Takes such an output; one that was taken before changes nothing.
     *
     * @return the instrument that it lists, null for an asset
     * @throws IllegalArgumentException if an instrument is of an asset that was not listed
     */
    public @Nullable ListedInstrument take(DirectBuffer output, int offset) {
        header.wrap(output, offset);
        if (header.templateId() == AssetAddedDecoder.TEMPLATE_ID) {
            assetAdded.wrapAndApplyHeader(output, offset, header);
            decimals.put(assetAdded.assetId(), assetAdded.decimals());
            return null;
        }
        instrumentAdded.wrapAndApplyHeader(output, offset, header);
        ListedInstrument listed = new ListedInstrument(
                instrumentAdded.instrumentId(),
                instrumentAdded.symbol(),
                decimalsOf(instrumentAdded.baseAssetId()),
                decimalsOf(instrumentAdded.quoteAssetId()),
                instrumentAdded.lotBaseUnits(),
                instrumentAdded.tickQuoteUnits());
        instruments.put(listed.id(), listed);
        return listed;
    }

    /** The instrument of that number, null where none is listed. */
    public @Nullable ListedInstrument instrument(int id) {
        return instruments.get(id);
    }

    private int decimalsOf(int asset) {
        Integer known = decimals.get(asset);
        if (known == null) {
            throw new IllegalArgumentException("asset " + asset + " was not listed before its instrument");
        }
        return known;
    }
}
