package dev.bourse.exchange.core;

import dev.bourse.exchange.account.Accounts;
import dev.bourse.exchange.protocol.CancelAllOfAccountDecoder;
import dev.bourse.exchange.protocol.CancelAllOfInstrumentDecoder;
import dev.bourse.exchange.protocol.CancelReason;
import dev.bourse.exchange.protocol.Flag;
import dev.bourse.exchange.protocol.RejectReason;
import dev.bourse.exchange.protocol.SetKillSwitchDecoder;

/** Ends many orders at once: an account's, an instrument's, those whose time came or whose day ended. One thread. */
final class MassCancels {
    private static final int ANY_INSTRUMENT = 0;

    private final CoreState state;
    private final OpenOrders orders;
    private final AccountOutputs outputs;
    private final MarketOutputs marketOutputs;

    MassCancels(CoreState state) {
        this.state = state;
        orders = state.orders;
        outputs = new AccountOutputs(state.numbering);
        marketOutputs = new MarketOutputs(state.numbering);
    }

    RejectReason ofAccount(CancelAllOfAccountDecoder command, CommandSubject subject) {
        int accountId = command.accountId();
        int instrumentId = command.instrumentId();
        subject.set(accountId, instrumentId, 0, 0);
        int account = state.accounts.find(accountId);
        RejectReason reason = state.accounts.whyNotOpen(account);
        if (reason == RejectReason.NULL_VAL
                && instrumentId != ANY_INSTRUMENT
                && state.instruments.find(instrumentId) == null) {
            reason = RejectReason.UNKNOWN_INSTRUMENT;
        }
        if (reason == RejectReason.NULL_VAL) {
            long cancelled = cancel(account, instrumentId, CancelReason.ACCOUNT);
            outputs.allCancelled(accountId, instrumentId, cancelled);
        }
        return reason;
    }

    RejectReason ofInstrument(CancelAllOfInstrumentDecoder command, CommandSubject subject) {
        subject.set(0, command.instrumentId(), 0, 0);
        Instrument instrument = state.instruments.find(command.instrumentId());
        if (instrument == null) {
            return RejectReason.UNKNOWN_INSTRUMENT;
        }
        state.settlement.begin(instrument);
        outputs.allCancelled(0, instrument.id, instrument.book.cancelAll());
        return RejectReason.NULL_VAL;
    }

    RejectReason setKillSwitch(SetKillSwitchDecoder command, CommandSubject subject) {
        int accountId = command.accountId();
        subject.set(accountId, 0, 0, 0);
        if (command.engagedRaw() > Flag.YES.value()) {
            return RejectReason.MALFORMED;
        }
        int account = state.accounts.find(accountId);
        RejectReason reason =
                accountId == Accounts.EXCHANGE ? RejectReason.UNKNOWN_ACCOUNT : state.accounts.whyNotOpen(account);
        if (reason == RejectReason.NULL_VAL) {
            boolean engaged = command.engaged() == Flag.YES;
            state.accounts.setKilled(account, engaged);
            outputs.killSwitchSet(accountId, engaged);
            if (engaged) {
                long cancelled = cancel(account, ANY_INSTRUMENT, CancelReason.KILL_SWITCH);
                outputs.allCancelled(accountId, ANY_INSTRUMENT, cancelled);
            }
        }
        return reason;
    }

    /** Ends the orders whose time came, the earliest first. */
    void expire() {
        while (state.expiries.first() <= state.numbering.timestamp) {
            int order = orders.find(state.expiries.pop());
            if (order >= 0) {
                cancel(order, CancelReason.EXPIRED);
            }
        }
    }

    /** Ends the DAY orders, and starts the day's volumes from zero. */
    void endDay() {
        long ended = 0;
        for (int order = 0; order < orders.end(); order++) {
            if (orders.isOpen(order) && orders.hasFlag(order, OpenOrders.DAY)) {
                cancel(order, CancelReason.END_OF_DAY);
                ended++;
            }
        }
        state.exposures.endDay();
        marketOutputs.dayEnded(ended);
    }

    private long cancel(int account, int instrumentId, CancelReason reason) {
        long cancelled = 0;
        int order = state.accounts.newestOrder(account);
        while (order >= 0) {
            int older = orders.older(order);
            if (instrumentId == ANY_INSTRUMENT || orders.instrumentId(order) == instrumentId) {
                cancel(order, reason);
                cancelled++;
            }
            order = older;
        }
        return cancelled;
    }

    private void cancel(int order, CancelReason reason) {
        Instrument instrument = state.instruments.get(orders.instrumentId(order));
        state.settlement.begin(instrument, reason);
        instrument.book.cancel(orders.orderId(order), orders.accountId(order));
    }
}
