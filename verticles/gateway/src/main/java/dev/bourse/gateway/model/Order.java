package dev.bourse.gateway.model;

import dev.bourse.exchange.account.Money;
import dev.bourse.exchange.protocol.CancelReason;
import dev.bourse.exchange.protocol.OrderType;
import dev.bourse.exchange.protocol.Side;
import dev.bourse.exchange.protocol.TimeInForce;
import org.jspecify.annotations.Nullable;

/** An order as it stands. Prices in ticks, quantities in lots, times in microseconds since 1970 UTC. One thread. */
public final class Order {
    final Instrument instrument;
    final int account;
    private final long id;
    private final long clientOrderId;
    private final long createdMicros;
    private final Side side;
    private final OrderType type;
    private final TimeInForce timeInForce;
    private final long stopPrice;
    private final long displayQuantity;
    private final boolean postOnly;
    private final int highestFeeBps;
    private final long firstPrice;
    private final long firstQuantity;
    long price;
    long quantity;
    long remaining;
    long filled;
    long held;
    long updatedMicros;
    boolean triggered;
    Status status = Status.NEW;

    @Nullable
    CancelReason cancelReason;

    /** How an order stands. */
    public enum Status {
        NEW,
        FILLED,
        CANCELLED
    }

    /** What does not change about an order. */
    record Terms(
            long id,
            long clientOrderId,
            long createdMicros,
            Side side,
            OrderType type,
            TimeInForce timeInForce,
            long stopPrice,
            long displayQuantity,
            boolean postOnly,
            long price,
            long quantity,
            int highestFeeBps) {}

    Order(int account, Instrument instrument, Terms terms) {
        this.account = account;
        this.instrument = instrument;
        id = terms.id();
        clientOrderId = terms.clientOrderId();
        createdMicros = terms.createdMicros();
        updatedMicros = terms.createdMicros();
        side = terms.side();
        type = terms.type();
        timeInForce = terms.timeInForce();
        stopPrice = terms.stopPrice();
        displayQuantity = terms.displayQuantity();
        postOnly = terms.postOnly();
        firstPrice = terms.price();
        firstQuantity = terms.quantity();
        price = firstPrice;
        quantity = firstQuantity;
        remaining = firstQuantity;
        highestFeeBps = terms.highestFeeBps();
    }

    public long id() {
        return id;
    }

    public long clientOrderId() {
        return clientOrderId;
    }

    public int account() {
        return account;
    }

    public Instrument instrument() {
        return instrument;
    }

    public long createdMicros() {
        return createdMicros;
    }

    public long updatedMicros() {
        return updatedMicros;
    }

    public Side side() {
        return side;
    }

    public OrderType type() {
        return type;
    }

    public TimeInForce timeInForce() {
        return timeInForce;
    }

    public long price() {
        return price;
    }

    public long stopPrice() {
        return stopPrice;
    }

    public long displayQuantity() {
        return displayQuantity;
    }

    public boolean postOnly() {
        return postOnly;
    }

    public long quantity() {
        return quantity;
    }

    /** The limit that it was placed with. */
    public long firstPrice() {
        return firstPrice;
    }

    /** The quantity that it was placed with. */
    public long firstQuantity() {
        return firstQuantity;
    }

    public long filled() {
        return filled;
    }

    public long remaining() {
        return remaining;
    }

    public Status status() {
        return status;
    }

    /** Why it was cancelled, null if it was not. */
    public @Nullable CancelReason cancelReason() {
        return cancelReason;
    }

    int highestFeeBps() {
        return highestFeeBps;
    }

    boolean isBuy() {
        return side == Side.BUY;
    }

    /**
     * What must be held for its open quantity, in smallest units of what it pays with; of a buy with a limit, and a
     * sell.
     */
    long required() {
        if (!isBuy()) {
            return instrument.baseUnits(remaining);
        }
        return Money.withFee(instrument.value(price, remaining), highestFeeBps);
    }
}
