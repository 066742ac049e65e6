package dev.bourse.exchange.core;

import dev.bourse.exchange.protocol.AddAssetDecoder;
import dev.bourse.exchange.protocol.AddInstrumentDecoder;
import dev.bourse.exchange.protocol.CancelAllOfAccountDecoder;
import dev.bourse.exchange.protocol.CancelAllOfInstrumentDecoder;
import dev.bourse.exchange.protocol.CancelOrderDecoder;
import dev.bourse.exchange.protocol.ChangeKycDecoder;
import dev.bourse.exchange.protocol.ChangePhaseDecoder;
import dev.bourse.exchange.protocol.CloseAccountDecoder;
import dev.bourse.exchange.protocol.DepositDecoder;
import dev.bourse.exchange.protocol.EndDayDecoder;
import dev.bourse.exchange.protocol.MarkSnapshotDecoder;
import dev.bourse.exchange.protocol.MessageHeaderDecoder;
import dev.bourse.exchange.protocol.OpenAccountDecoder;
import dev.bourse.exchange.protocol.PlaceOrderDecoder;
import dev.bourse.exchange.protocol.RejectReason;
import dev.bourse.exchange.protocol.ReplaceOrderDecoder;
import dev.bourse.exchange.protocol.SetAccountLimitsDecoder;
import dev.bourse.exchange.protocol.SetFeesDecoder;
import dev.bourse.exchange.protocol.SetInstrumentLimitsDecoder;
import dev.bourse.exchange.protocol.SetKillSwitchDecoder;
import dev.bourse.exchange.protocol.SetPriceBandsDecoder;
import dev.bourse.exchange.protocol.TickDecoder;
import dev.bourse.exchange.protocol.WithdrawDecoder;
import org.agrona.DirectBuffer;

/**
 * Reads a command's bytes and has it carried out. Looks first whether the bytes are a whole command of this schema. One
 * thread.
 */
final class CommandReader {
    private static final int HEADER = MessageHeaderDecoder.ENCODED_LENGTH;
    private static final int CORRELATION_ID_END = HEADER + Long.BYTES;

    private final OutputNumbering numbering;
    private final AccountCommands accounts;
    private final MarketCommands market;
    private final OrderCommands orders;
    private final MassCancels massCancels;
    private final CommandOutputs outputs;
    private final CommandOutputs.StateHashing hashing;

    private final OpenAccountDecoder openAccount = new OpenAccountDecoder();
    private final ChangeKycDecoder changeKyc = new ChangeKycDecoder();
    private final CloseAccountDecoder closeAccount = new CloseAccountDecoder();
    private final DepositDecoder deposit = new DepositDecoder();
    private final WithdrawDecoder withdraw = new WithdrawDecoder();
    private final AddAssetDecoder addAsset = new AddAssetDecoder();
    private final AddInstrumentDecoder addInstrument = new AddInstrumentDecoder();
    private final SetInstrumentLimitsDecoder setInstrumentLimits = new SetInstrumentLimitsDecoder();
    private final SetAccountLimitsDecoder setAccountLimits = new SetAccountLimitsDecoder();
    private final SetFeesDecoder setFees = new SetFeesDecoder();
    private final SetPriceBandsDecoder setPriceBands = new SetPriceBandsDecoder();
    private final ChangePhaseDecoder changePhase = new ChangePhaseDecoder();
    private final PlaceOrderDecoder placeOrder = new PlaceOrderDecoder();
    private final ReplaceOrderDecoder replaceOrder = new ReplaceOrderDecoder();
    private final CancelOrderDecoder cancelOrder = new CancelOrderDecoder();
    private final CancelAllOfAccountDecoder cancelAllOfAccount = new CancelAllOfAccountDecoder();
    private final CancelAllOfInstrumentDecoder cancelAllOfInstrument = new CancelAllOfInstrumentDecoder();
    private final SetKillSwitchDecoder setKillSwitch = new SetKillSwitchDecoder();
    private final MarkSnapshotDecoder markSnapshot = new MarkSnapshotDecoder();

