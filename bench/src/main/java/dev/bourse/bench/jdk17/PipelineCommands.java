package dev.bourse.bench.jdk17;

import exchange.core2.core.common.OrderAction;
import exchange.core2.core.common.OrderType;
import exchange.core2.core.common.api.ApiCancelOrder;
import exchange.core2.core.common.api.ApiCommand;
import exchange.core2.core.common.api.ApiMoveOrder;
import exchange.core2.core.common.api.ApiPlaceOrder;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Commands of a file in exchange-core's own objects, made before any clock starts. The file is big-endian: the numbers
 * of symbols and accounts, of holdings, of commands before the timed ones, and of timed ones, an int each; each holding
 * as account and symbol, an int each; then each command: kind (byte: 0 place, 1 move, 2 cancel), account, symbol (int),
 * order id, and but for a cancel the price (long), and of a place lots (long), side (byte: 0 buy) and whether what does
 * not trade at once is cancelled (byte: 1).
 */
final class PipelineCommands {
    final int symbols;
    final int accounts;
    /** Account in the high, symbol in the low half. */
    final long[] holdings;

    final ApiCommand[] before;
    final ApiCommand[] timed;

    private PipelineCommands(DataInputStream in) throws IOException {
        symbols = in.readInt();
        accounts = in.readInt();
        holdings = new long[in.readInt()];
        before = new ApiCommand[in.readInt()];
        timed = new ApiCommand[in.readInt()];
        for (int i = 0; i < holdings.length; i++) {
            holdings[i] = in.readLong();
        }
        read(in, before);
        read(in, timed);
    }

    static PipelineCommands read(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            return new PipelineCommands(in);
        }
    }

    private static void read(DataInputStream in, ApiCommand[] into) throws IOException {
        for (int i = 0; i < into.length; i++) {
            int kind = in.readByte();
            int account = in.readInt();
            int symbol = in.readInt();
            long orderId = in.readLong();
            into[i] = switch (kind) {
                case 0 -> place(in, account, symbol, orderId);
                case 1 -> new ApiMoveOrder(orderId, in.readLong(), account, symbol);
                default -> new ApiCancelOrder(orderId, account, symbol);
            };
        }
    }

    private static ApiCommand place(DataInputStream in, int account, int symbol, long orderId) throws IOException {
        long price = in.readLong();
        long lots = in.readLong();
        OrderAction action = in.readByte() == 0 ? OrderAction.BID : OrderAction.ASK;
        OrderType type = in.readByte() == 0 ? OrderType.GTC : OrderType.IOC;
        // A buy may be moved up to its reserve price.
        return new ApiPlaceOrder(price, lots, orderId, action, type, account, symbol, 0, 2 * price);
    }
}
