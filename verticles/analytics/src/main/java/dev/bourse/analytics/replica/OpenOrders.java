package dev.bourse.analytics.replica;

import dev.bourse.exchange.protocol.ExecutedDecoder;
import dev.bourse.exchange.protocol.MessageHeaderDecoder;
import dev.bourse.exchange.protocol.OrderAcceptedDecoder;
import dev.bourse.exchange.protocol.OrderCancelledDecoder;
import dev.bourse.exchange.protocol.OrderReplacedDecoder;
import dev.bourse.exchange.protocol.Side;
import dev.bourse.exchange.snapshot.StateReader;
import dev.bourse.exchange.snapshot.StateWriter;
import dev.bourse.exchange.world.WorldOrder;
import java.util.function.IntFunction;
import org.agrona.DirectBuffer;
import org.agrona.collections.Long2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/** Follows the open orders of all accounts. One thread. */
final class OpenOrders {
    private final IntFunction<AccountBook> accounts;
    private final Long2ObjectHashMap<OpenOrder> open = new Long2ObjectHashMap<>();
    private final OrderAcceptedDecoder accepted = new OrderAcceptedDecoder();
    private final OrderReplacedDecoder replaced = new OrderReplacedDecoder();
    private final OrderCancelledDecoder cancelled = new OrderCancelledDecoder();

    OpenOrders(IntFunction<AccountBook> accounts) {
        this.accounts = accounts;
    }

    int size() {
        return open.size();
    }

    void onOutput(MessageHeaderDecoder header, DirectBuffer buffer, int offset) {
        switch (header.templateId()) {
            case OrderAcceptedDecoder.TEMPLATE_ID -> {
                accepted.wrapAndApplyHeader(buffer, offset, header);
                add();
            }
            case OrderReplacedDecoder.TEMPLATE_ID -> {
                replaced.wrapAndApplyHeader(buffer, offset, header);
                change(replaced.orderId(), replaced.remaining());
            }
            case OrderCancelledDecoder.TEMPLATE_ID ->
                change(cancelled.wrapAndApplyHeader(buffer, offset, header).orderId(), 0);
            default -> {
                // Nothing about an order, or nothing that changes what it may still do.
            }
        }
    }

    void save(StateWriter out) {
        out.putLong(open.size());
        open.forEachLong((id, order) -> {
            out.putLong(id);
            out.putLong(order.account);
            out.putLong(order.instrument);
            out.putFlag(order.buy);
            out.putLong(order.remaining);
        });
    }

    /** Reads the orders alone: accounts have what they want of them already. */
    void load(StateReader in) {
        for (int left = in.getInt("open orders", 0, Integer.MAX_VALUE); left > 0; left--) {
            open.put(
                    in.getLong(),
                    new OpenOrder(
                            in.getInt("account", 0, Integer.MAX_VALUE),
                            in.getInt("instrument", 0, Integer.MAX_VALUE),
                            in.getFlag("buys"),
                            in.getLong()));
        }
    }

    void seed(WorldOrder of) {
        add(of.id(), new OpenOrder(of.account(), of.instrument(), of.side() == Side.BUY, of.remaining()));
    }

    void executed(ExecutedDecoder execution) {
        change(execution.orderId(), execution.remaining());
    }

    private void add() {
        OpenOrder order = new OpenOrder(
                accepted.accountId(), accepted.instrumentId(), accepted.side() == Side.BUY, accepted.quantity());
        add(accepted.orderId(), order);
    }

    private void add(long id, OpenOrder order) {
        open.put(id, order);
        AccountBook account = accounts.apply(order.account);
        account.orders(1);
        if (order.buy) {
            account.bid(order.instrument, order.remaining);
        }
    }

    private void change(long id, long remaining) {
        @Nullable OpenOrder order = remaining == 0 ? open.remove(id) : open.get(id);
        if (order == null) {
            return;
        }
        AccountBook account = accounts.apply(order.account);
        if (order.buy) {
            account.bid(order.instrument, remaining - order.remaining);
        }
        order.remaining = remaining;
        if (remaining == 0) {
            account.orders(-1);
        }
    }
}
