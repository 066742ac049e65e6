package dev.bourse.exchange.core;

import dev.bourse.exchange.protocol.CancelOrderDecoder;
import dev.bourse.exchange.protocol.MessageHeaderDecoder;
import dev.bourse.exchange.protocol.PlaceOrderDecoder;
import dev.bourse.exchange.protocol.ReplaceOrderDecoder;
import org.agrona.DirectBuffer;

/**
 * Reads what a command that comes soon will need. A command spends most of its time on waiting for memory, one record
 * after another; the records of several commands come side by side. Changes nothing. One thread.
 */
final class ReadAhead {
    private final CoreState state;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final PlaceOrderDecoder place = new PlaceOrderDecoder();
    private final CancelOrderDecoder cancel = new CancelOrderDecoder();
    private final ReplaceOrderDecoder replace = new ReplaceOrderDecoder();

    ReadAhead(CoreState state) {
        this.state = state;
    }

    /** What is read means nothing; it is given so that it is not optimised away. */
    long read(DirectBuffer buffer, int offset, int length) {
        if (length < MessageHeaderDecoder.ENCODED_LENGTH + CancelOrderDecoder.BLOCK_LENGTH) {
            return 0;
        }
        header.wrap(buffer, offset);
        int at = offset + MessageHeaderDecoder.ENCODED_LENGTH;
        int blockLength = header.blockLength();
        int version = header.version();
        return switch (header.templateId()) {
            case PlaceOrderDecoder.TEMPLATE_ID -> place(place.wrap(buffer, at, blockLength, version));
            case CancelOrderDecoder.TEMPLATE_ID ->
                order(cancel.wrap(buffer, at, blockLength, version).orderId());
            case ReplaceOrderDecoder.TEMPLATE_ID ->
                order(replace.wrap(buffer, at, blockLength, version).orderId());
            default -> 0;
        };
    }

    private long place(PlaceOrderDecoder order) {
        int accountId = order.accountId();
        long balances = state.exposures.readAhead(accountId, order.instrumentId());
        return state.accounts.table().readAhead(accountId) + balances(balances);
    }

    private long order(long orderId) {
        int order = state.orders.find(orderId);
        if (order < 0) {
            return 0;
        }
        return state.store.readAhead(orderId)
                + state.orders.readAhead(order)
                + state.accounts.table().readAhead(state.orders.accountId(order))
                + balances(state.exposures.balances(state.orders.exposure(order)));
    }

    private long balances(long packed) {
        int base = (int) (packed >>> Integer.SIZE);
        int quote = (int) packed;
        int count = state.balances.count();
        return base < count && quote < count ? state.balances.held(base) + state.balances.held(quote) : 0;
    }
}
