package dev.bourse.exchange.core;

import dev.bourse.exchange.protocol.CancelReason;
import dev.bourse.exchange.protocol.ExecutedEncoder;
import dev.bourse.exchange.protocol.Flag;
import dev.bourse.exchange.protocol.Liquidity;
import dev.bourse.exchange.protocol.OrderAcceptedEncoder;
import dev.bourse.exchange.protocol.OrderCancelledEncoder;
import dev.bourse.exchange.protocol.OrderReplacedEncoder;
import dev.bourse.exchange.protocol.OrderRestedEncoder;
import dev.bourse.exchange.protocol.OrderTriggeredEncoder;
import dev.bourse.exchange.protocol.OrderType;
import dev.bourse.exchange.protocol.Side;
import dev.bourse.exchange.protocol.TimeInForce;
import org.agrona.concurrent.UnsafeBuffer;

/** Says what became of orders, as numbered SBE messages. The order is named by its number in {@link OpenOrders}. */
final class OrderOutputs {
    private final OutputNumbering numbering;
    private final OpenOrders orders;
    private final UnsafeBuffer buffer;
    private final OrderAcceptedEncoder accepted = new OrderAcceptedEncoder();
    private final ExecutedEncoder executed = new ExecutedEncoder();
    private final OrderCancelledEncoder cancelled = new OrderCancelledEncoder();
    private final OrderReplacedEncoder replaced = new OrderReplacedEncoder();
    private final OrderRestedEncoder rested = new OrderRestedEncoder();
    private final OrderTriggeredEncoder triggered = new OrderTriggeredEncoder();

    OrderOutputs(OutputNumbering numbering, OpenOrders orders) {
        this.numbering = numbering;
        this.orders = orders;
        buffer = numbering.buffer;
    }

    void accepted(OrderIntent order, long orderId, long held) {
        accepted.wrapAndApplyHeader(buffer, 0, numbering.header)
                .outputNumber(numbering.next())
                .commandNumber(numbering.commandNumber)
                .timestamp(numbering.timestamp)
                .correlationId(numbering.correlationId)
                .orderId(orderId)
                .clientOrderId(order.clientOrderId)
                .accountId(order.accountId)
                .instrumentId(order.instrumentId)
                .price(order.price)
                .quantity(order.quantity)
                .stopPrice(order.stopPrice)
                .displayQuantity(order.displayQuantity)
                .held(held)
                .side(side(order.buy))
                .orderType(OrderType.get((short) order.type.code()))
                .timeInForce(TimeInForce.get((short) order.timeInForce.code()))
                .postOnly(order.postOnly ? Flag.YES : Flag.NO);
        numbering.send(OrderAcceptedEncoder.BLOCK_LENGTH);
    }

    void executed(
            long matchId,
            int order,
            long price,
            long quantity,
            long remaining,
            long value,
            long fee,
            boolean buy,
            Liquidity liquidity) {
        executed.wrapAndApplyHeader(buffer, 0, numbering.header)
                .outputNumber(numbering.next())
                .commandNumber(numbering.commandNumber)
                .timestamp(numbering.timestamp)
                .correlationId(numbering.correlationId)
                .matchId(matchId)
                .orderId(orders.orderId(order))
                .clientOrderId(orders.clientOrderId(order))
                .accountId(orders.accountId(order))
                .instrumentId(orders.instrumentId(order))
                .price(price)
                .quantity(quantity)
                .remaining(remaining)
                .value(value)
                .fee(fee)
                .side(side(buy))
                .liquidity(liquidity);
        numbering.send(ExecutedEncoder.BLOCK_LENGTH);
    }

    void cancelled(int order, long quantity, long price, CancelReason reason) {
        cancelled
                .wrapAndApplyHeader(buffer, 0, numbering.header)
                .outputNumber(numbering.next())
                .commandNumber(numbering.commandNumber)
                .timestamp(numbering.timestamp)
                .correlationId(numbering.correlationId)
                .orderId(orders.orderId(order))
                .clientOrderId(orders.clientOrderId(order))
                .accountId(orders.accountId(order))
                .instrumentId(orders.instrumentId(order))
                .quantity(quantity)
                .price(price)
                .side(side(orders.isBuy(order)))
                .reason(reason);
        numbering.send(OrderCancelledEncoder.BLOCK_LENGTH);
    }

    void replaced(int order, long price, long quantity, long remaining, boolean keptPriority) {
        replaced.wrapAndApplyHeader(buffer, 0, numbering.header)
                .outputNumber(numbering.next())
                .commandNumber(numbering.commandNumber)
                .timestamp(numbering.timestamp)
                .correlationId(numbering.correlationId)
                .orderId(orders.orderId(order))
                .clientOrderId(orders.clientOrderId(order))
                .accountId(orders.accountId(order))
                .instrumentId(orders.instrumentId(order))
                .price(price)
                .quantity(quantity)
                .remaining(remaining)
                .held(orders.held(order))
                .side(side(orders.isBuy(order)))
                .keptPriority(keptPriority ? Flag.YES : Flag.NO);
        numbering.send(OrderReplacedEncoder.BLOCK_LENGTH);
    }

    void rested(int order, long price, long displayed, long remaining, boolean replenished) {
        rested.wrapAndApplyHeader(buffer, 0, numbering.header)
                .outputNumber(numbering.next())
                .commandNumber(numbering.commandNumber)
                .timestamp(numbering.timestamp)
                .correlationId(numbering.correlationId)
                .orderId(orders.orderId(order))
                .clientOrderId(orders.clientOrderId(order))
                .accountId(orders.accountId(order))
                .instrumentId(orders.instrumentId(order))
                .price(price)
                .displayed(displayed)
                .remaining(remaining)
                .side(side(orders.isBuy(order)))
                .replenished(replenished ? Flag.YES : Flag.NO);
        numbering.send(OrderRestedEncoder.BLOCK_LENGTH);
    }

    void triggered(int order) {
        triggered
                .wrapAndApplyHeader(buffer, 0, numbering.header)
                .outputNumber(numbering.next())
                .commandNumber(numbering.commandNumber)
                .timestamp(numbering.timestamp)
                .correlationId(numbering.correlationId)
                .orderId(orders.orderId(order))
                .clientOrderId(orders.clientOrderId(order))
                .accountId(orders.accountId(order))
                .instrumentId(orders.instrumentId(order))
                .side(side(orders.isBuy(order)));
        numbering.send(OrderTriggeredEncoder.BLOCK_LENGTH);
    }

    private static Side side(boolean buy) {
        return buy ? Side.BUY : Side.SELL;
    }
}
