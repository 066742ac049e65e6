package dev.bourse.exchange.core;

import dev.bourse.exchange.account.Ledger;
import dev.bourse.exchange.matching.Side;
import dev.bourse.exchange.protocol.CancelOrderDecoder;
import dev.bourse.exchange.protocol.MessageHeaderDecoder;
import dev.bourse.exchange.protocol.PlaceOrderDecoder;
import dev.bourse.exchange.protocol.ReplaceOrderDecoder;
import org.agrona.DirectBuffer;

/**
 * Reads what commands that come soon will need. A command spends most of its time on waiting for memory, one record
 * after another; here the records of several commands come side by side, in three steps: what a command names, what
 * that leads to, and what this leads to. Changes nothing of the state. One thread.
 */
final class ReadAhead {
    /** How many commands are read ahead at most. */
    static final int MOST = 64;

    /** How many orders that a new one will trade with are read. */
    private static final int MOST_MAKERS = 4;

    private final CoreState state;
    private final Ledger ledger;
    private final OpenOrders orders;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final PlaceOrderDecoder place = new PlaceOrderDecoder();
    private final CancelOrderDecoder cancel = new CancelOrderDecoder();
    private final ReplaceOrderDecoder replace = new ReplaceOrderDecoder();

    // Of the commands that place an order.
    private final int[] accountIds = new int[MOST];
    private final int[] accounts = new int[MOST];
    private final int[] holdings = new int[MOST];
    private final Instrument[] instruments = new Instrument[MOST];
    private final long[] clientOrderIds = new long[MOST];
    private final long[] prices = new long[MOST];
    private final long[] quantities = new long[MOST];
    private final Side[] sides = new Side[MOST];
    private int placed;

    /** The numbers of open orders: those that commands name, then those that new ones will trade with. */
    private final int[] named = new int[MOST * (MOST_MAKERS + 1) + 1];
    /** Of the latter, which of the commands that place an order will trade with them. */
    private final int[] takers = new int[named.length];

    private int naming;

    // Of the commands that name an order by its account's own id.
    private final int[] searchedAccountIds = new int[MOST];
    private final long[] searchedIds = new long[MOST];
    private int searched;

    ReadAhead(CoreState state) {
        this.state = state;
        ledger = state.accounts.ledger();
        orders = state.orders;
    }

    /** Takes note of what a command names. */
    void read(DirectBuffer buffer, int offset, int length) {
        if (length < MessageHeaderDecoder.ENCODED_LENGTH + CancelOrderDecoder.BLOCK_LENGTH
                || placed == MOST
                || naming + searched == MOST) {
            return;
        }
        header.wrap(buffer, offset);
        int at = offset + MessageHeaderDecoder.ENCODED_LENGTH;
        int blockLength = header.blockLength();
        int version = header.version();
        switch (header.templateId()) {
            case PlaceOrderDecoder.TEMPLATE_ID -> {
                if (length >= MessageHeaderDecoder.ENCODED_LENGTH + PlaceOrderDecoder.BLOCK_LENGTH) {
                    place(place.wrap(buffer, at, blockLength, version));
                }
            }
            case CancelOrderDecoder.TEMPLATE_ID -> {
                cancel.wrap(buffer, at, blockLength, version);
                order(cancel.orderId(), cancel.accountId(), cancel.clientOrderId());
            }
            case ReplaceOrderDecoder.TEMPLATE_ID -> {
                replace.wrap(buffer, at, blockLength, version);
                order(replace.orderId(), replace.accountId(), replace.clientOrderId());
            }
            default -> {}
        }
    }

    /** Reads all that was noted; what is read means nothing, it is given so that it is not optimised away. */
    long readNoted() {
        long sum = readIndex();
        for (int i = 0; i < naming; i++) {
            sum += state.store.readAhead(named[i]);
        }
        for (int i = 0; i < placed; i++) {
            int account = state.accounts.find(accountIds[i]);
            accounts[i] = account;
            sum += ledger.readAccountAhead(account);
        }
        for (int i = 0; i < placed; i++) {
            holdings[i] = state.exposures.guess(accountIds[i], instruments[i].holding);
        }
        int makers = naming;
        for (int i = 0; i < placed; i++) {
            int met = instruments[i].book.meets(sides[i], prices[i]);
            if (met >= 0) {
                sum += state.store.readAhead(met);
                takers[makers] = i;
                named[makers++] = met;
            }
        }
        for (int i = 0; i < placed; i++) {
            sum += ledger.get(holdings[i]) + orders.index().readAhead(accountIds[i], clientOrderIds[i]);
        }
        int from = naming;
        for (int round = 1; round < MOST_MAKERS && from < makers; round++) {
            int to = makers;
            makers = readFollowing(from, to);
            from = to;
        }
        for (int i = 0; i < makers; i++) {
            sum += orderLeadsTo(named[i]);
        }
        placed = 0;
        naming = 0;
        return sum;
    }

    /** Names the orders that come behind those that will be filled, and gives how many are named then. */
    private int readFollowing(int from, int to) {
        int end = to;
        for (int i = from; i < to; i++) {
            int taker = takers[i];
            quantities[taker] -= state.store.open(named[i]);
            if (quantities[taker] > 0) {
                int following = instruments[taker].book.following(sides[taker].opposite(), named[i]);
                if (following >= 0) {
                    named[end] = following;
                    takers[end++] = taker;
                }
            }
        }
        return end;
    }

    private void place(PlaceOrderDecoder order) {
        Instrument instrument = state.instruments.find(order.instrumentId());
        if (instrument != null) {
            int i = placed++;
            accountIds[i] = order.accountId();
            if (instruments[i] != instrument) {
                instruments[i] = instrument;
            }
            clientOrderIds[i] = order.clientOrderId();
            prices[i] = order.price();
            quantities[i] = order.quantity();
            sides[i] = order.sideRaw() == 0 ? Side.BUY : Side.SELL;
        }
    }

    private void order(long orderId, int accountId, long clientOrderId) {
        if (orderId != 0) {
            named[naming++] = (int) orderId & OpenOrders.MOST;
        } else {
            searchedAccountIds[searched] = accountId;
            searchedIds[searched++] = clientOrderId;
        }
    }

    /** Names the orders that are most likely meant by their accounts' own ids. */
    private long readIndex() {
        long sum = 0;
        for (int i = 0; i < searched; i++) {
            sum += orders.index().readAhead(searchedAccountIds[i], searchedIds[i]);
        }
        for (int i = 0; i < searched; i++) {
            named[naming++] = orders.index().guess(searchedAccountIds[i], searchedIds[i]);
        }
        searched = 0;
        return sum;
    }

    private long orderLeadsTo(int order) {
        if (order >= orders.end() || !orders.isOpen(order)) {
            return 0;
        }
        return state.readAhead(order);
    }
}
