package dev.bourse.exchange.message;

import dev.bourse.exchange.protocol.CancelAllOfAccountEncoder;
import dev.bourse.exchange.protocol.CancelOrderEncoder;
import dev.bourse.exchange.protocol.ChangeKycEncoder;
import dev.bourse.exchange.protocol.CloseAccountEncoder;
import dev.bourse.exchange.protocol.DepositEncoder;
import dev.bourse.exchange.protocol.Flag;
import dev.bourse.exchange.protocol.Kyc;
import dev.bourse.exchange.protocol.MessageHeaderEncoder;
import dev.bourse.exchange.protocol.OpenAccountEncoder;
import dev.bourse.exchange.protocol.PlaceOrderEncoder;
import dev.bourse.exchange.protocol.ReplaceOrderEncoder;
import dev.bourse.exchange.protocol.SetAccountLimitsEncoder;
import dev.bourse.exchange.protocol.SetKillSwitchEncoder;
import dev.bourse.exchange.protocol.WithdrawEncoder;
import org.agrona.MutableDirectBuffer;

/**
 * Writes commands of accounts and their orders as SBE messages, each with its header, to the start of a buffer; those
 * of the market are at {@link #market}. Every method gives the length of what it wrote. Fields are as the schema says;
 * nothing is checked here, the core checks. One thread.
 */
public final class CommandWriter {
    /** No command is longer. */
    public static final int LONGEST = 128;
    /** The length of a place command. */
    public static final int PLACE = MessageHeaderEncoder.ENCODED_LENGTH + PlaceOrderEncoder.BLOCK_LENGTH;

    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final OpenAccountEncoder openAccount = new OpenAccountEncoder();
    private final ChangeKycEncoder changeKyc = new ChangeKycEncoder();
    private final CloseAccountEncoder closeAccount = new CloseAccountEncoder();
    private final DepositEncoder deposit = new DepositEncoder();
    private final WithdrawEncoder withdraw = new WithdrawEncoder();
    private final SetAccountLimitsEncoder setAccountLimits = new SetAccountLimitsEncoder();
    private final PlaceOrderEncoder placeOrder = new PlaceOrderEncoder();
    private final ReplaceOrderEncoder replaceOrder = new ReplaceOrderEncoder();
    private final CancelOrderEncoder cancelOrder = new CancelOrderEncoder();
    private final CancelAllOfAccountEncoder cancelAllOfAccount = new CancelAllOfAccountEncoder();
    private final SetKillSwitchEncoder setKillSwitch = new SetKillSwitchEncoder();
    private final MutableDirectBuffer buffer;
    private final MarketCommandWriter market;

    /** Writes to the start of a buffer. */
    public CommandWriter(MutableDirectBuffer buffer) {
        this.buffer = buffer;
        market = new MarketCommandWriter(buffer);
    }

    /** The commands of assets, instruments and time, to the same buffer. */
    public MarketCommandWriter market() {
        return market;
    }

    /** Opens an account with KYC state NONE. */
    public int openAccount(long correlationId, int accountId) {
        openAccount
                .wrapAndApplyHeader(buffer, 0, header)
                .correlationId(correlationId)
                .accountId(accountId);
        return HEADER + OpenAccountEncoder.BLOCK_LENGTH;
    }

    /** Sets an account's identity verification state. */
    public int changeKyc(long correlationId, int accountId, Kyc kyc) {
        changeKyc
                .wrapAndApplyHeader(buffer, 0, header)
                .correlationId(correlationId)
                .accountId(accountId)
                .kyc(kyc);
        return HEADER + ChangeKycEncoder.BLOCK_LENGTH;
    }

    /** Closes an empty account for ever. */
    public int closeAccount(long correlationId, int accountId) {
        closeAccount
                .wrapAndApplyHeader(buffer, 0, header)
                .correlationId(correlationId)
                .accountId(accountId);
        return HEADER + CloseAccountEncoder.BLOCK_LENGTH;
    }

    /** Adds to an account's available balance. */
    public int deposit(long correlationId, int accountId, int assetId, long amount, long reference) {
        deposit.wrapAndApplyHeader(buffer, 0, header)
                .correlationId(correlationId)
                .accountId(accountId)
                .assetId(assetId)
                .amount(amount)
                .reference(reference);
        return HEADER + DepositEncoder.BLOCK_LENGTH;
    }

