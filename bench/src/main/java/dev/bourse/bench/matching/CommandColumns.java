package dev.bourse.bench.matching;

import dev.bourse.exchange.commandfile.CommandFile;
import dev.bourse.exchange.commandfile.CommandFileException;
import dev.bourse.exchange.commandfile.FileCommand;
import dev.bourse.exchange.matching.Side;
import dev.bourse.exchange.matching.TimeInForce;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** A command stream as one array for each column, so that reading a command costs the same few loads for every book. */
final class CommandColumns {
    static final byte PLACE = 0;
    static final byte MOVE = 1;
    static final byte REDUCE = 2;
    static final byte CANCEL = 3;

    final String name;
    /** So many commands fill the book and are not timed. */
    final int untimed;

    int size;
    byte[] kind = new byte[1 << 16];
    byte[] side = new byte[1 << 16];
    byte[] timeInForce = new byte[1 << 16];
    long[] orderId = new long[1 << 16];
    long[] accountId = new long[1 << 16];
    long[] price = new long[1 << 16];
    long[] quantity = new long[1 << 16];

    CommandColumns(String name, int untimed) {
        this.name = name;
        this.untimed = untimed;
    }

    /** Reads a command file, whose first lines fill the book. */
    static CommandColumns read(String name, Path file, int untimed) throws IOException, CommandFileException {
        CommandColumns columns = new CommandColumns(name, untimed);
        FileCommand command = new FileCommand();
        try (CommandFile in = CommandFile.open(file)) {
            while (in.next(command)) {
                columns.add(
                        (byte) command.kind.ordinal(),
                        command.orderId,
                        command.accountId,
                        command.side,
                        command.timeInForce,
                        command.price,
                        command.quantity);
            }
        }
        return columns;
    }

    void add(byte what, long order, long account, Side sideOfOrder, TimeInForce time, long priceTicks, long lots) {
        if (size == kind.length) {
            grow();
        }
        kind[size] = what;
        side[size] = (byte) sideOfOrder.code();
        timeInForce[size] = (byte) time.code();
        orderId[size] = order;
        accountId[size] = account;
        price[size] = priceTicks;
        quantity[size++] = lots;
    }

    private void grow() {
        kind = Arrays.copyOf(kind, size * 2);
        side = Arrays.copyOf(side, size * 2);
        timeInForce = Arrays.copyOf(timeInForce, size * 2);
        orderId = Arrays.copyOf(orderId, size * 2);
        accountId = Arrays.copyOf(accountId, size * 2);
        price = Arrays.copyOf(price, size * 2);
        quantity = Arrays.copyOf(quantity, size * 2);
    }
}
