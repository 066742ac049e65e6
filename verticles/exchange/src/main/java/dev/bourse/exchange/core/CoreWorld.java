package dev.bourse.exchange.core;

import dev.bourse.exchange.account.Ledger;
import dev.bourse.exchange.matching.OrderBook;
import dev.bourse.exchange.matching.OrderImage;
import dev.bourse.exchange.matching.Side;
import dev.bourse.exchange.protocol.OrderType;
import dev.bourse.exchange.protocol.Phase;
import dev.bourse.exchange.protocol.TimeInForce;
import dev.bourse.exchange.world.World;
import dev.bourse.exchange.world.WorldAccount;
import dev.bourse.exchange.world.WorldInstrument;
import dev.bourse.exchange.world.WorldOrder;
import dev.bourse.exchange.world.WorldVisitor;

/** Tells the state of a core as it is at the time. One thread, the core's. */
final class CoreWorld implements World {
    private final CoreState state;
    private final CoreView view;

    CoreWorld(CoreState state, CoreView view) {
        this.state = state;
        this.view = view;
    }

    @Override
    public long number() {
        return state.numbering.outputNumber;
    }

    @Override
    public long time() {
        return state.numbering.timestamp;
    }

    @Override
    public void tell(WorldVisitor visitor) {
        for (int i = 0; i < view.assetCount(); i++) {
            int id = view.assetId(i);
            visitor.asset(id, view.assetSymbol(id), view.assetDecimals(id));
        }
        for (int i = 0; i < state.instruments.count(); i++) {
            visitor.instrument(instrument(state.instruments.at(i)));
        }
        for (int id = 0; id < view.accountEnd(); id++) {
            int account = state.accounts.find(id);
            if (account != Ledger.NONE) {
                visitor.account(account(id, account));
            }
        }
        state.balances.visit((account, asset, available, held) -> {
            if (available != 0 || held != 0) {
                visitor.balance(account, asset, available, held);
            }
        });
        for (int i = 0; i < state.instruments.count(); i++) {
            OrderBook book = state.instruments.at(i).book;
            for (int code = 0; code < 2; code++) {
                book.visitOrders(Side.of(code), order -> visitor.order(order(order)));
                book.visitWaiting(Side.of(code), order -> visitor.order(order(order)));
            }
        }
    }

    private WorldInstrument instrument(Instrument of) {
        long last = of.book.lastPrice();
        return new WorldInstrument(
                of.id,
                view.instrumentSymbol(of.id),
                of.baseAssetId,
                of.quoteAssetId,
                of.lotBaseUnits,
                of.tickQuoteUnits,
                of.makerFeeBps,
                of.takerFeeBps,
                Phase.get((short) of.book.phase().code()),
                of.referencePrice,
                last == OrderBook.NO_PRICE ? 0 : last);
    }

    private WorldAccount account(int id, int account) {
        return new WorldAccount(
                id,
                state.accounts.kyc(account),
                state.accounts.isKilled(account),
                !state.accounts.isOpen(account),
                state.accounts.clientOrderIds().highest(account),
                state.accounts.lastReference(account));
    }

    private WorldOrder order(OrderImage image) {
        int number = image.user;
        OpenOrders orders = state.orders;
        return new WorldOrder(
                orders.orderId(number),
                orders.clientOrderId(number),
                orders.accountId(number),
                orders.instrumentId(number),
                orders.isBuy(number) ? dev.bourse.exchange.protocol.Side.BUY : dev.bourse.exchange.protocol.Side.SELL,
                OrderType.get((short) image.type.code()),
                timeInForce(number, image),
                orders.price(number),
                image.stopPrice,
                image.displayQuantity,
                image.displayed,
                image.hidden,
                image.filled,
                orders.held(number),
                Math.max(orders.makerBps(number), orders.takerBps(number)),
                image.postOnly);
    }

    /** The book itself does not know when an order's day or time is over: the core ends it. */
    private TimeInForce timeInForce(int number, OrderImage image) {
        if (state.orders.hasFlag(number, OpenOrders.EXPIRES)) {
            return TimeInForce.GTD;
        }
        return state.orders.hasFlag(number, OpenOrders.DAY)
                ? TimeInForce.DAY
                : TimeInForce.get((short) image.timeInForce.code());
    }
}
