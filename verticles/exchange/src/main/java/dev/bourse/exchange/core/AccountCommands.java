package dev.bourse.exchange.core;

import dev.bourse.exchange.account.Accounts;
import dev.bourse.exchange.account.Money;
import dev.bourse.exchange.protocol.BalanceCause;
import dev.bourse.exchange.protocol.ChangeKycDecoder;
import dev.bourse.exchange.protocol.CloseAccountDecoder;
import dev.bourse.exchange.protocol.DepositDecoder;
import dev.bourse.exchange.protocol.Kyc;
import dev.bourse.exchange.protocol.OpenAccountDecoder;
import dev.bourse.exchange.protocol.RejectReason;
import dev.bourse.exchange.protocol.SetAccountLimitsDecoder;
import dev.bourse.exchange.protocol.WithdrawDecoder;

/**
 * Opens, verifies and closes accounts, moves money in and out, sets limits. Each gives the reason why not, or none
 * (NULL_VAL). One thread.
 */
final class AccountCommands {
    private final CoreState state;
    private final Accounts accounts;
    private final AccountOutputs outputs;

    AccountCommands(CoreState state) {
        this.state = state;
        accounts = state.accounts;
        outputs = new AccountOutputs(state.numbering);
    }

    RejectReason open(OpenAccountDecoder command, CommandSubject subject) {
        subject.set(command.accountId(), 0, 0, 0);
        RejectReason reason = accounts.whyNotNew(subject.accountId);
        if (reason == RejectReason.NULL_VAL) {
            accounts.open(subject.accountId);
            outputs.opened(subject.accountId);
        }
        return reason;
    }

    RejectReason changeKyc(ChangeKycDecoder command, CommandSubject subject) {
        subject.set(command.accountId(), 0, 0, 0);
        if (command.kycRaw() > Kyc.SUSPENDED.value()) {
            return RejectReason.MALFORMED;
        }
        RejectReason reason = whyNotCustomer(subject.accountId);
        if (reason == RejectReason.NULL_VAL) {
            accounts.setKyc(subject.accountId, command.kyc());
            outputs.kycChanged(subject.accountId, command.kyc());
        }
        return reason;
    }

    RejectReason close(CloseAccountDecoder command, CommandSubject subject) {
        int accountId = command.accountId();
        subject.set(accountId, 0, 0, 0);
        RejectReason reason = whyNotCustomer(accountId);
        if (reason == RejectReason.NULL_VAL && accounts.openOrders(accountId) != 0) {
            reason = RejectReason.ACCOUNT_HAS_ORDERS;
        }
        if (reason == RejectReason.NULL_VAL && hasBalance(accountId)) {
            reason = RejectReason.ACCOUNT_NOT_EMPTY;
        }
        if (reason == RejectReason.NULL_VAL) {
            accounts.close(accountId);
            outputs.closed(accountId);
        }
        return reason;
    }

    RejectReason deposit(DepositDecoder command, CommandSubject subject) {
        int accountId = command.accountId();
        int assetId = command.assetId();
        long amount = command.amount();
        subject.set(accountId, 0, 0, 0);
        RejectReason reason = accounts.whyNotOpen(accountId);
        if (reason == RejectReason.NULL_VAL) {
            reason = whyNoTransfer(accountId, assetId, amount, command.reference());
        }
        if (reason == RejectReason.NULL_VAL && state.assets.total(assetId) > Money.MAX - amount) {
            reason = RejectReason.AMOUNT_OVERFLOW;
        }
        if (reason == RejectReason.NULL_VAL) {
            int balance = state.balances.balance(accountId, assetId);
            state.balances.deposit(balance, amount);
            transferred(balance, amount, amount, command.reference(), BalanceCause.DEPOSIT);
        }
        return reason;
    }

    RejectReason withdraw(WithdrawDecoder command, CommandSubject subject) {
        int accountId = command.accountId();
        int assetId = command.assetId();
        long amount = command.amount();
        subject.set(accountId, 0, 0, 0);
        RejectReason reason = accounts.whyNotVerified(accountId);
        if (reason == RejectReason.NULL_VAL) {
            reason = whyNoTransfer(accountId, assetId, amount, command.reference());
        }
        if (reason != RejectReason.NULL_VAL) {
            return reason;
        }
        int balance = state.balances.find(accountId, assetId);
        if (balance < 0 || state.balances.available(balance) < amount) {
            return RejectReason.INSUFFICIENT_FUNDS;
        }
        state.balances.withdraw(balance, amount);
        transferred(balance, amount, -amount, command.reference(), BalanceCause.WITHDRAWAL);
        return RejectReason.NULL_VAL;
    }

    RejectReason setLimits(SetAccountLimitsDecoder command, CommandSubject subject) {
        int accountId = command.accountId();
        subject.set(accountId, 0, 0, 0);
        boolean negative = (command.maxOpenOrders()
                        | command.maxOrdersPerSecond()
                        | command.maxOrderQuantity()
                        | command.maxOrderValue()
                        | command.maxPosition()
                        | command.maxDayVolume())
                < 0;
        RejectReason reason = negative ? RejectReason.INVALID_LIMIT : whyNotCustomer(accountId);
        if (reason == RejectReason.NULL_VAL) {
            state.accountLimits.set(
                    accountId,
                    command.maxOpenOrders(),
                    command.maxOrdersPerSecond(),
                    command.maxOrderQuantity(),
                    command.maxOrderValue(),
                    command.maxPosition(),
                    command.maxDayVolume());
            outputs.limitsSet(accountId);
        }
        return reason;
    }

    private RejectReason whyNotCustomer(int accountId) {
        return accountId == Accounts.EXCHANGE ? RejectReason.UNKNOWN_ACCOUNT : accounts.whyNotOpen(accountId);
    }

    private RejectReason whyNoTransfer(int accountId, int assetId, long amount, long reference) {
        if (!state.assets.exists(assetId)) {
            return RejectReason.UNKNOWN_ASSET;
        }
        if (amount < 1) {
            return RejectReason.INVALID_AMOUNT;
        }
        return reference <= accounts.lastReference(accountId)
                ? RejectReason.DUPLICATE_REFERENCE
                : RejectReason.NULL_VAL;
    }

    private void transferred(int balance, long amount, long change, long reference, BalanceCause cause) {
        int accountId = state.balances.accountId(balance);
        int assetId = state.balances.assetId(balance);
        state.assets.addToTotal(assetId, change);
        accounts.setLastReference(accountId, reference);
        outputs.balanceChanged(
                accountId,
                assetId,
                amount,
                state.balances.available(balance),
                state.balances.held(balance),
                reference,
                cause);
    }

    private boolean hasBalance(int accountId) {
        for (int i = 0; i < state.assets.count(); i++) {
            int balance = state.balances.find(accountId, state.assets.assetId(i));
            if (balance >= 0 && state.balances.total(balance) != 0) {
                return true;
            }
        }
        return false;
    }
}
