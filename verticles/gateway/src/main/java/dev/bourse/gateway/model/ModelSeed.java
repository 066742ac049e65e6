package dev.bourse.gateway.model;

import dev.bourse.exchange.protocol.Kyc;
import dev.bourse.exchange.world.World;
import dev.bourse.exchange.world.WorldAccount;
import dev.bourse.exchange.world.WorldInstrument;
import dev.bourse.exchange.world.WorldOrder;
import dev.bourse.exchange.world.WorldVisitor;
import java.util.Objects;

/**
 * Begins a model with the state of the exchange: balances, open orders, and what is open of positions are exact; what
 * happened before is not known, which every account says.
 */
final class ModelSeed implements WorldVisitor {
    private final ReadModel model;
    private final World world;

    ModelSeed(ReadModel model, World world) {
        this.model = model;
        this.world = world;
    }

    void plant() {
        world.tell(this);
        model.applied = world.number();
        model.since = world.number();
    }

    @Override
    public void asset(int id, String symbol, int decimals) {
        model.assets.put(id, new Asset(id, symbol, decimals));
    }

    @Override
    public void instrument(WorldInstrument of) {
        Instrument added = new Instrument(
                of.id(), of.symbol(), asset(of.base()), asset(of.quote()), of.lotBaseUnits(), of.tickQuoteUnits());
        added.makerFeeBps = of.makerFeeBps();
        added.takerFeeBps = of.takerFeeBps();
        added.phase = of.phase();
        model.add(added);
    }

    @Override
    public void account(WorldAccount of) {
        Account account = model.accountOf(of.id());
        account.killed = of.killed();
        account.closed = of.closed();
        account.highestClientOrderId = of.highestClientOrderId();
        account.lastReference = of.lastReference();
        account.forgotten = world.number();
        account.since = world.number();
        if (of.kyc() != Kyc.NONE) {
            model.setKyc(account, of.kyc(), world.time());
        }
    }

    @Override
    public void balance(int account, int asset, long available, long held) {
        Balance balance = model.accountOf(account).balanceOf(asset(asset));
        balance.available = available;
        balance.held = held;
    }

    @Override
    public void order(WorldOrder of) {
        Instrument instrument = Objects.requireNonNull(model.instruments.get(of.instrument()));
        Order order = new Order(
                of.account(),
                instrument,
                new Order.Terms(
                        of.id(),
                        of.clientOrderId(),
                        world.time(),
                        of.side(),
                        of.type(),
                        of.timeInForce(),
                        of.stopPrice(),
                        of.displayQuantity(),
                        of.postOnly(),
                        of.price(),
                        of.filled() + of.remaining(),
                        of.highestFeeBps()));
        order.remaining = of.remaining();
        order.filled = of.filled();
        order.held = of.held();
        model.add(order);
        model.accountOf(of.account()).positionOf(instrument).open(order.isBuy(), of.remaining());
    }

    private Asset asset(int id) {
        return Objects.requireNonNull(model.assets.get(id), "the state names an asset that it does not have");
    }
}
