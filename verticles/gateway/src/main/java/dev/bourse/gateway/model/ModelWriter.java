package dev.bourse.gateway.model;

import dev.bourse.exchange.snapshot.StateWriter;
import dev.bourse.gateway.model.AccountEvent.Accepted;
import dev.bourse.gateway.model.AccountEvent.Cancelled;
import dev.bourse.gateway.model.AccountEvent.Executed;
import dev.bourse.gateway.model.AccountEvent.Replaced;
import dev.bourse.gateway.model.AccountEvent.Triggered;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a model as numbers, for {@link ModelReader}. Changes nothing, and goes through tables in ways that do not
 * disturb others who look at the model meanwhile. A change of what is written raises {@link ReadModel#LAYOUT}.
 */
final class ModelWriter {
    static final int ACCEPTED = 0;
    static final int EXECUTED = 1;
    static final int CANCELLED = 2;
    static final int REPLACED = 3;
    static final int TRIGGERED = 4;

    private final ReadModel model;
    private final StateWriter out;

    ModelWriter(ReadModel model, StateWriter out) {
        this.model = model;
        this.out = out;
    }

    void write() {
        out.putLong(model.applied);
        out.putLong(model.since);
        out.putLong(model.highestAccount);
        out.putLong(model.assets.size());
        model.assets.values().forEach(asset -> {
            out.putLong(asset.id());
            out.putText(asset.symbol());
            out.putLong(asset.decimals());
        });
        out.putLong(model.instruments.size());
        model.instruments.values().forEach(this::instrument);
        List<Account> accounts = accounts();
        out.putLong(accounts.size());
        accounts.forEach(this::account);
        out.putLong(model.pending.size());
        model.pending.forEach(account -> out.putLong(account.id()));
        orders(accounts);
        out.putLong(model.events.size());
        model.events.forEach(this::event);
    }

    /** By their numbers, so that equal models give equal bytes, whatever order their tables are in. */
    private List<Account> accounts() {
        List<Account> accounts = new ArrayList<>(model.accounts.size());
        model.accounts.forEachInt((id, account) -> accounts.add(account));
        accounts.sort(Comparator.comparingInt(Account::id));
        return accounts;
    }

    private void instrument(Instrument instrument) {
        out.putLong(instrument.id());
        out.putText(instrument.symbol());
        out.putLong(instrument.base().id());
        out.putLong(instrument.quote().id());
        out.putLong(instrument.baseUnits(1));
        out.putLong(instrument.value(1, 1));
        out.putLong(instrument.makerFeeBps);
        out.putLong(instrument.takerFeeBps);
        out.putLong(instrument.phase.value());
    }

    private void account(Account account) {
        out.putLong(account.id());
        out.putLong(account.kyc.value());
        out.putLong(account.kycMicros);
        out.putFlag(account.killed);
        out.putFlag(account.closed);
        out.putLong(account.highestClientOrderId);
        out.putLong(account.lastReference);
        out.putLong(account.forgotten);
        out.putLong(account.since);
        out.putLong(account.balances.size());
        account.balances.forEach((asset, balance) -> {
            out.putLong(asset);
            out.putLong(balance.available);
            out.putLong(balance.held);
        });
        out.putLong(account.positions.size());
        account.positions.forEach((instrument, position) -> {
            out.putLong(instrument);
            out.putLong(position.bought);
            out.putLong(position.sold);
            out.putLong(position.openBuy);
            out.putLong(position.openSell);
            out.putNumber(position.boughtValue);
            out.putNumber(position.soldValue);
            out.putNumber(position.fees);
        });
    }

    /** Those that are open, those that have ended, oldest first, and those that only events still name. */
    private void orders(List<Account> accounts) {
        Map<Long, Order> named = new LinkedHashMap<>();
        model.events.forEach(event -> {
            Order order = event.order();
            if (!model.orders.containsKey(order.id())) {
                named.putIfAbsent(order.id(), order);
            }
        });
        List<Order> open = new ArrayList<>();
        accounts.forEach(account -> open.addAll(account.open.values()));
        orders(open);
        orders(model.ended);
        orders(named.values());
    }

    private void orders(Collection<Order> orders) {
        out.putLong(orders.size());
        orders.forEach(this::order);
    }

    private void order(Order order) {
        out.putLong(order.id());
        out.putLong(order.account);
        out.putLong(order.instrument.id());
        out.putLong(order.clientOrderId());
        out.putLong(order.createdMicros());
        out.putLong(order.side().value());
        out.putLong(order.type().value());
        out.putLong(order.timeInForce().value());
        out.putLong(order.stopPrice());
        out.putLong(order.displayQuantity());
        out.putFlag(order.postOnly());
        out.putLong(order.firstPrice());
        out.putLong(order.firstQuantity());
        out.putLong(order.highestFeeBps());
        out.putLong(order.price);
        out.putLong(order.quantity);
        out.putLong(order.remaining);
        out.putLong(order.filled);
        out.putLong(order.held);
        out.putLong(order.updatedMicros);
        out.putFlag(order.triggered);
        out.putLong(order.status.ordinal());
        out.putLong(order.cancelReason == null ? -1 : order.cancelReason.value());
    }

    private void event(AccountEvent event) {
        switch (event) {
            case Accepted accepted -> {
                begin(ACCEPTED, event);
                out.putLong(accepted.price());
                out.putLong(accepted.quantity());
            }
            case Executed executed -> {
                begin(EXECUTED, event);
                out.putLong(executed.match());
                out.putLong(executed.price());
                out.putLong(executed.quantity());
                out.putLong(executed.remaining());
                out.putLong(executed.value());
                out.putLong(executed.fee());
                out.putLong(executed.liquidity().value());
            }
            case Cancelled cancelled -> {
                begin(CANCELLED, event);
                out.putLong(cancelled.quantity());
                out.putLong(cancelled.reason().value());
            }
            case Replaced replaced -> {
                begin(REPLACED, event);
                out.putLong(replaced.price());
                out.putLong(replaced.quantity());
                out.putLong(replaced.remaining());
                out.putFlag(replaced.keptPriority());
            }
            case Triggered triggered -> begin(TRIGGERED, triggered);
        }
    }

    private void begin(int kind, AccountEvent event) {
        out.putLong(kind);
        out.putLong(event.sequence());
        out.putLong(event.timeMicros());
        out.putLong(event.order().id());
    }
}
