package dev.bourse.exchange.core;

import dev.bourse.exchange.account.Balances;
import dev.bourse.exchange.account.Ledger;
import dev.bourse.exchange.matching.OrderBook;
import dev.bourse.exchange.protocol.Kyc;
import dev.bourse.exchange.world.World;
import java.nio.charset.StandardCharsets;

/**
 * Looks at the state of a core between two commands: for tools, tests and analytics, on the core's thread. Changes
 * nothing; whoever gets a book must not change it either.
 */
public final class CoreView {
    private final CoreState state;

    CoreView(CoreState state) {
        this.state = state;
    }

    /** The state that readers of outputs can begin with; tells what there is when it is asked. */
    public World world() {
        return new CoreWorld(state, this);
    }

    /** How many instruments there are. */
    public int instrumentCount() {
        return state.instruments.count();
    }

    /** The number of the instrument that was added as number {@code index}, from 0. */
    public int instrumentId(int index) {
        return state.instruments.at(index).id;
    }

    /** The number of the instrument of a symbol, or -1. */
    public int instrumentId(String symbol) {
        for (int i = 0; i < state.instruments.count(); i++) {
            if (instrumentSymbol(instrumentId(i)).equals(symbol)) {
                return instrumentId(i);
            }
        }
        return -1;
    }

    /** An instrument's symbol. */
    public String instrumentSymbol(int instrumentId) {
        Instrument instrument = state.instruments.get(instrumentId);
        return symbol(instrument.symbolFirst, instrument.symbolLast);
    }

    /** An instrument's book, to look at. */
    public OrderBook book(int instrumentId) {
        return state.instruments.get(instrumentId).book;
    }

    /** How many assets there are. */
    public int assetCount() {
        return state.assets.count();
    }

    /** The number of the asset that was added as number {@code index}, from 0. */
    public int assetId(int index) {
        return state.assets.assetId(index);
    }

    /** An asset's symbol. */
    public String assetSymbol(int assetId) {
        return symbol(state.assets.symbolFirst(assetId), state.assets.symbolLast(assetId));
    }

    /** An asset's decimals. */
    public int assetDecimals(int assetId) {
        return state.assets.decimals(assetId);
    }

    /** Deposits less withdrawals of an asset: what all accounts together must own. */
    public long assetTotal(int assetId) {
        return state.assets.total(assetId);
    }

    /** One above the highest account number. */
    public int accountEnd() {
        return state.accounts.ledger().accountEnd();
    }

    /** Whether there is an open account of that number. */
    public boolean isOpen(int accountId) {
        return state.accounts.isOpen(state.accounts.find(accountId));
    }

    /** An account's verification state. */
    public Kyc kyc(int accountId) {
        return state.accounts.kyc(state.accounts.find(accountId));
    }

    /** Whether an account's kill switch is engaged. */
    public boolean isKilled(int accountId) {
        return state.accounts.isKilled(state.accounts.find(accountId));
    }

    /** When the next order expires, in microseconds, or the end of time. */
    public long nextExpiry() {
        return state.expiries.first();
    }

    /** How many orders an account has open. */
    public long openOrders(int accountId) {
        return state.accounts.openOrders(state.accounts.find(accountId));
    }

    /** How many orders all accounts have open. */
    public int openOrders() {
        return state.orders.count();
    }

    /** What an account may use of an asset, in its smallest units. */
    public long available(int accountId, int assetId) {
        return state.balances.available(balance(accountId, assetId));
    }

    /** What is held of an account's asset for its open orders. */
    public long held(int accountId, int assetId) {
        return state.balances.held(balance(accountId, assetId));
    }

    /** Of what an account never had it has no balance, which reads as 0. */
    private int balance(int accountId, int assetId) {
        int account = state.accounts.find(accountId);
        return account == Ledger.NONE ? Balances.NONE : state.balances.find(account, assetId);
    }

    private static String symbol(long first, long last) {
        byte[] bytes = new byte[2 * Long.BYTES];
        int length = 0;
        for (int i = 0; i < bytes.length; i++) {
            byte character = (byte) ((i < Long.BYTES ? first : last) >>> (Byte.SIZE * (i % Long.BYTES)));
            if (character != 0) {
                bytes[length++] = character;
            }
        }
        return new String(bytes, 0, length, StandardCharsets.US_ASCII);
    }
}
