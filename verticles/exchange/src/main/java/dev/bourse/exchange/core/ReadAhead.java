package dev.bourse.exchange.core;

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

    private static final int NONE = -1;

    private final CoreState state;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final PlaceOrderDecoder place = new PlaceOrderDecoder();
    private final CancelOrderDecoder cancel = new CancelOrderDecoder();
    private final ReplaceOrderDecoder replace = new ReplaceOrderDecoder();

    /** Of each command the number of the order that it names, or NONE where it places one. */
    private final int[] orders = new int[MOST];

    private final int[] accounts = new int[MOST];
    private final int[] instruments = new int[MOST];
    private final int[] exposures = new int[MOST];
    private final long[] clientOrderIds = new long[MOST];
    private final long[] prices = new long[MOST];
    private final Side[] sides = new Side[MOST];
    private int count;

    ReadAhead(CoreState state) {
        this.state = state;
    }

    /** What is read means nothing; it is given so that it is not optimised away. */
    long read(DirectBuffer buffer, int offset, int length) {
        if (count == MOST || length < MessageHeaderDecoder.ENCODED_LENGTH + CancelOrderDecoder.BLOCK_LENGTH) {
            return 0;
        }
        header.wrap(buffer, offset);
        int at = offset + MessageHeaderDecoder.ENCODED_LENGTH;
        int blockLength = header.blockLength();
        int version = header.version();
        return switch (header.templateId()) {
            case PlaceOrderDecoder.TEMPLATE_ID ->
                length < MessageHeaderDecoder.ENCODED_LENGTH + PlaceOrderDecoder.BLOCK_LENGTH
                        ? 0
                        : place(place.wrap(buffer, at, blockLength, version));
            case CancelOrderDecoder.TEMPLATE_ID ->
                order(cancel.wrap(buffer, at, blockLength, version).orderId());
            case ReplaceOrderDecoder.TEMPLATE_ID ->
                order(replace.wrap(buffer, at, blockLength, version).orderId());
            default -> 0;
        };
    }

    /** Reads on from what was read; means as little. */
    long readFurther() {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += orders[i] == NONE ? accountLeadsTo(i) : orderLeadsTo(i);
        }
        for (int i = 0; i < count; i++) {
            int exposure = exposures[i];
            if (exposure >= 0) {
                sum += state.balances.held(state.exposures.baseBalance(exposure))
                        + state.balances.held(state.exposures.quoteBalance(exposure));
            }
        }
        count = 0;
        return sum;
    }

    private long place(PlaceOrderDecoder order) {
        int i = count++;
        orders[i] = NONE;
        accounts[i] = order.accountId();
        instruments[i] = order.instrumentId();
        clientOrderIds[i] = order.clientOrderId();
        prices[i] = order.price();
        sides[i] = order.sideRaw() == 0 ? Side.BUY : Side.SELL;
        exposures[i] = state.exposures.guess(accounts[i], instruments[i]);
        return state.accounts.table().readAhead(accounts[i]);
    }

    private long order(long orderId) {
        int i = count++;
        orders[i] = (int) orderId & OpenOrders.MOST;
        exposures[i] = NONE;
        return state.store.readAhead(orders[i]);
    }

    private long accountLeadsTo(int i) {
        Instrument instrument = state.instruments.find(instruments[i]);
        long sum = exposures[i] < 0 ? 0 : state.exposures.openBuy(exposures[i]);
        if (instrument != null) {
            sum += instrument.book.readAhead(sides[i], prices[i]);
        }
        if (accounts[i] >= 0 && accounts[i] < state.accounts.table().end()) {
            sum += state.orders.readNewestAhead(accounts[i], clientOrderIds[i]);
        }
        return sum;
    }

    private long orderLeadsTo(int i) {
        int order = orders[i];
        if (order >= state.orders.end() || !state.orders.isOpen(order)) {
            return 0;
        }
        exposures[i] = state.orders.exposure(order);
        return state.orders.readNeighboursAhead(order)
                + state.accounts.table().readAhead(state.orders.accountId(order))
                + state.exposures.openBuy(exposures[i]);
    }
}
