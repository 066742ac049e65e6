package dev.bourse.marketdata.market;

import dev.bourse.exchange.protocol.Side;
import dev.bourse.exchange.snapshot.StateReader;
import dev.bourse.exchange.snapshot.StateWriter;
import dev.bourse.exchange.world.World;
import dev.bourse.exchange.world.WorldInstrument;
import dev.bourse.exchange.world.WorldOrder;
import dev.bourse.exchange.world.WorldVisitor;
import dev.bourse.marketdata.market.InstrumentDefinition.AssetDefinition;

/**
 * Writes a market as numbers and reads it back, or begins one with the exchange's state. A change of what is written
 * raises {@link Market#LAYOUT}.
 */
final class MarketImage implements WorldVisitor {
    private static final int LONGEST_SYMBOL = 64;
    private static final int MOST = Integer.MAX_VALUE;

    private final Market market;

    MarketImage(Market market) {
        this.market = market;
    }

    void save(StateWriter out) {
        out.putLong(market.number);
        out.putLong(market.time);
        out.putLong(market.since);
        out.putLong(market.begins);
        out.putLong(market.assets.size());
        market.assets.forEach((id, asset) -> {
            out.putLong(id);
            saveAsset(asset, out);
        });
        out.putLong(market.instruments().size());
        for (InstrumentMarket each : market.instruments()) {
            InstrumentDefinition of = each.definition();
            out.putLong(of.id());
            out.putText(of.symbol());
            saveAsset(of.base(), out);
            saveAsset(of.quote(), out);
            out.putLong(of.lotBaseUnits());
            out.putLong(of.tickQuoteUnits());
            each.save(out);
        }
    }

    void load(StateReader in) {
        market.number = in.getLong();
        market.time = in.getLong();
        market.since = in.getLong();
        market.begins = in.getLong();
        for (int left = in.getInt("assets", 0, MOST); left > 0; left--) {
            market.assets.put(in.getInt("asset", 0, MOST), loadAsset(in));
        }
        for (int left = in.getInt("instruments", 0, MOST); left > 0; left--) {
            market.add(new InstrumentDefinition(
                            in.getInt("instrument", 0, MOST),
                            in.getText("symbol", LONGEST_SYMBOL),
                            loadAsset(in),
                            loadAsset(in),
                            in.getLong(),
                            in.getLong()))
                    .load(in);
        }
    }

    void seed(World world) {
        market.number = world.number();
        market.time = world.time();
        market.since = world.number();
        market.begins = world.time();
        world.tell(this);
    }

    @Override
    public void asset(int id, String symbol, int decimals) {
        market.assets.put(id, new AssetDefinition(symbol, decimals));
    }

    @Override
    public void instrument(WorldInstrument of) {
        market.add(new InstrumentDefinition(
                        of.id(),
                        of.symbol(),
                        market.asset(of.base()),
                        market.asset(of.quote()),
                        of.lotBaseUnits(),
                        of.tickQuoteUnits()))
                .seed(of, market.number, market.time);
    }

    @Override
    public void order(WorldOrder of) {
        if (!of.waits()) {
            market.touched(of.instrument())
                    .book()
                    .add(of.id(), of.side() == Side.BUY, of.price(), of.displayed(), of.hidden());
        }
    }

    private static void saveAsset(AssetDefinition asset, StateWriter out) {
        out.putText(asset.symbol());
        out.putLong(asset.decimals());
    }

    private static AssetDefinition loadAsset(StateReader in) {
        return new AssetDefinition(in.getText("symbol", LONGEST_SYMBOL), in.getInt("decimals", 0, LONGEST_SYMBOL));
    }
}
