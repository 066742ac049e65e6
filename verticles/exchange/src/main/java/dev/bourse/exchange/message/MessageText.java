package dev.bourse.exchange.message;

import dev.bourse.exchange.protocol.AccountClosedDecoder;
import dev.bourse.exchange.protocol.AccountLimitsSetDecoder;
import dev.bourse.exchange.protocol.AccountOpenedDecoder;
import dev.bourse.exchange.protocol.AddAssetDecoder;
import dev.bourse.exchange.protocol.AddInstrumentDecoder;
import dev.bourse.exchange.protocol.AllCancelledDecoder;
import dev.bourse.exchange.protocol.AssetAddedDecoder;
import dev.bourse.exchange.protocol.AuctionUncrossedDecoder;
import dev.bourse.exchange.protocol.BalanceChangedDecoder;
import dev.bourse.exchange.protocol.CancelAllOfAccountDecoder;
import dev.bourse.exchange.protocol.CancelAllOfInstrumentDecoder;
import dev.bourse.exchange.protocol.CancelOrderDecoder;
import dev.bourse.exchange.protocol.ChangeKycDecoder;
import dev.bourse.exchange.protocol.ChangePhaseDecoder;
import dev.bourse.exchange.protocol.CloseAccountDecoder;
import dev.bourse.exchange.protocol.DayEndedDecoder;
import dev.bourse.exchange.protocol.DepositDecoder;
import dev.bourse.exchange.protocol.EndDayDecoder;
import dev.bourse.exchange.protocol.ExecutedDecoder;
import dev.bourse.exchange.protocol.FeesSetDecoder;
import dev.bourse.exchange.protocol.InstrumentAddedDecoder;
import dev.bourse.exchange.protocol.InstrumentLimitsSetDecoder;
import dev.bourse.exchange.protocol.KillSwitchSetDecoder;
import dev.bourse.exchange.protocol.KycChangedDecoder;
import dev.bourse.exchange.protocol.MarkSnapshotDecoder;
import dev.bourse.exchange.protocol.MessageHeaderDecoder;
import dev.bourse.exchange.protocol.OpenAccountDecoder;
import dev.bourse.exchange.protocol.OrderAcceptedDecoder;
import dev.bourse.exchange.protocol.OrderCancelledDecoder;
import dev.bourse.exchange.protocol.OrderReplacedDecoder;
import dev.bourse.exchange.protocol.OrderRestedDecoder;
import dev.bourse.exchange.protocol.OrderTriggeredDecoder;
import dev.bourse.exchange.protocol.PhaseChangedDecoder;
import dev.bourse.exchange.protocol.PlaceOrderDecoder;
import dev.bourse.exchange.protocol.PriceBandsSetDecoder;
import dev.bourse.exchange.protocol.RejectedDecoder;
import dev.bourse.exchange.protocol.ReplaceOrderDecoder;
import dev.bourse.exchange.protocol.SetAccountLimitsDecoder;
import dev.bourse.exchange.protocol.SetFeesDecoder;
import dev.bourse.exchange.protocol.SetInstrumentLimitsDecoder;
import dev.bourse.exchange.protocol.SetKillSwitchDecoder;
import dev.bourse.exchange.protocol.SetPriceBandsDecoder;
import dev.bourse.exchange.protocol.SnapshotMarkedDecoder;
import dev.bourse.exchange.protocol.TickDecoder;
import dev.bourse.exchange.protocol.WithdrawDecoder;
import org.agrona.DirectBuffer;

/**
 * Turns messages of the schema into one line of text each: the message's name, then {@code field=value} for each field.
 * For tools and tests; makes garbage. One thread.
 */
