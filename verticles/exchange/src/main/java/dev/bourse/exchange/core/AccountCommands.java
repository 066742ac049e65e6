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
        int account = accounts.find(subject.accountId);
        RejectReason reason = whyNotCustomer(subject.accountId, account);
        if (reason == RejectReason.NULL_VAL) {
            accounts.setKyc(account, command.kyc());
            outputs.kycChanged(subject.accountId, command.kyc());
        }
        return reason;
    }

    RejectReason close(CloseAccountDecoder command, CommandSubject subject) {
        int accountId = command.accountId();
        subject.set(accountId, 0, 0, 0);
        int account = accounts.find(accountId);
        RejectReason reason = whyNotCustomer(accountId, account);
        if (reason == RejectReason.NULL_VAL && accounts.openOrders(account) != 0) {
            reason = RejectReason.ACCOUNT_HAS_ORDERS;
        }
        if (reason == RejectReason.NULL_VAL && hasBalance(account)) {
            reason = RejectReason.ACCOUNT_NOT_EMPTY;
        }
        if (reason == RejectReason.NULL_VAL) {
            accounts.close(account);
            outputs.closed(accountId);
        }
        return reason;
    }

    RejectReason deposit(DepositDecoder command, CommandSubject subject) {
        int accountId = command.accountId();
        int assetId = command.assetId();
        long amount = command.amount();
        subject.set(accountId, 0, 0, 0);
        int account = accounts.find(accountId);
        RejectReason reason = accounts.whyNotOpen(account);
        if (reason == RejectReason.NULL_VAL) {
            reason = whyNoTransfer(account, assetId, amount, command.reference());
        }
        if (reason == RejectReason.NULL_VAL && state.assets.total(assetId) > Money.MAX - amount) {
            reason = RejectReason.AMOUNT_OVERFLOW;
        }
        if (reason == RejectReason.NULL_VAL) {
            int balance = state.balances.balance(account, assetId);
            state.balances.deposit(balance, amount);
            transferred(account, assetId, balance, amount, command.reference(), BalanceCause.DEPOSIT);
        }
        return reason;
    }

    RejectReason withdraw(WithdrawDecoder command, CommandSubject subject) {
        int accountId = command.accountId();
        int assetId = command.assetId();
        long amount = command.amount();
        subject.set(accountId, 0, 0, 0);
        int account = accounts.find(accountId);
        RejectReason reason = accounts.whyNotVerified(account);
        if (reason == RejectReason.NULL_VAL) {
            reason = whyNoTransfer(account, assetId, amount, command.reference());
        }
        if (reason != RejectReason.NULL_VAL) {
            return reason;
        }
        int balance = state.balances.find(account, assetId);
        if (state.balances.available(balance) < amount) {
            return RejectReason.INSUFFICIENT_FUNDS;
        }
        state.balances.withdraw(balance, amount);
        transferred(account, assetId, balance, amount, command.reference(), BalanceCause.WITHDRAWAL);
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
        int account = accounts.find(accountId);
        RejectReason reason = negative ? RejectReason.INVALID_LIMIT : whyNotCustomer(accountId, account);
        if (reason == RejectReason.NULL_VAL) {
            state.accountLimits.set(
                    account,
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

    private RejectReason whyNotCustomer(int accountId, int account) {
        return accountId == Accounts.EXCHANGE ? RejectReason.UNKNOWN_ACCOUNT : accounts.whyNotOpen(account);
    }

    private RejectReason whyNoTransfer(int account, int assetId, long amount, long reference) {
        if (!state.assets.exists(assetId)) {
            return RejectReason.UNKNOWN_ASSET;
        }
        if (amount < 1) {
            return RejectReason.INVALID_AMOUNT;
        }
        return reference <= accounts.lastReference(account) ? RejectReason.DUPLICATE_REFERENCE : RejectReason.NULL_VAL;
    }

    private void transferred(int account, int assetId, int balance, long amount, long reference, BalanceCause cause) {
        state.assets.addToTotal(assetId, cause == BalanceCause.DEPOSIT ? amount : -amount);
        accounts.setLastReference(account, reference);
        outputs.balanceChanged(
                accounts.accountId(account),
                assetId,
                amount,
                state.balances.available(balance),
                state.balances.held(balance),
                reference,
                cause);
    }

    private boolean hasBalance(int account) {
        for (int i = 0; i < state.assets.count(); i++) {
            if (state.balances.total(state.balances.find(account, state.assets.assetId(i))) != 0) {
                return true;
            }
        }
        return false;
    }
}
