package dev.bourse.gateway.model;

import dev.bourse.exchange.protocol.AccountClosedDecoder;
import dev.bourse.exchange.protocol.AccountOpenedDecoder;
import dev.bourse.exchange.protocol.AssetAddedDecoder;
import dev.bourse.exchange.protocol.BalanceChangedDecoder;
import dev.bourse.exchange.protocol.ExecutedDecoder;
import dev.bourse.exchange.protocol.FeesSetDecoder;
import dev.bourse.exchange.protocol.Flag;
import dev.bourse.exchange.protocol.InstrumentAddedDecoder;
import dev.bourse.exchange.protocol.KillSwitchSetDecoder;
import dev.bourse.exchange.protocol.KycChangedDecoder;
import dev.bourse.exchange.protocol.MessageHeaderDecoder;
import dev.bourse.exchange.protocol.OrderAcceptedDecoder;
import dev.bourse.exchange.protocol.OrderCancelledDecoder;
import dev.bourse.exchange.protocol.OrderReplacedDecoder;
import dev.bourse.exchange.protocol.OrderTriggeredDecoder;
import dev.bourse.exchange.protocol.PhaseChangedDecoder;
import java.util.Objects;
import org.agrona.DirectBuffer;

/** Reads outputs and changes the model accordingly. One thread. */
final class OutputApplier {
    private final ReadModel model;
    private final OrderApplier orders;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final AccountOpenedDecoder opened = new AccountOpenedDecoder();
    private final AccountClosedDecoder closed = new AccountClosedDecoder();
    private final KycChangedDecoder kyc = new KycChangedDecoder();
    private final KillSwitchSetDecoder killSwitch = new KillSwitchSetDecoder();
    private final BalanceChangedDecoder balance = new BalanceChangedDecoder();
    private final AssetAddedDecoder asset = new AssetAddedDecoder();
    private final InstrumentAddedDecoder instrument = new InstrumentAddedDecoder();
    private final FeesSetDecoder fees = new FeesSetDecoder();
    private final PhaseChangedDecoder phase = new PhaseChangedDecoder();
    private final OrderAcceptedDecoder accepted = new OrderAcceptedDecoder();
    private final ExecutedDecoder executed = new ExecutedDecoder();
    private final OrderCancelledDecoder cancelled = new OrderCancelledDecoder();
    private final OrderReplacedDecoder replaced = new OrderReplacedDecoder();
    private final OrderTriggeredDecoder triggered = new OrderTriggeredDecoder();

    OutputApplier(ReadModel model) {
        this.model = model;
        orders = new OrderApplier(model);
    }

    void apply(long number, DirectBuffer buffer, int offset) {
        header.wrap(buffer, offset);
        switch (header.templateId()) {
            case OrderAcceptedDecoder.TEMPLATE_ID ->
                orders.accepted(number, accepted.wrapAndApplyHeader(buffer, offset, header));
            case ExecutedDecoder.TEMPLATE_ID ->
                orders.executed(number, executed.wrapAndApplyHeader(buffer, offset, header));
            case OrderCancelledDecoder.TEMPLATE_ID ->
                orders.cancelled(number, cancelled.wrapAndApplyHeader(buffer, offset, header));
            case OrderReplacedDecoder.TEMPLATE_ID ->
                orders.replaced(number, replaced.wrapAndApplyHeader(buffer, offset, header));
            case OrderTriggeredDecoder.TEMPLATE_ID ->
                orders.triggered(number, triggered.wrapAndApplyHeader(buffer, offset, header));
            default -> applyRare(buffer, offset);
        }
    }

    /** Accounts and instruments; what else there is, such as resting and rejected orders, changes nothing here. */
    private void applyRare(DirectBuffer buffer, int offset) {
        switch (header.templateId()) {
            case AccountOpenedDecoder.TEMPLATE_ID ->
                model.accountOf(
                        opened.wrapAndApplyHeader(buffer, offset, header).accountId());
            case AccountClosedDecoder.TEMPLATE_ID ->
                model.accountOf(closed.wrapAndApplyHeader(buffer, offset, header)
                                .accountId())
                        .closed = true;
            case KycChangedDecoder.TEMPLATE_ID -> {
                kyc.wrapAndApplyHeader(buffer, offset, header);
                model.setKyc(model.accountOf(kyc.accountId()), kyc.kyc(), kyc.timestamp());
            }
            case KillSwitchSetDecoder.TEMPLATE_ID -> {
                killSwitch.wrapAndApplyHeader(buffer, offset, header);
                model.accountOf(killSwitch.accountId()).killed = killSwitch.engaged() == Flag.YES;
            }
            case BalanceChangedDecoder.TEMPLATE_ID -> transfer(balance.wrapAndApplyHeader(buffer, offset, header));
            case AssetAddedDecoder.TEMPLATE_ID -> {
                asset.wrapAndApplyHeader(buffer, offset, header);
                model.assets.put(asset.assetId(), new Asset(asset.assetId(), asset.symbol(), asset.decimals()));
            }
            case InstrumentAddedDecoder.TEMPLATE_ID -> add(instrument.wrapAndApplyHeader(buffer, offset, header));
            case FeesSetDecoder.TEMPLATE_ID -> {
                fees.wrapAndApplyHeader(buffer, offset, header);
                Instrument changed = instrument(fees.instrumentId());
                changed.makerFeeBps = fees.makerFeeBps();
                changed.takerFeeBps = fees.takerFeeBps();
            }
            case PhaseChangedDecoder.TEMPLATE_ID -> {
                phase.wrapAndApplyHeader(buffer, offset, header);
                instrument(phase.instrumentId()).phase = phase.phase();
            }
            default -> {}
        }
    }

    private void transfer(BalanceChangedDecoder event) {
        Account account = model.accountOf(event.accountId());
        Balance of = account.balanceOf(asset(event.assetId()));
        of.available = event.available();
        of.held = event.held();
        account.lastReference = event.reference();
    }

    private void add(InstrumentAddedDecoder event) {
        Instrument added = new Instrument(
                event.instrumentId(),
                event.symbol(),
                asset(event.baseAssetId()),
                asset(event.quoteAssetId()),
                event.lotBaseUnits(),
                event.tickQuoteUnits());
        added.makerFeeBps = event.makerFeeBps();
        added.takerFeeBps = event.takerFeeBps();
        model.add(added);
    }

    private Asset asset(int id) {
        return Objects.requireNonNull(model.assets.get(id), "an output names an asset that was never added");
    }

    private Instrument instrument(int id) {
        return Objects.requireNonNull(model.instruments.get(id), "an output names an instrument that was never added");
    }
}