    CommandReader(CoreState state, CommandOutputs outputs, CommandOutputs.StateHashing hashing) {
        numbering = state.numbering;
        accounts = new AccountCommands(state);
        market = new MarketCommands(state);
        orders = new OrderCommands(state);
        massCancels = new MassCancels(state);
        this.outputs = outputs;
        this.hashing = hashing;
    }

    /** Ends the orders whose time came. */
    void expire() {
        massCancels.expire();
    }

    /** Carries a command out, or gives the reason why not. */
    RejectReason read(
            DirectBuffer buffer, int offset, int length, MessageHeaderDecoder header, CommandSubject subject) {
        int templateId = header.templateId();
        int blockLength = header.blockLength();
        int version = header.version();
        if (length >= CORRELATION_ID_END) {
            numbering.correlationId = buffer.getLong(offset + HEADER, MessageHeaderDecoder.BYTE_ORDER);
        }
        if (header.schemaId() != MessageHeaderDecoder.SCHEMA_ID || version > MessageHeaderDecoder.SCHEMA_VERSION) {
            return RejectReason.UNKNOWN_VERSION;
        }
        int least = leastBlockLength(templateId);
        if (least < 0) {
            return RejectReason.UNKNOWN_TEMPLATE;
        }
        if (blockLength < least || length < HEADER + blockLength) {
            return RejectReason.MALFORMED;
        }
        int at = offset + HEADER;
        return switch (templateId) {
            case PlaceOrderDecoder.TEMPLATE_ID ->
                orders.place(placeOrder.wrap(buffer, at, blockLength, version), subject);
            case CancelOrderDecoder.TEMPLATE_ID ->
                orders.cancel(cancelOrder.wrap(buffer, at, blockLength, version), subject);
            case ReplaceOrderDecoder.TEMPLATE_ID ->
                orders.replace(replaceOrder.wrap(buffer, at, blockLength, version), subject);
            default -> readRare(buffer, at, templateId, blockLength, version, subject);
        };
    }

    private RejectReason readRare(
            DirectBuffer buffer, int at, int templateId, int blockLength, int version, CommandSubject subject) {
        return switch (templateId) {
            case OpenAccountDecoder.TEMPLATE_ID ->
                accounts.open(openAccount.wrap(buffer, at, blockLength, version), subject);
            case ChangeKycDecoder.TEMPLATE_ID ->
                accounts.changeKyc(changeKyc.wrap(buffer, at, blockLength, version), subject);
            case CloseAccountDecoder.TEMPLATE_ID ->
                accounts.close(closeAccount.wrap(buffer, at, blockLength, version), subject);
            case DepositDecoder.TEMPLATE_ID ->
                accounts.deposit(deposit.wrap(buffer, at, blockLength, version), subject);
            case WithdrawDecoder.TEMPLATE_ID ->
                accounts.withdraw(withdraw.wrap(buffer, at, blockLength, version), subject);
            case AddAssetDecoder.TEMPLATE_ID ->
                market.addAsset(addAsset.wrap(buffer, at, blockLength, version), subject);
            case AddInstrumentDecoder.TEMPLATE_ID ->
                market.addInstrument(addInstrument.wrap(buffer, at, blockLength, version), subject);
            case SetInstrumentLimitsDecoder.TEMPLATE_ID ->
                market.setLimits(setInstrumentLimits.wrap(buffer, at, blockLength, version), subject);
            case SetAccountLimitsDecoder.TEMPLATE_ID ->
                accounts.setLimits(setAccountLimits.wrap(buffer, at, blockLength, version), subject);
            case SetFeesDecoder.TEMPLATE_ID -> market.setFees(setFees.wrap(buffer, at, blockLength, version), subject);
            case SetPriceBandsDecoder.TEMPLATE_ID ->
                market.setPriceBands(setPriceBands.wrap(buffer, at, blockLength, version), subject);
            case ChangePhaseDecoder.TEMPLATE_ID ->
                market.changePhase(changePhase.wrap(buffer, at, blockLength, version), subject);
            case CancelAllOfAccountDecoder.TEMPLATE_ID ->
                massCancels.ofAccount(cancelAllOfAccount.wrap(buffer, at, blockLength, version), subject);
            case CancelAllOfInstrumentDecoder.TEMPLATE_ID ->
                massCancels.ofInstrument(cancelAllOfInstrument.wrap(buffer, at, blockLength, version), subject);
            case SetKillSwitchDecoder.TEMPLATE_ID ->
                massCancels.setKillSwitch(setKillSwitch.wrap(buffer, at, blockLength, version), subject);
            case TickDecoder.TEMPLATE_ID -> RejectReason.NULL_VAL;
            case EndDayDecoder.TEMPLATE_ID -> {
                massCancels.endDay();
                yield RejectReason.NULL_VAL;
            }
            case MarkSnapshotDecoder.TEMPLATE_ID -> {
                markSnapshot.wrap(buffer, at, blockLength, version);
                outputs.snapshotMarked(markSnapshot.snapshotId(), hashing);
                yield RejectReason.NULL_VAL;
            }
            default -> RejectReason.UNKNOWN_TEMPLATE;
        };
    }

