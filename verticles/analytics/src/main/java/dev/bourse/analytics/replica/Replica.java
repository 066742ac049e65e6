package dev.bourse.analytics.replica;

import dev.bourse.exchange.protocol.AssetAddedDecoder;
import dev.bourse.exchange.protocol.BalanceChangedDecoder;
import dev.bourse.exchange.protocol.DayEndedDecoder;
import dev.bourse.exchange.protocol.ExecutedDecoder;
import dev.bourse.exchange.protocol.InstrumentAddedDecoder;
import dev.bourse.exchange.protocol.Liquidity;
import dev.bourse.exchange.protocol.MessageHeaderDecoder;
import dev.bourse.exchange.protocol.PriceBandsSetDecoder;
import dev.bourse.exchange.protocol.Side;
import dev.bourse.exchange.snapshot.StateReader;
import dev.bourse.exchange.snapshot.StateWriter;
import dev.bourse.exchange.world.Model;
import dev.bourse.exchange.world.World;
import java.nio.ByteOrder;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agrona.DirectBuffer;
import org.agrona.collections.Int2ObjectHashMap;

/**
 * The exchange's accounts and instruments as its outputs tell of them, kept for questions over all of them. Outputs
 * come in the order of their numbers, from the first on. One thread.
 */
public final class Replica implements Model {
    /** The version of what {@link #save} writes; to be raised with any change of it. */
    public static final int LAYOUT = 1;

    /** Byte offsets in every output, behind the header. */
    private static final int NUMBER = 0;

    private static final int TIME = 16;
    /** The exchange's own account, which gets the fees. */
    private static final int EXCHANGE = 0;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final AssetAddedDecoder assetAdded = new AssetAddedDecoder();
    private final InstrumentAddedDecoder instrumentAdded = new InstrumentAddedDecoder();
    private final PriceBandsSetDecoder bands = new PriceBandsSetDecoder();
    private final BalanceChangedDecoder balance = new BalanceChangedDecoder();
    private final ExecutedDecoder executed = new ExecutedDecoder();
    final Map<Integer, Asset> assets = new LinkedHashMap<>();
    final Map<Integer, TradedInstrument> instruments = new LinkedHashMap<>();
    final Int2ObjectHashMap<AccountBook> accounts = new Int2ObjectHashMap<>();
    final OpenOrders orders = new OpenOrders(this::account);
    long number;
    long time;
    long since;

    /** The number of the last output that was taken; 0 before the first. */
    public long number() {
        return number;
    }

    /**
     * What happened up to this output is not known: turnover and price ranges begin behind it, while accounts and open
     * orders are whole. 0 where all is known.
     */
    public long since() {
        return since;
    }

    @Override
    public void save(StateWriter out) {
        new ReplicaImage(this).save(out);
    }

    @Override
    public void load(StateReader in) {
        new ReplicaImage(this).load(in);
    }

    @Override
    public void seed(World world) {
        new ReplicaImage(this).seed(world);
    }

    /** That output's time, microseconds. */
    public long time() {
        return time;
    }

    /** How many accounts own or want something. */
    public int accounts() {
        return accounts.size();
    }

    /** How many orders are open. */
    public int openOrders() {
        return orders.size();
    }

    /** The asset of that symbol. */
    public Optional<Asset> asset(String symbol) {
        return assets.values().stream()
                .filter(asset -> asset.symbol().equals(symbol))
                .findFirst();
    }

    /** The assets that something is paid with, in the order in which they were added. */
    public Collection<Asset> quotes() {
        return instruments.values().stream()
                .map(instrument -> instrument.quote)
                .distinct()
                .toList();
    }

    /**
     * The accounts with the highest risk, highest first; the lower number first where it is the same. The exchange's
     * own account has none.
     */
    public List<RiskRow> topByRisk(Asset quote, int limit) {
        return new RiskRanking(instruments.values(), quote, time).top(accounts, limit);
    }

    /** What traded, by instrument, highest turnover first, each quote asset for itself. */
    public List<TurnoverRow> turnover(boolean day) {
        return instruments.values().stream()
                .map(instrument -> instrument.turnover(day))
                .sorted(Comparator.comparingInt((TurnoverRow row) -> row.quote().id())
                        .thenComparing(TurnoverRow::turnover, Comparator.reverseOrder())
                        .thenComparingInt(TurnoverRow::instrument))
                .toList();
    }

