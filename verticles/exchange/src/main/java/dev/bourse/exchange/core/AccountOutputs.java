package dev.bourse.exchange.core;

import dev.bourse.exchange.protocol.AccountClosedEncoder;
import dev.bourse.exchange.protocol.AccountLimitsSetEncoder;
import dev.bourse.exchange.protocol.AccountOpenedEncoder;
import dev.bourse.exchange.protocol.AllCancelledEncoder;
import dev.bourse.exchange.protocol.BalanceCause;
import dev.bourse.exchange.protocol.BalanceChangedEncoder;
import dev.bourse.exchange.protocol.Flag;
import dev.bourse.exchange.protocol.KillSwitchSetEncoder;
import dev.bourse.exchange.protocol.Kyc;
import dev.bourse.exchange.protocol.KycChangedEncoder;

/** Says what changed about accounts, as numbered SBE messages. */
final class AccountOutputs {
    private final OutputNumbering numbering;
    private final AccountOpenedEncoder opened = new AccountOpenedEncoder();
    private final KycChangedEncoder kycChanged = new KycChangedEncoder();
    private final AccountClosedEncoder closed = new AccountClosedEncoder();
    private final BalanceChangedEncoder balanceChanged = new BalanceChangedEncoder();
    private final AccountLimitsSetEncoder limitsSet = new AccountLimitsSetEncoder();
    private final KillSwitchSetEncoder killSwitchSet = new KillSwitchSetEncoder();
    private final AllCancelledEncoder allCancelled = new AllCancelledEncoder();

    AccountOutputs(OutputNumbering numbering) {
        this.numbering = numbering;
    }

    void opened(int accountId) {
        opened.wrapAndApplyHeader(numbering.buffer, 0, numbering.header)
                .outputNumber(numbering.next())
                .commandNumber(numbering.commandNumber)
                .timestamp(numbering.timestamp)
                .correlationId(numbering.correlationId)
                .accountId(accountId);
        numbering.send(AccountOpenedEncoder.BLOCK_LENGTH);
    }

    void kycChanged(int accountId, Kyc kyc) {
        kycChanged
                .wrapAndApplyHeader(numbering.buffer, 0, numbering.header)
                .outputNumber(numbering.next())
                .commandNumber(numbering.commandNumber)
                .timestamp(numbering.timestamp)
                .correlationId(numbering.correlationId)
                .accountId(accountId)
                .kyc(kyc);
        numbering.send(KycChangedEncoder.BLOCK_LENGTH);
    }

    void closed(int accountId) {
        closed.wrapAndApplyHeader(numbering.buffer, 0, numbering.header)
                .outputNumber(numbering.next())
                .commandNumber(numbering.commandNumber)
                .timestamp(numbering.timestamp)
                .correlationId(numbering.correlationId)
                .accountId(accountId);
        numbering.send(AccountClosedEncoder.BLOCK_LENGTH);
    }

    void balanceChanged(
            int accountId, int assetId, long amount, long available, long held, long reference, BalanceCause cause) {
        balanceChanged
                .wrapAndApplyHeader(numbering.buffer, 0, numbering.header)
                .outputNumber(numbering.next())
                .commandNumber(numbering.commandNumber)
                .timestamp(numbering.timestamp)
                .correlationId(numbering.correlationId)
                .accountId(accountId)
                .assetId(assetId)
                .amount(amount)
                .available(available)
                .held(held)
                .reference(reference)
                .cause(cause);
        numbering.send(BalanceChangedEncoder.BLOCK_LENGTH);
    }

    void limitsSet(int accountId) {
        limitsSet
                .wrapAndApplyHeader(numbering.buffer, 0, numbering.header)
                .outputNumber(numbering.next())
                .commandNumber(numbering.commandNumber)
                .timestamp(numbering.timestamp)
                .correlationId(numbering.correlationId)
                .accountId(accountId);
        numbering.send(AccountLimitsSetEncoder.BLOCK_LENGTH);
    }

    void killSwitchSet(int accountId, boolean engaged) {
        killSwitchSet
                .wrapAndApplyHeader(numbering.buffer, 0, numbering.header)
                .outputNumber(numbering.next())
                .commandNumber(numbering.commandNumber)
                .timestamp(numbering.timestamp)
                .correlationId(numbering.correlationId)
                .accountId(accountId)
                .engaged(engaged ? Flag.YES : Flag.NO);
        numbering.send(KillSwitchSetEncoder.BLOCK_LENGTH);
    }

    void allCancelled(int accountId, int instrumentId, long orders) {
        allCancelled
                .wrapAndApplyHeader(numbering.buffer, 0, numbering.header)
                .outputNumber(numbering.next())
                .commandNumber(numbering.commandNumber)
                .timestamp(numbering.timestamp)
                .correlationId(numbering.correlationId)
                .accountId(accountId)
                .instrumentId(instrumentId)
                .orders(orders);
        numbering.send(AllCancelledEncoder.BLOCK_LENGTH);
    }
}