public final class MessageText {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
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
    private final TickDecoder tick = new TickDecoder();
    private final EndDayDecoder endDay = new EndDayDecoder();
    private final MarkSnapshotDecoder markSnapshot = new MarkSnapshotDecoder();
    private final RejectedDecoder rejected = new RejectedDecoder();
    private final AccountOpenedDecoder accountOpened = new AccountOpenedDecoder();
    private final KycChangedDecoder kycChanged = new KycChangedDecoder();
    private final AccountClosedDecoder accountClosed = new AccountClosedDecoder();
    private final BalanceChangedDecoder balanceChanged = new BalanceChangedDecoder();
    private final AssetAddedDecoder assetAdded = new AssetAddedDecoder();
    private final InstrumentAddedDecoder instrumentAdded = new InstrumentAddedDecoder();
    private final InstrumentLimitsSetDecoder instrumentLimitsSet = new InstrumentLimitsSetDecoder();
    private final AccountLimitsSetDecoder accountLimitsSet = new AccountLimitsSetDecoder();
    private final FeesSetDecoder feesSet = new FeesSetDecoder();
    private final PriceBandsSetDecoder priceBandsSet = new PriceBandsSetDecoder();
    private final PhaseChangedDecoder phaseChanged = new PhaseChangedDecoder();
    private final OrderAcceptedDecoder orderAccepted = new OrderAcceptedDecoder();
    private final ExecutedDecoder executed = new ExecutedDecoder();
    private final OrderCancelledDecoder orderCancelled = new OrderCancelledDecoder();
    private final OrderReplacedDecoder orderReplaced = new OrderReplacedDecoder();
    private final OrderRestedDecoder orderRested = new OrderRestedDecoder();
    private final OrderTriggeredDecoder orderTriggered = new OrderTriggeredDecoder();
    private final AllCancelledDecoder allCancelled = new AllCancelledDecoder();
    private final KillSwitchSetDecoder killSwitchSet = new KillSwitchSetDecoder();
    private final DayEndedDecoder dayEnded = new DayEndedDecoder();
    private final AuctionUncrossedDecoder auctionUncrossed = new AuctionUncrossedDecoder();
    private final SnapshotMarkedDecoder snapshotMarked = new SnapshotMarkedDecoder();

    /**
     * The text of the message that starts at an offset, or what its header says where the schema has no such message.
     */
    public String text(DirectBuffer buffer, int offset) {
        header.wrap(buffer, offset);
        int templateId = header.templateId();
        String sbe = templateId < RejectedDecoder.TEMPLATE_ID ? command(buffer, offset) : output(buffer, offset);
        if (sbe.isEmpty()) {
            return "Unknown templateId=" + templateId + " schemaId=" + header.schemaId();
        }
        int name = sbe.indexOf(']');
        int fields = sbe.indexOf("):") + 2;
        return (sbe.substring(1, name) + ' ' + sbe.substring(fields).replace('|', ' ')).replace("\0", "");
    }

    private String command(DirectBuffer buffer, int at) {
        return switch (header.templateId()) {
            case OpenAccountDecoder.TEMPLATE_ID ->
                openAccount.wrapAndApplyHeader(buffer, at, header).toString();
            case ChangeKycDecoder.TEMPLATE_ID ->
                changeKyc.wrapAndApplyHeader(buffer, at, header).toString();
            case CloseAccountDecoder.TEMPLATE_ID ->
                closeAccount.wrapAndApplyHeader(buffer, at, header).toString();
            case DepositDecoder.TEMPLATE_ID ->
                deposit.wrapAndApplyHeader(buffer, at, header).toString();
            case WithdrawDecoder.TEMPLATE_ID ->
                withdraw.wrapAndApplyHeader(buffer, at, header).toString();
            case AddAssetDecoder.TEMPLATE_ID ->
                addAsset.wrapAndApplyHeader(buffer, at, header).toString();
            case AddInstrumentDecoder.TEMPLATE_ID ->
                addInstrument.wrapAndApplyHeader(buffer, at, header).toString();
            case SetInstrumentLimitsDecoder.TEMPLATE_ID ->
                setInstrumentLimits.wrapAndApplyHeader(buffer, at, header).toString();
            case SetAccountLimitsDecoder.TEMPLATE_ID ->
                setAccountLimits.wrapAndApplyHeader(buffer, at, header).toString();
            case SetFeesDecoder.TEMPLATE_ID ->
                setFees.wrapAndApplyHeader(buffer, at, header).toString();
            case SetPriceBandsDecoder.TEMPLATE_ID ->
                setPriceBands.wrapAndApplyHeader(buffer, at, header).toString();
            case ChangePhaseDecoder.TEMPLATE_ID ->
                changePhase.wrapAndApplyHeader(buffer, at, header).toString();
            case PlaceOrderDecoder.TEMPLATE_ID ->
                placeOrder.wrapAndApplyHeader(buffer, at, header).toString();
            case ReplaceOrderDecoder.TEMPLATE_ID ->
                replaceOrder.wrapAndApplyHeader(buffer, at, header).toString();
            case CancelOrderDecoder.TEMPLATE_ID ->
                cancelOrder.wrapAndApplyHeader(buffer, at, header).toString();
            case CancelAllOfAccountDecoder.TEMPLATE_ID ->
                cancelAllOfAccount.wrapAndApplyHeader(buffer, at, header).toString();
            case CancelAllOfInstrumentDecoder.TEMPLATE_ID ->
                cancelAllOfInstrument.wrapAndApplyHeader(buffer, at, header).toString();
            case SetKillSwitchDecoder.TEMPLATE_ID ->
                setKillSwitch.wrapAndApplyHeader(buffer, at, header).toString();
            case TickDecoder.TEMPLATE_ID ->
                tick.wrapAndApplyHeader(buffer, at, header).toString();
            case EndDayDecoder.TEMPLATE_ID ->
                endDay.wrapAndApplyHeader(buffer, at, header).toString();
            case MarkSnapshotDecoder.TEMPLATE_ID ->
                markSnapshot.wrapAndApplyHeader(buffer, at, header).toString();
            default -> "";
        };
    }

