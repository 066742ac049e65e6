package dev.bourse.exchange.core;

import dev.bourse.exchange.matching.OrderRequest;
import dev.bourse.exchange.matching.OrderTerms;
import dev.bourse.exchange.matching.OrderType;
import dev.bourse.exchange.matching.TimeInForce;
import dev.bourse.exchange.protocol.CancelOrderDecoder;
import dev.bourse.exchange.protocol.PlaceOrderDecoder;
import dev.bourse.exchange.protocol.RejectReason;
import dev.bourse.exchange.protocol.ReplaceOrderDecoder;

/** Places, replaces and cancels single orders. Each gives the reason why not, or none (NULL_VAL). One thread. */
final class OrderCommands {
    private final CoreState state;
    private final OpenOrders orders;
    private final OrderCheck check;
    private final ReplaceCheck replaceCheck;
    private final OrderIntent intent = new OrderIntent();
    private final OrderRequest request = new OrderRequest();
    private final OrderTerms terms = new OrderTerms();

    /** Not part of the state, and read by nobody: it keeps what is read ahead from being optimised away. */
    @SuppressWarnings("UnusedVariable")
    private long readAhead;

    OrderCommands(CoreState state) {
        this.state = state;
        orders = state.orders;
        check = new OrderCheck(state);
        replaceCheck = new ReplaceCheck(state);
    }

    RejectReason place(PlaceOrderDecoder command, CommandSubject subject) {
        boolean readable = intent.read(command);
        subject.set(intent.accountId, intent.instrumentId, 0, intent.clientOrderId);
        if (!readable) {
            return RejectReason.MALFORMED;
        }
        Instrument instrument = state.instruments.find(intent.instrumentId);
        if (instrument == null) {
            return RejectReason.UNKNOWN_INSTRUMENT;
        }
        fill(request, instrument);
        RejectReason reason = check.check(intent, instrument, request);
        if (reason != RejectReason.NULL_VAL) {
            return reason;
        }
        state.settlement.begin(instrument);
        state.settlement.incoming().place(intent, check.held(), check.account(), check.exposure());
        return Reasons.of(instrument.book.place(request));
    }

    RejectReason replace(ReplaceOrderDecoder command, CommandSubject subject) {
        subject.set(command.accountId(), 0, command.orderId(), command.clientOrderId());
        int order = find(subject);
        RejectReason reason = access(order, subject.accountId);
        if (reason != RejectReason.NULL_VAL) {
            return reason;
        }
        readAhead += state.readAhead(order);
        subject.instrumentId = orders.instrumentId(order);
        Instrument instrument = state.instruments.get(subject.instrumentId);
        long orderId = orders.orderId(order);
        instrument.book.find(orderId, terms);
        reason = replaceCheck.check(command, instrument, order, terms);
        if (reason != RejectReason.NULL_VAL) {
            return reason;
        }
        int account = orders.account(order);
        state.settlement.begin(instrument);
        state.settlement.incoming().replace(terms.remaining, replaceCheck.quantity());
        reason = Reasons.of(instrument.book.replace(
                orderId, subject.accountId, replaceCheck.price(), replaceCheck.quantity(), replaceCheck.stopPrice()));
        if (reason == RejectReason.NULL_VAL) {
            state.accountLimits.countOrder(account, state.numbering.timestamp);
        }
        return reason;
    }

    RejectReason cancel(CancelOrderDecoder command, CommandSubject subject) {
        subject.set(command.accountId(), 0, command.orderId(), command.clientOrderId());
        int order = find(subject);
        RejectReason reason = access(order, subject.accountId);
        if (reason != RejectReason.NULL_VAL) {
            return reason;
        }
        readAhead += state.readAhead(order);
        Instrument instrument = state.instruments.get(orders.instrumentId(order));
        state.settlement.begin(instrument);
        return Reasons.of(instrument.book.cancel(orders.orderId(order), subject.accountId));
    }

    private int find(CommandSubject subject) {
        return subject.orderId != 0
                ? orders.find(subject.orderId)
                : orders.findByClient(subject.accountId, subject.clientOrderId);
    }

    private RejectReason access(int order, int accountId) {
        if (order < 0) {
            RejectReason account = state.accounts.whyNotOpen(state.accounts.find(accountId));
            return account != RejectReason.NULL_VAL ? account : RejectReason.UNKNOWN_ORDER;
        }
        return orders.accountId(order) == accountId ? RejectReason.NULL_VAL : RejectReason.NOT_THE_OWNER;
    }

    /** Says the intent in the book's words; GTD orders are the core's to expire, so the book keeps them until told. */
    private void fill(OrderRequest to, Instrument instrument) {
        long orderId = orders.nextOrderId();
        TimeInForce timeInForce = intent.timeInForce == TimeInForce.GTD ? TimeInForce.GTC : intent.timeInForce;
        to.limit(
                orderId,
                intent.accountId,
                (int) orderId & OpenOrders.MOST,
                intent.buy ? dev.bourse.exchange.matching.Side.BUY : dev.bourse.exchange.matching.Side.SELL,
                timeInForce,
                intent.isBudget() ? budgetInTicks(instrument) : intent.price,
                intent.quantity);
        // A buy stop order states the worst price it may pay: what can be held for it before it is triggered.
        OrderType type = intent.type == OrderType.STOP && intent.buy ? OrderType.STOP_LIMIT : intent.type;
        to.kind(type, timeInForce, intent.selfTradePrevention);
        to.stopPrice = intent.stopPrice;
        to.displayQuantity = intent.displayQuantity;
        to.minimumQuantity = intent.minimumQuantity;
        to.postOnly = intent.postOnly;
    }

    /** A buy's budget is rounded down to whole ticks, a sell's up: neither is passed. */
    private long budgetInTicks(Instrument instrument) {
        long unit = instrument.tickQuoteUnits;
        return intent.buy ? intent.funds / unit : Math.ceilDiv(intent.funds, unit);
    }
}
