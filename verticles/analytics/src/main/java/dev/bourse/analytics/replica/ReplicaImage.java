package dev.bourse.analytics.replica;

import dev.bourse.exchange.snapshot.SnapshotException;
import dev.bourse.exchange.snapshot.StateReader;
import dev.bourse.exchange.snapshot.StateWriter;
import dev.bourse.exchange.world.World;
import dev.bourse.exchange.world.WorldAccount;
import dev.bourse.exchange.world.WorldInstrument;
import dev.bourse.exchange.world.WorldOrder;
import dev.bourse.exchange.world.WorldVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Writes a replica as numbers and reads it back, or begins one with the exchange's state. A change of what is written
 * raises {@link Replica#LAYOUT}.
 */
final class ReplicaImage implements WorldVisitor {
    private static final int LONGEST_SYMBOL = 64;
    private static final int MOST = Integer.MAX_VALUE;

    private final Replica replica;

    ReplicaImage(Replica replica) {
        this.replica = replica;
    }

    void save(StateWriter out) {
        out.putLong(replica.number);
        out.putLong(replica.time);
        out.putLong(replica.since);
        out.putLong(replica.assets.size());
        replica.assets.values().forEach(asset -> {
            out.putLong(asset.id());
            out.putText(asset.symbol());
            out.putLong(asset.decimals());
        });
        out.putLong(replica.instruments.size());
        replica.instruments.values().forEach(instrument -> instrument.save(out));
        out.putLong(replica.accounts.size());
        replica.accounts.forEachInt((id, account) -> {
            out.putLong(id);
            account.save(out);
        });
        replica.orders.save(out);
    }

    void load(StateReader in) {
        replica.number = in.getLong();
        replica.time = in.getLong();
        replica.since = in.getLong();
        for (int left = in.getInt("assets", 0, MOST); left > 0; left--) {
            asset(
                    in.getInt("asset", 0, MOST),
                    in.getText("symbol", LONGEST_SYMBOL),
                    in.getInt("decimals", 0, LONGEST_SYMBOL));
        }
        for (int left = in.getInt("instruments", 0, MOST); left > 0; left--) {
            TradedInstrument instrument = new TradedInstrument(
                    in.getInt("instrument", 0, MOST),
                    in.getText("symbol", LONGEST_SYMBOL),
                    known(in.getInt("base asset", 0, MOST)),
                    known(in.getInt("quote asset", 0, MOST)),
                    in.getLong(),
                    in.getLong());
            instrument.load(in);
            replica.instruments.put(instrument.id, instrument);
        }
        for (int left = in.getInt("accounts", 0, MOST); left > 0; left--) {
            replica.account(in.getInt("account", 0, MOST)).load(in);
        }
        replica.orders.load(in);
    }

    void seed(World world) {
        replica.number = world.number();
        replica.time = world.time();
        replica.since = world.number();
        world.tell(this);
    }

    @Override
    public void asset(int id, String symbol, int decimals) {
        replica.assets.put(id, new Asset(id, symbol, decimals));
    }

    @Override
    public void instrument(WorldInstrument of) {
        TradedInstrument instrument = new TradedInstrument(
                of.id(), of.symbol(), known(of.base()), known(of.quote()), of.lotBaseUnits(), of.tickQuoteUnits());
        instrument.reference(of.lastPrice() == 0 ? of.referencePrice() : of.lastPrice());
        replica.instruments.put(of.id(), instrument);
    }

    /** Whoever ever had a transfer has a place here, also with nothing left. */
    @Override
    public void account(WorldAccount of) {
        if (of.lastReference() > 0) {
            replica.account(of.id());
        }
    }

    @Override
    public void balance(int account, int asset, long available, long held) {
        replica.account(account).set(asset, available + held);
    }

    @Override
    public void order(WorldOrder of) {
        replica.orders.seed(of);
    }

    private Asset known(int id) {
        @Nullable Asset found = replica.assets.get(id);
        if (found == null) {
            throw new SnapshotException("it names asset " + id + ", which it does not have");
        }
        return found;
    }
}
