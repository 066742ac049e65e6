package dev.bourse.exchange.account;

/**
 * What each account has of each asset: <em>available</em>, and <em>held</em> for its open orders, both never below
 * zero. Account 0 is the exchange's own and takes the fees. Every change here moves an amount from one place to
 * another; only {@link #deposit} and {@link #withdraw} change what there is in all. A balance is named by a number that
 * it keeps: the address of its two words, in the account's own record for the first asset that the account had, mostly
 * money, and in a holding for any other. Callers check what is available before they hold or withdraw. One thread.
 */
public final class Balances {
    /** No balance. */
    public static final int NONE = Ledger.NONE;

    private static final int HELD = 1;

    private final Ledger ledger;
    private final Accounts accounts;

    /** The balances of accounts. */
    public Balances(Accounts accounts) {
        this.accounts = accounts;
        ledger = accounts.ledger();
    }

    /** The number of the balance of an account (an address) in an asset, made with zeros if it is new. */
    public int balance(int account, int assetId) {
        int own = accounts.ownAsset(account);
        if (own == 0) {
            accounts.setOwnAsset(account, assetId);
        }
        return own == 0 || own == assetId
                ? account + Ledger.OWN_BALANCE
                : ledger.findOrAddHolding(key(account, assetId)) + Ledger.BALANCE;
    }

    /** The number of the balance of an account (an address) in an asset, or {@link #NONE} if it never had one. */
    public int find(int account, int assetId) {
        if (accounts.ownAsset(account) == assetId) {
            return account + Ledger.OWN_BALANCE;
        }
        int holding = ledger.holding(key(account, assetId));
        return holding == Ledger.NONE ? NONE : holding + Ledger.BALANCE;
    }

    /** Shows a balance: of which account and asset, and what is available and held. */
    @FunctionalInterface
    public interface Visitor {
        /** Takes one. */
        void balance(int accountId, int assetId, long available, long held);
    }

    /** Shows every balance that there ever was. */
    public void visit(Visitor visitor) {
        ledger.visit((at, isAccount) -> {
            int assetId = isAccount ? accounts.ownAsset(at) : (int) ledger.get(at);
            // Holdings with a key that is no asset's are exposures alone.
            if (assetId > 0) {
                int accountId = isAccount ? accounts.accountId(at) : (int) (ledger.get(at) >>> Integer.SIZE);
                int balance = at + (isAccount ? Ledger.OWN_BALANCE : Ledger.BALANCE);
                visitor.balance(accountId, assetId, available(balance), held(balance));
            }
        });
    }

    /** What may be used, in the asset's smallest units. */
    public long available(int balance) {
        return ledger.get(balance);
    }

    /** What is held for open orders. */
    public long held(int balance) {
        return ledger.get(balance + HELD);
    }

    /** Available and held. */
    public long total(int balance) {
        return ledger.get(balance) + ledger.get(balance + HELD);
    }

    /** Brings an amount in from outside. */
    public void deposit(int balance, long amount) {
        ledger.add(balance, amount);
    }

    /** Takes an available amount outside. */
    public void withdraw(int balance, long amount) {
        ledger.add(balance, -amount);
    }

    /** Holds an available amount. */
    public void hold(int balance, long amount) {
        ledger.add(balance, -amount);
        ledger.add(balance + HELD, amount);
    }

    /** Makes a held amount available again. */
    public void release(int balance, long amount) {
        ledger.add(balance, amount);
        ledger.add(balance + HELD, -amount);
    }

    /** Pays from what is held. */
    public void payHeld(int balance, long amount) {
        ledger.add(balance + HELD, -amount);
    }

    /** Receives what another balance paid. */
    public void receive(int balance, long amount) {
        ledger.add(balance, amount);
    }

    private long key(int account, int assetId) {
        return ((long) accounts.accountId(account) << Integer.SIZE) | assetId;
    }
}
