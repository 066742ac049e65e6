package dev.bourse.exchange.core;

import dev.bourse.exchange.account.Accounts;
import dev.bourse.exchange.account.Assets;
import dev.bourse.exchange.account.Balances;
import dev.bourse.exchange.matching.OrderStore;
import dev.bourse.exchange.risk.AccountLimits;
import dev.bourse.exchange.risk.Exposures;
import dev.bourse.exchange.risk.RiskRules;

/** Everything that the core remembers, shared by the parts that work on it. One thread. */
final class CoreState {
    final OutputNumbering numbering = new OutputNumbering();
    final Assets assets = new Assets();
    final Accounts accounts = new Accounts();
    final Balances balances = new Balances(accounts);
    final AccountLimits accountLimits = new AccountLimits(accounts.ledger());
    final Exposures exposures = new Exposures(accounts.ledger());
    final RiskRules rules = new RiskRules(accounts, accountLimits, exposures);
    final Instruments instruments = new Instruments();
    final OpenOrders orders;
    final Expiries expiries;
    final Settlement settlement;

    /** The books' orders. */
    final OrderStore store;

    CoreState(int expectedOrders) {
        store = OrderStore.numbered(expectedOrders, OpenOrders.NUMBER_BITS);
        orders = new OpenOrders(accounts, store, expectedOrders);
        expiries = new Expiries(orders);
        settlement = new Settlement(this, new OrderMoney(this));
    }

    /**
     * Reads what a new order of an account leads to. Read together, before any of it is needed, lines that are far away
     * are waited for once, and not one after the other; what is read means nothing.
     */
    long readAhead(int account, int accountId, int holding, long clientOrderId) {
        return accounts.ledger().readAccountAhead(account)
                + exposures.readAhead(accountId, holding)
                + orders.index().readAhead(accountId, clientOrderId);
    }

    /** Reads what an open order leads to; what is read means nothing. */
    long readAhead(int order) {
        return accounts.ledger().get(orders.account(order)) + accounts.ledger().get(orders.exposure(order));
    }

    void clearBooks() {
        instruments.clear();
        store.clear();
    }
}
