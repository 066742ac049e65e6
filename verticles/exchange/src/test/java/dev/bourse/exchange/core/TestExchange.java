package dev.bourse.exchange.core;

import dev.bourse.exchange.message.CommandWriter;
import dev.bourse.exchange.message.MessageText;
import dev.bourse.exchange.protocol.Flag;
import dev.bourse.exchange.protocol.Kyc;
import dev.bourse.exchange.protocol.MessageHeaderDecoder;
import dev.bourse.exchange.protocol.OrderAcceptedDecoder;
import dev.bourse.exchange.protocol.OrderType;
import dev.bourse.exchange.protocol.Phase;
import dev.bourse.exchange.protocol.PlaceOrderEncoder;
import dev.bourse.exchange.protocol.SelfTradePrevention;
import dev.bourse.exchange.protocol.Side;
import dev.bourse.exchange.protocol.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A core with a clock of its own and a memory of its outputs as text, for tests: assets USD (1) and ACME (2),
 * instrument ACME/USD (7) open for continuous trading, maker 10 and taker 20 basis points.
 */
final class TestExchange {
    static final int USD = 1;
    static final int ACME = 2;
    static final int ACME_USD = 7;
    static final int ALICE = 1;
    static final int BOB = 2;

    final ExchangeCore core = new ExchangeCore(16);
    final UnsafeBuffer buffer = new UnsafeBuffer(new byte[CommandWriter.LONGEST]);
    final CommandWriter writer = new CommandWriter(buffer);
    final List<String> outputs = new ArrayList<>();
    long now = 1_000_000;
    long lastOrderId;

    private final MessageText text = new MessageText();
    private final OrderAcceptedDecoder accepted = new OrderAcceptedDecoder();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private long correlationId;
    private long reference;
    private long clientOrderId;

    /** An exchange with two verified accounts that have 1,000,000 USD units and 1,000 ACME each. */
    static TestExchange open() {
        TestExchange exchange = new TestExchange();
        exchange.send(w -> w.market().addAsset(1, USD, 2, "USD"));
        exchange.send(w -> w.market().addAsset(2, ACME, 0, "ACME"));
        exchange.send(w -> w.market().addInstrument(3, ACME_USD, ACME, USD, 10, 20, 1, 1, "ACME/USD"));
        exchange.phase(Phase.CONTINUOUS);
        for (int account : new int[] {ALICE, BOB}) {
            exchange.send(w -> w.openAccount(4, account));
            exchange.send(w -> w.changeKyc(5, account, Kyc.VERIFIED));
            exchange.deposit(account, USD, 1_000_000);
            exchange.deposit(account, ACME, 1_000);
        }
        exchange.outputs.clear();
        return exchange;
    }

    /** Sends a command and gives what it caused, without numbers, times and correlation ids. */
    List<String> send(ToIntFunction<CommandWriter> command) {
        return apply(command.applyAsInt(writer));
    }

    /** Applies the first bytes of the buffer. */
    List<String> apply(int length) {
        int before = outputs.size();
        core.apply(buffer, 0, length, now, (bytes, offset, size) -> {
            outputs.add(withoutNumbers(text.text(bytes, offset)));
            header.wrap(bytes, offset);
            if (header.templateId() == OrderAcceptedDecoder.TEMPLATE_ID) {
                lastOrderId = accepted.wrapAndApplyHeader(bytes, offset, header).orderId();
            }
        });
        return outputs.subList(before, outputs.size());
    }

    List<String> deposit(int account, int asset, long amount) {
        return send(w -> w.deposit(++correlationId, account, asset, amount, ++reference));
    }

    List<String> phase(Phase phase) {
        return send(w -> w.market().changePhase(++correlationId, ACME_USD, phase));
    }

    /** Places a GTC limit order; more fields may be set. */
    List<String> place(int account, Side side, long quantity, long price, Consumer<PlaceOrderEncoder> more) {
        more.accept(writer.place(++correlationId, account, ACME_USD, ++clientOrderId)
                .side(side)
                .orderType(OrderType.LIMIT)
                .timeInForce(TimeInForce.GTC)
                .selfTradePrevention(SelfTradePrevention.NONE)
                .postOnly(Flag.NO)
                .price(price)
                .quantity(quantity));
        return apply(CommandWriter.PLACE);
    }

    List<String> buy(int account, long quantity, long price) {
        return place(account, Side.BUY, quantity, price, order -> {});
    }

    List<String> sell(int account, long quantity, long price) {
        return place(account, Side.SELL, quantity, price, order -> {});
    }

    List<String> cancel(int account, long orderId) {
        return send(w -> w.cancelOrder(++correlationId, account, orderId, 0));
    }

    List<String> tick() {
        return send(w -> w.market().tick(++correlationId));
    }

    long available(int account, int asset) {
        return core.view().available(account, asset);
    }

    long held(int account, int asset) {
        return core.view().held(account, asset);
    }

    /** The reason in the only output, which must be a rejection. */
    static String reason(List<String> outputs) {
        if (outputs.size() != 1 || !outputs.get(0).startsWith("Rejected ")) {
            throw new AssertionError("one rejection expected, got " + outputs);
        }
        return outputs.get(0).replaceFirst(".* reason=", "");
    }

    private static String withoutNumbers(String output) {
        return output.replaceFirst(" outputNumber=.* correlationId=-?\\d+", "");
    }
}