    private String output(DirectBuffer buffer, int at) {
        return switch (header.templateId()) {
            case OrderAcceptedDecoder.TEMPLATE_ID ->
                orderAccepted.wrapAndApplyHeader(buffer, at, header).toString();
            case ExecutedDecoder.TEMPLATE_ID ->
                executed.wrapAndApplyHeader(buffer, at, header).toString();
            case OrderCancelledDecoder.TEMPLATE_ID ->
                orderCancelled.wrapAndApplyHeader(buffer, at, header).toString();
            case OrderReplacedDecoder.TEMPLATE_ID ->
                orderReplaced.wrapAndApplyHeader(buffer, at, header).toString();
            case OrderRestedDecoder.TEMPLATE_ID ->
                orderRested.wrapAndApplyHeader(buffer, at, header).toString();
            case OrderTriggeredDecoder.TEMPLATE_ID ->
                orderTriggered.wrapAndApplyHeader(buffer, at, header).toString();
            case RejectedDecoder.TEMPLATE_ID ->
                rejected.wrapAndApplyHeader(buffer, at, header).toString();
            default -> rareOutput(buffer, at);
        };
    }

    private String rareOutput(DirectBuffer buffer, int at) {
        return switch (header.templateId()) {
            case AccountOpenedDecoder.TEMPLATE_ID ->
                accountOpened.wrapAndApplyHeader(buffer, at, header).toString();
            case KycChangedDecoder.TEMPLATE_ID ->
                kycChanged.wrapAndApplyHeader(buffer, at, header).toString();
            case AccountClosedDecoder.TEMPLATE_ID ->
                accountClosed.wrapAndApplyHeader(buffer, at, header).toString();
            case BalanceChangedDecoder.TEMPLATE_ID ->
                balanceChanged.wrapAndApplyHeader(buffer, at, header).toString();
            case AssetAddedDecoder.TEMPLATE_ID ->
                assetAdded.wrapAndApplyHeader(buffer, at, header).toString();
            case InstrumentAddedDecoder.TEMPLATE_ID ->
                instrumentAdded.wrapAndApplyHeader(buffer, at, header).toString();
            case InstrumentLimitsSetDecoder.TEMPLATE_ID ->
                instrumentLimitsSet.wrapAndApplyHeader(buffer, at, header).toString();
            case AccountLimitsSetDecoder.TEMPLATE_ID ->
                accountLimitsSet.wrapAndApplyHeader(buffer, at, header).toString();
            case FeesSetDecoder.TEMPLATE_ID ->
                feesSet.wrapAndApplyHeader(buffer, at, header).toString();
            case PriceBandsSetDecoder.TEMPLATE_ID ->
                priceBandsSet.wrapAndApplyHeader(buffer, at, header).toString();
            case PhaseChangedDecoder.TEMPLATE_ID ->
                phaseChanged.wrapAndApplyHeader(buffer, at, header).toString();
            case AllCancelledDecoder.TEMPLATE_ID ->
                allCancelled.wrapAndApplyHeader(buffer, at, header).toString();
            case KillSwitchSetDecoder.TEMPLATE_ID ->
                killSwitchSet.wrapAndApplyHeader(buffer, at, header).toString();
            case DayEndedDecoder.TEMPLATE_ID ->
                dayEnded.wrapAndApplyHeader(buffer, at, header).toString();
            case AuctionUncrossedDecoder.TEMPLATE_ID ->
                auctionUncrossed.wrapAndApplyHeader(buffer, at, header).toString();
            case SnapshotMarkedDecoder.TEMPLATE_ID ->
                snapshotMarked.wrapAndApplyHeader(buffer, at, header).toString();
            default -> "";
        };
    }
}