    /** The block length of a command of this schema's version, or -1 for what is no command. */
    private static int leastBlockLength(int templateId) {
        return switch (templateId) {
            case PlaceOrderDecoder.TEMPLATE_ID -> PlaceOrderDecoder.BLOCK_LENGTH;
            case CancelOrderDecoder.TEMPLATE_ID -> CancelOrderDecoder.BLOCK_LENGTH;
            case ReplaceOrderDecoder.TEMPLATE_ID -> ReplaceOrderDecoder.BLOCK_LENGTH;
            case OpenAccountDecoder.TEMPLATE_ID -> OpenAccountDecoder.BLOCK_LENGTH;
            case ChangeKycDecoder.TEMPLATE_ID -> ChangeKycDecoder.BLOCK_LENGTH;
            case CloseAccountDecoder.TEMPLATE_ID -> CloseAccountDecoder.BLOCK_LENGTH;
            case DepositDecoder.TEMPLATE_ID -> DepositDecoder.BLOCK_LENGTH;
            case WithdrawDecoder.TEMPLATE_ID -> WithdrawDecoder.BLOCK_LENGTH;
            case AddAssetDecoder.TEMPLATE_ID -> AddAssetDecoder.BLOCK_LENGTH;
            case AddInstrumentDecoder.TEMPLATE_ID -> AddInstrumentDecoder.BLOCK_LENGTH;
            case SetInstrumentLimitsDecoder.TEMPLATE_ID -> SetInstrumentLimitsDecoder.BLOCK_LENGTH;
            case SetAccountLimitsDecoder.TEMPLATE_ID -> SetAccountLimitsDecoder.BLOCK_LENGTH;
            case SetFeesDecoder.TEMPLATE_ID -> SetFeesDecoder.BLOCK_LENGTH;
            case SetPriceBandsDecoder.TEMPLATE_ID -> SetPriceBandsDecoder.BLOCK_LENGTH;
            case ChangePhaseDecoder.TEMPLATE_ID -> ChangePhaseDecoder.BLOCK_LENGTH;
            case CancelAllOfAccountDecoder.TEMPLATE_ID -> CancelAllOfAccountDecoder.BLOCK_LENGTH;
            case CancelAllOfInstrumentDecoder.TEMPLATE_ID -> CancelAllOfInstrumentDecoder.BLOCK_LENGTH;
            case SetKillSwitchDecoder.TEMPLATE_ID -> SetKillSwitchDecoder.BLOCK_LENGTH;
            case TickDecoder.TEMPLATE_ID -> TickDecoder.BLOCK_LENGTH;
            case EndDayDecoder.TEMPLATE_ID -> EndDayDecoder.BLOCK_LENGTH;
            case MarkSnapshotDecoder.TEMPLATE_ID -> MarkSnapshotDecoder.BLOCK_LENGTH;
            default -> -1;
        };
    }
}
