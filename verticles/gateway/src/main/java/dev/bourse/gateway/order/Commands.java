package dev.bourse.gateway.order;

import dev.bourse.exchange.message.CommandWriter;
import dev.bourse.exchange.protocol.Flag;
import dev.bourse.exchange.protocol.Kyc;
import dev.bourse.exchange.protocol.Phase;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;

/** Writes the commands of the gateway, each as an array of its own. One thread. */
public final class Commands {
    private final byte[] bytes = new byte[CommandWriter.LONGEST];
    private final CommandWriter writer = new CommandWriter(new UnsafeBuffer(bytes));
    private long correlationId;

    /** Places an order. */
    public byte[] place(int account, long clientOrderId, NewOrder order) {
        order.write(writer.place(++correlationId, account, order.instrument().id(), clientOrderId));
        return copy(CommandWriter.PLACE);
    }

    /** Changes an open order; 0 keeps a value. */
    public byte[] replace(int account, long orderId, long price, long quantity, long stopPrice) {
        return copy(writer.replaceOrder(++correlationId, account, orderId, 0, price, quantity, stopPrice));
    }

    /** Cancels an order. */
    public byte[] cancel(int account, long orderId) {
        return copy(writer.cancelOrder(++correlationId, account, orderId, 0));
    }

    /** Cancels all orders of an account, of one instrument or with 0 of all. */
    public byte[] cancelAll(int account, int instrument) {
        return copy(writer.cancelAllOfAccount(++correlationId, account, instrument));
    }

    /** Opens an account. */
    public byte[] open(int account) {
        return copy(writer.openAccount(++correlationId, account));
    }

    /** Sets an account's verification state. */
    public byte[] verify(int account, Kyc kyc) {
        return copy(writer.changeKyc(++correlationId, account, kyc));
    }

    /** Engages or releases an account's kill switch. */
    public byte[] kill(int account, boolean engaged) {
        return copy(writer.setKillSwitch(++correlationId, account, engaged ? Flag.YES : Flag.NO));
    }

    /** Adds to an account. */
    public byte[] deposit(int account, int asset, long units, long reference) {
        return copy(writer.deposit(++correlationId, account, asset, units, reference));
    }

    /** Takes from an account. */
    public byte[] withdraw(int account, int asset, long units, long reference) {
        return copy(writer.withdraw(++correlationId, account, asset, units, reference));
    }

    /** Adds an asset. */
    public byte[] addAsset(int asset, int decimals, String symbol) {
        return copy(writer.market().addAsset(++correlationId, asset, decimals, symbol));
    }

    /** Adds an instrument. */
    public byte[] addInstrument(int instrument, NewInstrument terms) {
        return copy(writer.market()
                .addInstrument(
                        ++correlationId,
                        instrument,
                        terms.base().id(),
                        terms.quote().id(),
                        terms.makerFeeBps(),
                        terms.takerFeeBps(),
                        terms.lotBaseUnits(),
                        terms.tickQuoteUnits(),
                        terms.symbol()));
    }

    /** Moves an instrument to a phase. */
    public byte[] changePhase(int instrument, Phase phase) {
        return copy(writer.market().changePhase(++correlationId, instrument, phase));
    }

    /** Changes nothing; its answer says how many outputs there are. */
    public byte[] tick() {
        return copy(writer.market().tick(++correlationId));
    }

    private byte[] copy(int length) {
        return Arrays.copyOf(bytes, length);
    }
}
