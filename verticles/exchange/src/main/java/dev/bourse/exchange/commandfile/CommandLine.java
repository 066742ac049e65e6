package dev.bourse.exchange.commandfile;

import dev.bourse.exchange.matching.OrderBook;
import dev.bourse.exchange.matching.OrderRequest;
import dev.bourse.exchange.matching.Side;
import dev.bourse.exchange.matching.TimeInForce;

/** Turns a line of a command file into a command, or says what is wrong with it. */
final class CommandLine {
    static final String HEADER = "seq,command,orderId,uid,side,type,price,size,reserveBidPrice";

    private static final String[] NAMES = HEADER.split(",", -1);
    private static final int SEQUENCE = 0;
    private static final int COMMAND = 1;
    private static final int ORDER_ID = 2;
    private static final int UID = 3;
    private static final int SIDE = 4;
    private static final int TYPE = 5;
    private static final int PRICE = 6;
    private static final int SIZE = 7;

    private final String[] fields = new String[NAMES.length];

    /** Fills the command from a line. */
    void parse(String line, FileCommand command) throws CommandFileException {
        split(line);
        command.sequence = number(SEQUENCE, 0, Long.MAX_VALUE);
        command.kind = kind();
        command.orderId = number(ORDER_ID, Long.MIN_VALUE, Long.MAX_VALUE);
        command.accountId = number(UID, Long.MIN_VALUE, Long.MAX_VALUE);
        switch (command.kind) {
            case PLACE -> {
                command.side = side();
                command.timeInForce = timeInForce();
                command.price = price();
                command.quantity = quantity();
            }
            case MOVE -> {
                empty(SIDE, TYPE, SIZE);
                command.price = price();
            }
            case REDUCE -> {
                empty(SIDE, TYPE, PRICE);
                command.quantity = quantity();
            }
            case CANCEL -> empty(SIDE, TYPE, PRICE, SIZE);
        }
    }

    private void split(String line) throws CommandFileException {
        int count = 0;
        int start = 0;
        int comma = line.indexOf(',');
        while (comma >= 0 && count < NAMES.length - 1) {
            fields[count++] = line.substring(start, comma);
            start = comma + 1;
            comma = line.indexOf(',', start);
        }
        fields[count++] = line.substring(start);
        if (count != NAMES.length || comma >= 0) {
            long found = line.chars().filter(c -> c == ',').count() + 1;
            throw new CommandFileException("has " + found + " fields; " + NAMES.length + " are needed: " + HEADER);
        }
    }

    private FileCommand.Kind kind() throws CommandFileException {
        return switch (fields[COMMAND]) {
            case "PLACE" -> FileCommand.Kind.PLACE;
            case "MOVE" -> FileCommand.Kind.MOVE;
            case "REDUCE" -> FileCommand.Kind.REDUCE;
            case "CANCEL" -> FileCommand.Kind.CANCEL;
            default -> throw fault(COMMAND, "PLACE, MOVE, REDUCE or CANCEL");
        };
    }

    private Side side() throws CommandFileException {
        return switch (fields[SIDE]) {
            case "BID" -> Side.BUY;
            case "ASK" -> Side.SELL;
            default -> throw fault(SIDE, "ASK or BID");
        };
    }

    private TimeInForce timeInForce() throws CommandFileException {
        return switch (fields[TYPE]) {
            case "GTC" -> TimeInForce.GTC;
            case "IOC" -> TimeInForce.IOC;
            case "FOK_BUDGET" -> TimeInForce.FOK_BUDGET;
            default -> throw fault(TYPE, "GTC, IOC or FOK_BUDGET");
        };
    }

    private long price() throws CommandFileException {
        return number(PRICE, OrderBook.NO_PRICE + 1, Long.MAX_VALUE);
    }

    private long quantity() throws CommandFileException {
        return number(SIZE, 1, OrderRequest.MAX_QUANTITY);
    }

    private long number(int field, long low, long high) throws CommandFileException {
        try {
            long value = Long.parseLong(fields[field]);
            if (value >= low && value <= high) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // Told below, in the same words as a number out of range.
        }
        throw fault(field, "a whole number from " + low + " to " + high);
    }

    private void empty(int... unused) throws CommandFileException {
        for (int field : unused) {
            if (!fields[field].isEmpty()) {
                throw fault(field, "nothing for " + fields[COMMAND]);
            }
        }
    }

    private CommandFileException fault(int field, String allowed) {
        return new CommandFileException(NAMES[field] + " is \"" + fields[field] + "\"; allowed: " + allowed);
    }
}
