package dev.bourse.gateway.order;

import dev.bourse.exchange.protocol.AllCancelledDecoder;
import dev.bourse.exchange.protocol.CancelReason;
import dev.bourse.exchange.protocol.ExecutedDecoder;
import dev.bourse.exchange.protocol.MessageHeaderDecoder;
import dev.bourse.exchange.protocol.OrderAcceptedDecoder;
import dev.bourse.exchange.protocol.OrderCancelledDecoder;
import dev.bourse.exchange.protocol.OrderReplacedDecoder;
import dev.bourse.exchange.protocol.RejectReason;
import dev.bourse.exchange.protocol.RejectedDecoder;
import dev.bourse.gateway.model.Order.Status;
import java.util.Optional;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What an answer says of the one order, account or instrument that its command was about. Outputs about others, whose
 * orders traded with it or whose time had come, are passed over. One thread.
 */
public final class Outcome {
    private long orderId;
    private long clientOrderId;
    private long timeMicros;
    private long quantity;
    private long remaining;
    private long cancelled;
    private long ordersCancelled;
    private long price;
    private boolean known;
    private @Nullable RejectReason rejection;
    private @Nullable CancelReason cancelReason;

    private Outcome(long orderId) {
        this.orderId = orderId;
    }

    /** @param orderId whose; 0 for the one that the command places */
    public static Outcome of(Answer answer, long orderId) {
        Outcome outcome = new Outcome(orderId);
        UnsafeBuffer buffer = new UnsafeBuffer(answer.messages());
        MessageHeaderDecoder header = new MessageHeaderDecoder();
        int at = 0;
        while (at < buffer.capacity()) {
            header.wrap(buffer, at);
            outcome.read(buffer, at, header);
            at += MessageHeaderDecoder.ENCODED_LENGTH + header.blockLength();
        }
        return outcome;
    }

    /** Why the command was refused, if it was. */
    public Optional<RejectReason> rejection() {
        return Optional.ofNullable(rejection);
    }

    /** Whether the order's quantities are told, as they are where it was placed or replaced. */
    public boolean tellsQuantities() {
        return known;
    }

    public long orderId() {
        return orderId;
    }

    public long clientOrderId() {
        return clientOrderId;
    }

    /** When it was accepted or changed, in microseconds since 1970 UTC. */
    public long timeMicros() {
        return timeMicros;
    }

    /** The order's limit in ticks after a replace. */
    public long price() {
        return price;
    }

    /** The order's whole quantity. */
    public long quantity() {
        return quantity;
    }

    /** What is open of it. */
    public long remaining() {
        return cancelReason == null ? remaining : 0;
    }

    /** What has traded of it. */
    public long filled() {
        return quantity - remaining;
    }

    /** What was cancelled of it. */
    public long cancelled() {
        return cancelled;
    }

    /** How many orders a mass cancel ended. */
    public long ordersCancelled() {
        return ordersCancelled;
    }

    /** How the order stands. */
    public Status status() {
        return cancelReason != null ? Status.CANCELLED : remaining == 0 ? Status.FILLED : Status.NEW;
    }

    /** Why it was cancelled, null if it was not. */
    public @Nullable CancelReason cancelReason() {
        return cancelReason;
    }

    private void read(UnsafeBuffer buffer, int at, MessageHeaderDecoder header) {
        switch (header.templateId()) {
            case RejectedDecoder.TEMPLATE_ID ->
                rejection = new RejectedDecoder()
                        .wrapAndApplyHeader(buffer, at, header)
                        .reason();
            case OrderAcceptedDecoder.TEMPLATE_ID ->
                accepted(new OrderAcceptedDecoder().wrapAndApplyHeader(buffer, at, header));
            case OrderReplacedDecoder.TEMPLATE_ID ->
                replaced(new OrderReplacedDecoder().wrapAndApplyHeader(buffer, at, header));
            case ExecutedDecoder.TEMPLATE_ID -> {
                ExecutedDecoder executed = new ExecutedDecoder().wrapAndApplyHeader(buffer, at, header);
                if (known && executed.orderId() == orderId) {
                    remaining = executed.remaining();
                }
            }
            case OrderCancelledDecoder.TEMPLATE_ID ->
                cancelled(new OrderCancelledDecoder().wrapAndApplyHeader(buffer, at, header));
            case AllCancelledDecoder.TEMPLATE_ID ->
                ordersCancelled = new AllCancelledDecoder()
                        .wrapAndApplyHeader(buffer, at, header)
                        .orders();
            default -> {}
        }
    }

    private void accepted(OrderAcceptedDecoder event) {
        if (orderId == 0) {
            known = true;
            orderId = event.orderId();
            clientOrderId = event.clientOrderId();
            timeMicros = event.timestamp();
            price = event.price();
            quantity = event.quantity();
            remaining = quantity;
        }
    }

    private void replaced(OrderReplacedDecoder event) {
        if (event.orderId() == orderId) {
            known = true;
            clientOrderId = event.clientOrderId();
            timeMicros = event.timestamp();
            price = event.price();
            quantity = event.quantity();
            remaining = event.remaining();
        }
    }

    private void cancelled(OrderCancelledDecoder event) {
        if (event.orderId() == orderId) {
            clientOrderId = event.clientOrderId();
            timeMicros = event.timestamp();
            cancelled = event.quantity();
            cancelReason = event.reason();
        }
    }
}
