package dev.bourse.bench.core;

import dev.bourse.exchange.protocol.CancelOrderDecoder;
import dev.bourse.exchange.protocol.DepositDecoder;
import dev.bourse.exchange.protocol.MessageHeaderDecoder;
import dev.bourse.exchange.protocol.OpenAccountDecoder;
import dev.bourse.exchange.protocol.OrderType;
import dev.bourse.exchange.protocol.PlaceOrderDecoder;
import dev.bourse.exchange.protocol.ReplaceOrderDecoder;
import dev.bourse.exchange.protocol.Side;
import dev.bourse.exchange.protocol.TimeInForce;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.agrona.DirectBuffer;

/**
 * A stream's commands in the form of {@code ExchangeCorePipeline}'s file: order ids as this core gives them; a
 * replacement is a move to its price, which is all that exchange-core has; a market order is one that takes any price
 * and does not rest.
 */
final class PipelineFile {
    /** Beyond every price of a simulated session. */
    private static final long ANY_PRICE = 20_000;

    /** Pays the fee of a lot, which exchange-core asks of a sell. */
    private static final long LEAST_PRICE = 2;

    private static final int NUMBER_MASK = (1 << 24) - 1;
    /** The set-up's asset numbers: money, then instrument i's shares as i + 1. */
    private static final int MONEY = 1;

    private final CommandStream stream;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final PlaceOrderDecoder place = new PlaceOrderDecoder();
    private final ReplaceOrderDecoder replace = new ReplaceOrderDecoder();
    private final CancelOrderDecoder cancel = new CancelOrderDecoder();
    private final DepositDecoder deposit = new DepositDecoder();
    /** By the number in an order's id, the instrument of the newest order with it. */
    private int[] instruments = new int[1024];

    private int accounts;
    private long[] holdings = new long[1024];
    private int holdingCount;

    private PipelineFile(CommandStream stream) {
        this.stream = stream;
    }

    static void write(CommandStream stream, int symbols, Path file) throws IOException {
        new PipelineFile(stream).write(symbols, file);
    }

    private void write(int symbols, Path file) throws IOException {
        ByteArrayOutputStream before = new ByteArrayOutputStream();
        int prefilling = write(0, stream.timedFrom(), new DataOutputStream(before));
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            out.writeInt(symbols);
            out.writeInt(accounts);
            out.writeInt(holdingCount);
            out.writeInt(prefilling);
            out.writeInt(stream.count() - stream.timedFrom());
            for (int i = 0; i < holdingCount; i++) {
                out.writeLong(holdings[i]);
            }
            before.writeTo(out);
            write(stream.timedFrom(), stream.count(), out);
        }
    }

    /** Writes commands about orders, keeps in mind what sets accounts up, and gives the number of the former. */
    private int write(int from, int to, DataOutputStream out) throws IOException {
        int written = 0;
        for (int i = from; i < to; i++) {
            DirectBuffer buffer = stream.buffer(i);
            int offset = stream.offset(i);
            switch (header.wrap(buffer, offset).templateId()) {
                case PlaceOrderDecoder.TEMPLATE_ID ->
                    written += place(place.wrapAndApplyHeader(buffer, offset, header), stream.orderId(i), out);
                case ReplaceOrderDecoder.TEMPLATE_ID -> {
                    replace.wrapAndApplyHeader(buffer, offset, header);
                    named(1, replace.accountId(), replace.orderId(), out);
                    out.writeLong(replace.price());
                    written++;
                }
                case CancelOrderDecoder.TEMPLATE_ID -> {
                    cancel.wrapAndApplyHeader(buffer, offset, header);
                    named(2, cancel.accountId(), cancel.orderId(), out);
                    written++;
                }
                case OpenAccountDecoder.TEMPLATE_ID -> accounts++;
                case DepositDecoder.TEMPLATE_ID -> deposit(deposit.wrapAndApplyHeader(buffer, offset, header));
                default -> {}
            }
        }
        return written;
    }

    private int place(PlaceOrderDecoder order, long orderId, DataOutputStream out) throws IOException {
        int number = (int) orderId & NUMBER_MASK;
        if (number >= instruments.length) {
            instruments = Arrays.copyOf(instruments, Integer.highestOneBit(number) * 2);
        }
        instruments[number] = order.instrumentId();
        boolean buy = order.side() == Side.BUY;
        boolean market = order.orderType() == OrderType.MARKET;
        out.writeByte(0);
        out.writeInt(order.accountId());
        out.writeInt(order.instrumentId());
        out.writeLong(orderId);
        out.writeLong(market ? (buy ? ANY_PRICE : LEAST_PRICE) : order.price());
        out.writeLong(order.quantity());
        out.writeByte(buy ? 0 : 1);
        out.writeByte(order.timeInForce() == TimeInForce.GTC ? 0 : 1);
        return 1;
    }

    private void named(int kind, int account, long orderId, DataOutputStream out) throws IOException {
        out.writeByte(kind);
        out.writeInt(account);
        out.writeInt(instruments[(int) orderId & NUMBER_MASK]);
        out.writeLong(orderId);
    }

    private void deposit(DepositDecoder into) {
        if (into.assetId() != MONEY) {
            if (holdingCount == holdings.length) {
                holdings = Arrays.copyOf(holdings, holdingCount * 2);
            }
            holdings[holdingCount++] = ((long) into.accountId() << Integer.SIZE) | (into.assetId() - MONEY);
        }
    }
}