    /** Takes from an account's available balance. */
    public int withdraw(long correlationId, int accountId, int assetId, long amount, long reference) {
        withdraw.wrapAndApplyHeader(buffer, 0, header)
                .correlationId(correlationId)
                .accountId(accountId)
                .assetId(assetId)
                .amount(amount)
                .reference(reference);
        return HEADER + WithdrawEncoder.BLOCK_LENGTH;
    }

    /** Sets an account's risk limits over all instruments. */
    public int setAccountLimits(
            long correlationId,
            int accountId,
            int maxOpenOrders,
            int maxOrdersPerSecond,
            long maxOrderQuantity,
            long maxOrderValue,
            long maxPosition,
            long maxDayVolume) {
        setAccountLimits
                .wrapAndApplyHeader(buffer, 0, header)
                .correlationId(correlationId)
                .accountId(accountId)
                .maxOpenOrders(maxOpenOrders)
                .maxOrdersPerSecond(maxOrdersPerSecond)
                .maxOrderQuantity(maxOrderQuantity)
                .maxOrderValue(maxOrderValue)
                .maxPosition(maxPosition)
                .maxDayVolume(maxDayVolume);
        buffer.putInt(setAccountLimits.offset() + SetAccountLimitsEncoder.paddingEncodingOffset(), 0);
        return HEADER + SetAccountLimitsEncoder.BLOCK_LENGTH;
    }

    /**
     * Places an order: gives the encoder with every field 0, GTC limit buy, to be filled in; then its length is
     * {@link #PLACE}.
     */
    public PlaceOrderEncoder place(long correlationId, int accountId, int instrumentId, long clientOrderId) {
        buffer.setMemory(0, PLACE, (byte) 0);
        return placeOrder
                .wrapAndApplyHeader(buffer, 0, header)
                .correlationId(correlationId)
                .accountId(accountId)
                .instrumentId(instrumentId)
                .clientOrderId(clientOrderId);
    }

    /** Changes an open order. */
    public int replaceOrder(
            long correlationId,
            int accountId,
            long orderId,
            long clientOrderId,
            long price,
            long quantity,
            long stopPrice) {
        replaceOrder
                .wrapAndApplyHeader(buffer, 0, header)
                .correlationId(correlationId)
                .accountId(accountId)
                .orderId(orderId)
                .clientOrderId(clientOrderId)
                .price(price)
                .quantity(quantity)
                .stopPrice(stopPrice);
        buffer.putInt(replaceOrder.offset() + ReplaceOrderEncoder.paddingEncodingOffset(), 0);
        return HEADER + ReplaceOrderEncoder.BLOCK_LENGTH;
    }

    /** Cancels one order. */
    public int cancelOrder(long correlationId, int accountId, long orderId, long clientOrderId) {
        cancelOrder
                .wrapAndApplyHeader(buffer, 0, header)
                .correlationId(correlationId)
                .accountId(accountId)
                .orderId(orderId)
                .clientOrderId(clientOrderId);
        buffer.putInt(cancelOrder.offset() + CancelOrderEncoder.paddingEncodingOffset(), 0);
        return HEADER + CancelOrderEncoder.BLOCK_LENGTH;
    }

    /** Cancels an account's open orders, newest first. */
    public int cancelAllOfAccount(long correlationId, int accountId, int instrumentId) {
        cancelAllOfAccount
                .wrapAndApplyHeader(buffer, 0, header)
                .correlationId(correlationId)
                .accountId(accountId)
                .instrumentId(instrumentId);
        return HEADER + CancelAllOfAccountEncoder.BLOCK_LENGTH;
    }

    /** Engages or releases an account's kill switch: engaged, all its orders are cancelled and new ones refused. */
    public int setKillSwitch(long correlationId, int accountId, Flag engaged) {
        setKillSwitch
                .wrapAndApplyHeader(buffer, 0, header)
                .correlationId(correlationId)
                .accountId(accountId)
                .engaged(engaged);
        return HEADER + SetKillSwitchEncoder.BLOCK_LENGTH;
    }
}