    /** What an account owns of an asset, in its smallest units. */
    public long owns(int account, int asset) {
        AccountBook known = accounts.get(account);
        return known == null ? 0 : known.owns(asset);
    }

    /** How many orders an account has open. */
    public int openOrders(int account) {
        AccountBook known = accounts.get(account);
        return known == null ? 0 : known.openOrders();
    }

    /**
     * Takes the next output.
     *
     * @throws IllegalStateException if one is missing before it
     */
    public void onOutput(DirectBuffer buffer, int offset) {
        header.wrap(buffer, offset);
        int body = offset + MessageHeaderDecoder.ENCODED_LENGTH;
        long next = buffer.getLong(body + NUMBER, ByteOrder.LITTLE_ENDIAN);
        if (next != number + 1) {
            throw new IllegalStateException("output " + next + " came behind output " + number);
        }
        number = next;
        time = buffer.getLong(body + TIME, ByteOrder.LITTLE_ENDIAN);
        switch (header.templateId()) {
            case AssetAddedDecoder.TEMPLATE_ID -> addAsset(buffer, offset);
            case InstrumentAddedDecoder.TEMPLATE_ID -> addInstrument(buffer, offset);
            case PriceBandsSetDecoder.TEMPLATE_ID -> {
                bands.wrapAndApplyHeader(buffer, offset, header);
                instrument(bands.instrumentId()).reference(bands.referencePrice());
            }
            case BalanceChangedDecoder.TEMPLATE_ID -> {
                balance.wrapAndApplyHeader(buffer, offset, header);
                account(balance.accountId()).set(balance.assetId(), balance.available() + balance.held());
            }
            case ExecutedDecoder.TEMPLATE_ID -> execute(buffer, offset);
            case DayEndedDecoder.TEMPLATE_ID -> instruments.values().forEach(TradedInstrument::endDay);
            default -> orders.onOutput(header, buffer, offset);
        }
    }

    private void addAsset(DirectBuffer buffer, int offset) {
        assetAdded.wrapAndApplyHeader(buffer, offset, header);
        Asset asset = new Asset(assetAdded.assetId(), assetAdded.symbol(), assetAdded.decimals());
        assets.put(asset.id(), asset);
    }

    private void addInstrument(DirectBuffer buffer, int offset) {
        instrumentAdded.wrapAndApplyHeader(buffer, offset, header);
        instruments.put(
                instrumentAdded.instrumentId(),
                new TradedInstrument(
                        instrumentAdded.instrumentId(),
                        instrumentAdded.symbol(),
                        known(assets, instrumentAdded.baseAssetId(), "asset"),
                        known(assets, instrumentAdded.quoteAssetId(), "asset"),
                        instrumentAdded.lotBaseUnits(),
                        instrumentAdded.tickQuoteUnits()));
    }

    private void execute(DirectBuffer buffer, int offset) {
        executed.wrapAndApplyHeader(buffer, offset, header);
        orders.executed(executed);
        TradedInstrument instrument = instrument(executed.instrumentId());
        AccountBook account = account(executed.accountId());
        boolean buy = executed.side() == Side.BUY;
        long base = Math.multiplyExact(executed.quantity(), instrument.lotBaseUnits());
        account.add(instrument.base.id(), buy ? base : -base);
        account.add(instrument.quote.id(), (buy ? -executed.value() : executed.value()) - executed.fee());
        account(EXCHANGE).add(instrument.quote.id(), executed.fee());
        boolean tells = executed.liquidity() == Liquidity.MAKER || (executed.liquidity() == Liquidity.AUCTION && !buy);
        if (tells) {
            instrument.trade(time, executed.price(), executed.quantity(), executed.value());
        }
    }

    AccountBook account(int id) {
        AccountBook known = accounts.get(id);
        if (known == null) {
            known = new AccountBook();
            accounts.put(id, known);
        }
        return known;
    }

    private TradedInstrument instrument(int id) {
        return known(instruments, id, "instrument");
    }

    private <T> T known(Map<Integer, T> table, int id, String what) {
        T found = table.get(id);
        if (found == null) {
            throw new IllegalStateException("output " + number + " names " + what + " " + id + ", which is unknown");
        }
        return found;
    }
}
