package dev.bourse.exchange.core;

import dev.bourse.exchange.protocol.BalanceCause;
import dev.bourse.exchange.protocol.BalanceChangedDecoder;
import dev.bourse.exchange.protocol.ExecutedDecoder;
import dev.bourse.exchange.protocol.FeesSetDecoder;
import dev.bourse.exchange.protocol.MessageHeaderDecoder;
import dev.bourse.exchange.protocol.OrderAcceptedDecoder;
import dev.bourse.exchange.protocol.OrderCancelledDecoder;
import dev.bourse.exchange.protocol.OrderReplacedDecoder;
import dev.bourse.exchange.protocol.Side;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import org.agrona.DirectBuffer;

/**
 * A ledger that knows nothing of the core's tables: follows the outputs alone, with big integers, and says what every
 * account must have available and held. One fee rate for both sides of an order, as accepted.
 */
final class LedgerModel implements OutputConsumer {
    record Place(int account, int asset) {}

    record Units(int base, int quote, BigInteger lot, BigInteger tick, BigInteger maker, BigInteger taker) {}

    static final class Order {
        int account;
        boolean buy;
        BigInteger price = BigInteger.ZERO;
        BigInteger held = BigInteger.ZERO;
        Units units = new Units(0, 0, BigInteger.ONE, BigInteger.ONE, BigInteger.ZERO, BigInteger.ZERO);
    }

    final Map<Place, BigInteger> available = new HashMap<>();
    final Map<Place, BigInteger> held = new HashMap<>();
    final Map<Integer, Units> instruments = new HashMap<>();
    final Map<Integer, BigInteger> deposited = new HashMap<>();
    final Map<Long, Order> orders = new HashMap<>();

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final OrderAcceptedDecoder accepted = new OrderAcceptedDecoder();
    private final ExecutedDecoder executed = new ExecutedDecoder();
    private final OrderCancelledDecoder cancelled = new OrderCancelledDecoder();
    private final OrderReplacedDecoder replaced = new OrderReplacedDecoder();
    private final FeesSetDecoder feesSet = new FeesSetDecoder();
    private final BalanceChangedDecoder balanceChanged = new BalanceChangedDecoder();

    @Override
    public void onOutput(DirectBuffer buffer, int offset, int length) {
        header.wrap(buffer, offset);
        switch (header.templateId()) {
            case BalanceChangedDecoder.TEMPLATE_ID ->
                transfer(balanceChanged.wrapAndApplyHeader(buffer, offset, header));
            case OrderAcceptedDecoder.TEMPLATE_ID -> accept(accepted.wrapAndApplyHeader(buffer, offset, header));
            case ExecutedDecoder.TEMPLATE_ID -> execute(executed.wrapAndApplyHeader(buffer, offset, header));
            case OrderCancelledDecoder.TEMPLATE_ID -> {
                long orderId =
                        cancelled.wrapAndApplyHeader(buffer, offset, header).orderId();
                end(orderId, order(orderId));
            }
            case FeesSetDecoder.TEMPLATE_ID -> change(feesSet.wrapAndApplyHeader(buffer, offset, header));
            case OrderReplacedDecoder.TEMPLATE_ID -> replace(replaced.wrapAndApplyHeader(buffer, offset, header));
            default -> {}
        }
    }

    private void transfer(BalanceChangedDecoder event) {
        BigInteger amount = BigInteger.valueOf(event.amount());
        BigInteger change = event.cause() == BalanceCause.DEPOSIT ? amount : amount.negate();
        add(available, event.accountId(), event.assetId(), change);
        deposited.merge(event.assetId(), change, BigInteger::add);
    }

    /** For orders accepted from now on: each keeps the units that it was accepted with. */
    private void change(FeesSetDecoder event) {
        Units old = units(event.instrumentId());
        instruments.put(
                event.instrumentId(),
                new Units(
                        old.base,
                        old.quote,
                        old.lot,
                        old.tick,
                        BigInteger.valueOf(event.makerFeeBps()),
                        BigInteger.valueOf(event.takerFeeBps())));
    }

    private void accept(OrderAcceptedDecoder event) {
        Order order = new Order();
        order.account = event.accountId();
        order.buy = event.side() == Side.BUY;
        order.price = BigInteger.valueOf(event.price());
        order.units = units(event.instrumentId());
        orders.put(event.orderId(), order);
        boolean byFormula = !order.buy || event.price() != 0;
        hold(order, byFormula ? required(order, event.quantity()) : BigInteger.valueOf(event.held()));
        if (order.held.longValueExact() != event.held()) {
            throw new AssertionError("held " + event.held() + ", must be " + order.held);
        }
    }

    private void execute(ExecutedDecoder event) {
        Order order = order(event.orderId());
        Units units = order.units;
        BigInteger lots = BigInteger.valueOf(event.quantity());
        BigInteger value = lots.multiply(BigInteger.valueOf(event.price())).multiply(units.tick);
        BigInteger bps = switch (event.liquidity()) {
            case MAKER, AUCTION -> units.maker;
            case TAKER -> units.taker;
            case NULL_VAL -> throw new AssertionError("no liquidity in " + event);
        };
        BigInteger fee = value.multiply(bps).divide(BigInteger.valueOf(10_000));
        if (value.longValueExact() != event.value() || fee.longValueExact() != event.fee()) {
            throw new AssertionError("value " + value + " and fee " + fee + " expected in " + event);
        }
        if (order.buy) {
            BigInteger cost = value.add(fee);
            BigInteger left =
                    order.price.signum() == 0 ? order.held.subtract(cost) : required(order, event.remaining());
            add(available, order.account, units.quote, cost.negate());
            hold(order, left);
            add(available, order.account, units.base, lots.multiply(units.lot));
        } else {
            add(available, order.account, units.base, lots.multiply(units.lot).negate());
            hold(order, required(order, event.remaining()));
            add(available, order.account, units.quote, value.subtract(fee));
        }
        add(available, 0, units.quote, fee);
        if (event.remaining() == 0) {
            end(event.orderId(), order);
        }
    }

    private void replace(OrderReplacedDecoder event) {
        Order order = order(event.orderId());
        order.price = BigInteger.valueOf(event.price());
        hold(order, required(order, event.remaining()));
    }

    private void end(long orderId, Order order) {
        hold(order, BigInteger.ZERO);
        orders.remove(orderId);
    }

    /** Makes an order hold this much, from or to what is available. */
    private void hold(Order order, BigInteger amount) {
        int asset = order.buy ? order.units.quote : order.units.base;
        BigInteger more = amount.subtract(order.held);
        add(available, order.account, asset, more.negate());
        add(held, order.account, asset, more);
        order.held = amount;
    }

    private static BigInteger required(Order order, long lots) {
        BigInteger quantity = BigInteger.valueOf(lots);
        if (!order.buy) {
            return quantity.multiply(order.units.lot);
        }
        BigInteger value = quantity.multiply(order.price).multiply(order.units.tick);
        BigInteger bps = order.units.maker.max(order.units.taker);
        return value.add(value.multiply(bps).divide(BigInteger.valueOf(10_000)));
    }

    private Order order(long orderId) {
        Order order = orders.get(orderId);
        if (order == null) {
            throw new AssertionError("output about unknown order " + orderId);
        }
        return order;
    }

    private Units units(int instrumentId) {
        Units units = instruments.get(instrumentId);
        if (units == null) {
            throw new AssertionError("output about unknown instrument " + instrumentId);
        }
        return units;
    }

    private static void add(Map<Place, BigInteger> amounts, int account, int asset, BigInteger change) {
        amounts.merge(new Place(account, asset), change, BigInteger::add);
    }
}
