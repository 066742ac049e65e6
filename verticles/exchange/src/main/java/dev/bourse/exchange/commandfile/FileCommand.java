package dev.bourse.exchange.commandfile;

import dev.bourse.exchange.matching.Side;
import dev.bourse.exchange.matching.TimeInForce;

/** One line of a command file, as one object that the reader fills anew for each line. */
public final class FileCommand {
    /** What a line asks for. */
    public enum Kind {
        /** A new order. */
        PLACE,
        /** Another price, at the tail of its level. */
        MOVE,
        /** Less quantity, in the same place. */
        REDUCE,
        /** The end of an order. */
        CANCEL
    }

    /** The line's own number. */
    public long sequence;
    /** What the line asks for. */
    public Kind kind = Kind.PLACE;
    /** The order. */
    public long orderId;
    /** The account. */
    public long accountId;
    /** Of PLACE: buy (BID in the file) or sell (ASK). */
    public Side side = Side.BUY;
    /** Of PLACE: GTC, IOC or FOK_BUDGET. */
    public TimeInForce timeInForce = TimeInForce.GTC;
    /** Of PLACE and MOVE: the limit or the budget. */
    public long price;
    /** Of PLACE and REDUCE: the quantity. */
    public long quantity;
}
