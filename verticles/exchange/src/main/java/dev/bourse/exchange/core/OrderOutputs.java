package dev.bourse.exchange.core;

import dev.bourse.exchange.protocol.CancelReason;
import dev.bourse.exchange.protocol.ExecutedEncoder;
import dev.bourse.exchange.protocol.Liquidity;
import dev.bourse.exchange.protocol.MessageHeaderEncoder;
import dev.bourse.exchange.protocol.OrderAcceptedEncoder;
import dev.bourse.exchange.protocol.OrderCancelledEncoder;
import dev.bourse.exchange.protocol.OrderReplacedEncoder;
import dev.bourse.exchange.protocol.OrderRestedEncoder;
import dev.bourse.exchange.protocol.OrderTriggeredEncoder;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Says what became of orders, as numbered SBE messages. The order is named by its number in {@link OpenOrders}.
 *
 * <p>These five messages are nearly all that a busy exchange says. Their fields are stored where the generated encoders
 * would store them, but straight into the output's array: an encoder does not know that its buffer is one, and each of
 * its fields costs the compiler, and then the processor, several times as much. One thread.
 */
final class OrderOutputs {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int BODY = MessageHeaderEncoder.ENCODED_LENGTH;

    private static final long ACCEPTED = header(OrderAcceptedEncoder.BLOCK_LENGTH, OrderAcceptedEncoder.TEMPLATE_ID);
    private static final long EXECUTED = header(ExecutedEncoder.BLOCK_LENGTH, ExecutedEncoder.TEMPLATE_ID);
    private static final long CANCELLED = header(OrderCancelledEncoder.BLOCK_LENGTH, OrderCancelledEncoder.TEMPLATE_ID);
    private static final long REPLACED = header(OrderReplacedEncoder.BLOCK_LENGTH, OrderReplacedEncoder.TEMPLATE_ID);
    private static final long RESTED = header(OrderRestedEncoder.BLOCK_LENGTH, OrderRestedEncoder.TEMPLATE_ID);

    private final OutputNumbering numbering;
    private final OpenOrders orders;
    private final byte[] bytes;
    private final OrderTriggeredEncoder triggered = new OrderTriggeredEncoder();

    OrderOutputs(OutputNumbering numbering, OpenOrders orders) {
        this.numbering = numbering;
        this.orders = orders;
        bytes = numbering.bytes;
    }

    void accepted(OrderIntent order, long orderId, long held) {
        byte[] to = begin(ACCEPTED);
        putLong(to, OrderAcceptedEncoder.orderIdEncodingOffset(), orderId);
        putLong(to, OrderAcceptedEncoder.clientOrderIdEncodingOffset(), order.clientOrderId);
        putLong(to, OrderAcceptedEncoder.accountIdEncodingOffset(), pair(order.accountId, order.instrumentId));
        putLong(to, OrderAcceptedEncoder.priceEncodingOffset(), order.price);
        putLong(to, OrderAcceptedEncoder.quantityEncodingOffset(), order.quantity);
        putLong(to, OrderAcceptedEncoder.stopPriceEncodingOffset(), order.stopPrice);
        putLong(to, OrderAcceptedEncoder.displayQuantityEncodingOffset(), order.displayQuantity);
        putLong(to, OrderAcceptedEncoder.heldEncodingOffset(), held);
        putByte(to, OrderAcceptedEncoder.sideEncodingOffset(), order.buy ? 0 : 1);
        putByte(to, OrderAcceptedEncoder.orderTypeEncodingOffset(), order.type.code());
        putByte(to, OrderAcceptedEncoder.timeInForceEncodingOffset(), order.timeInForce.code());
        putByte(to, OrderAcceptedEncoder.postOnlyEncodingOffset(), order.postOnly ? 1 : 0);
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
        byte[] to = begin(EXECUTED);
        putLong(to, ExecutedEncoder.matchIdEncodingOffset(), matchId);
        putOrder(to, ExecutedEncoder.orderIdEncodingOffset(), order);
        putLong(to, ExecutedEncoder.priceEncodingOffset(), price);
        putLong(to, ExecutedEncoder.quantityEncodingOffset(), quantity);
        putLong(to, ExecutedEncoder.remainingEncodingOffset(), remaining);
        putLong(to, ExecutedEncoder.valueEncodingOffset(), value);
        putLong(to, ExecutedEncoder.feeEncodingOffset(), fee);
        putByte(to, ExecutedEncoder.sideEncodingOffset(), buy ? 0 : 1);
        putByte(to, ExecutedEncoder.liquidityEncodingOffset(), liquidity.value());
        numbering.send(ExecutedEncoder.BLOCK_LENGTH);
    }

    void cancelled(int order, long quantity, long price, CancelReason reason) {
        byte[] to = begin(CANCELLED);
        putOrder(to, OrderCancelledEncoder.orderIdEncodingOffset(), order);
        putLong(to, OrderCancelledEncoder.quantityEncodingOffset(), quantity);
        putLong(to, OrderCancelledEncoder.priceEncodingOffset(), price);
        putByte(to, OrderCancelledEncoder.sideEncodingOffset(), side(order));
        putByte(to, OrderCancelledEncoder.reasonEncodingOffset(), reason.value());
        numbering.send(OrderCancelledEncoder.BLOCK_LENGTH);
    }

    void replaced(int order, long price, long quantity, long remaining, boolean keptPriority) {
        byte[] to = begin(REPLACED);
        putOrder(to, OrderReplacedEncoder.orderIdEncodingOffset(), order);
        putLong(to, OrderReplacedEncoder.priceEncodingOffset(), price);
        putLong(to, OrderReplacedEncoder.quantityEncodingOffset(), quantity);
        putLong(to, OrderReplacedEncoder.remainingEncodingOffset(), remaining);
        putLong(to, OrderReplacedEncoder.heldEncodingOffset(), orders.held(order));
        putByte(to, OrderReplacedEncoder.sideEncodingOffset(), side(order));
        putByte(to, OrderReplacedEncoder.keptPriorityEncodingOffset(), keptPriority ? 1 : 0);
        numbering.send(OrderReplacedEncoder.BLOCK_LENGTH);
    }

    void rested(int order, long price, long displayed, long remaining, boolean replenished) {
        byte[] to = begin(RESTED);
        putOrder(to, OrderRestedEncoder.orderIdEncodingOffset(), order);
        putLong(to, OrderRestedEncoder.priceEncodingOffset(), price);
        putLong(to, OrderRestedEncoder.displayedEncodingOffset(), displayed);
        putLong(to, OrderRestedEncoder.remainingEncodingOffset(), remaining);
        putByte(to, OrderRestedEncoder.sideEncodingOffset(), side(order));
        putByte(to, OrderRestedEncoder.replenishedEncodingOffset(), replenished ? 1 : 0);
        numbering.send(OrderRestedEncoder.BLOCK_LENGTH);
    }

    void triggered(int order) {
        triggered
                .wrapAndApplyHeader(numbering.buffer, 0, numbering.header)
                .outputNumber(numbering.next())
                .commandNumber(numbering.commandNumber)
                .timestamp(numbering.timestamp)
                .correlationId(numbering.correlationId)
                .orderId(orders.orderId(order))
                .clientOrderId(orders.clientOrderId(order))
                .accountId(orders.accountId(order))
                .instrumentId(orders.instrumentId(order))
                .side(
                        orders.isBuy(order)
                                ? dev.bourse.exchange.protocol.Side.BUY
                                : dev.bourse.exchange.protocol.Side.SELL);
        numbering.send(OrderTriggeredEncoder.BLOCK_LENGTH);
    }

    /** Writes the header and what every output says first; all five have that at the same places. */
    private byte[] begin(long header) {
        byte[] to = bytes;
        LONG.set(to, 0, header);
        putLong(to, OrderAcceptedEncoder.outputNumberEncodingOffset(), numbering.next());
        putLong(to, OrderAcceptedEncoder.commandNumberEncodingOffset(), numbering.commandNumber);
        putLong(to, OrderAcceptedEncoder.timestampEncodingOffset(), numbering.timestamp);
        putLong(to, OrderAcceptedEncoder.correlationIdEncodingOffset(), numbering.correlationId);
        return to;
    }

    /** Writes an order's id, client order id, account and instrument, which stand together in this order. */
    private void putOrder(byte[] to, int at, int order) {
        putLong(to, at, orders.orderId(order));
        putLong(to, at + Long.BYTES, orders.clientOrderId(order));
        putLong(to, at + 2 * Long.BYTES, pair(orders.accountId(order), orders.instrumentId(order)));
    }

    private int side(int order) {
        return orders.isBuy(order) ? 0 : 1;
    }

    private static void putLong(byte[] to, int at, long value) {
        LONG.set(to, BODY + at, value);
    }

    private static void putByte(byte[] to, int at, int value) {
        to[BODY + at] = (byte) value;
    }

    /** Two ints that stand side by side. */
    private static long pair(int first, int second) {
        return (first & 0xFFFF_FFFFL) | ((long) second << Integer.SIZE);
    }

    private static long header(int blockLength, int templateId) {
        return blockLength
                | ((long) templateId << Short.SIZE)
                | ((long) MessageHeaderEncoder.SCHEMA_ID << (2 * Short.SIZE))
                | ((long) MessageHeaderEncoder.SCHEMA_VERSION << (3 * Short.SIZE));
    }
}
