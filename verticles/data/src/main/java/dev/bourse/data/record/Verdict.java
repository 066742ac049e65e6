package dev.bourse.data.record;

/**
 * What became of one line or message that a feed read. Each record gets exactly one verdict, so the counts add up to
 * the records read.
 */
public enum Verdict {
    /** It became one tick or more. */
    ACCEPTED(Kind.ACCEPTED, "accepted"),

    /** A file's first line with the names of its columns. */
    HEADER(Kind.NOT_A_TICK, "header"),
    /** An empty line. */
    BLANK(Kind.NOT_A_TICK, "blank"),
    /** A change or a picture of an order book. */
    BOOK(Kind.NOT_A_TICK, "book"),
    /** A best bid and offer. */
    QUOTE(Kind.NOT_A_TICK, "quote"),
    /** A message about the venue or an instrument: directory, trading status, imbalance, ... */
    REFERENCE(Kind.NOT_A_TICK, "reference"),
    /** An execution that the venue marks as not to be printed, since it is reported elsewhere. */
    NOT_PRINTABLE(Kind.NOT_A_TICK, "not_printable"),
    /** A cross in which nothing was traded. */
    EMPTY_CROSS(Kind.NOT_A_TICK, "empty_cross"),
    /** The venue took back an earlier trade; ticks are not taken back, so this is counted and shown only. */
    BROKEN_TRADE(Kind.NOT_A_TICK, "broken_trade"),
    /** A record of a sequence that was taken before, sent again. */
    REPEATED(Kind.NOT_A_TICK, "repeated"),

    /** A line with too few columns or fields, or an end of file in the middle of a record. */
    TRUNCATED(Kind.REJECTED, "truncated"),
    /** A line longer than the limit; it is passed over without being kept in memory. */
    TOO_LONG(Kind.REJECTED, "too_long"),
    /** A line that is not the JSON object that it should be. */
    MALFORMED(Kind.REJECTED, "malformed"),
    /** A message of a type, length or stream that the format does not know. */
    UNKNOWN_MESSAGE(Kind.REJECTED, "unknown_message"),
    /** The time is no time. */
    TIME(Kind.REJECTED, "time"),
    /** The time lies outside 1970 to 2200, or for live feeds too far in the future. */
    TIME_RANGE(Kind.REJECTED, "time_range"),
    /** The symbol has characters or a length that no symbol has, or is one that feeds may not use. */
    SYMBOL(Kind.REJECTED, "symbol"),
    /** No instrument has this symbol, and the feed may not add it. */
    UNKNOWN_SYMBOL(Kind.REJECTED, "unknown_symbol"),
    /** The price is no plain decimal number. */
    PRICE(Kind.REJECTED, "price"),
    /** The price has more decimals than its instrument. */
    PRICE_SCALE(Kind.REJECTED, "price_scale"),
    /** The price is zero, negative or above the greatest. */
    PRICE_RANGE(Kind.REJECTED, "price_range"),
    /** The size is no plain decimal number. */
    SIZE(Kind.REJECTED, "size"),
    /** The size has more decimals than its instrument. */
    SIZE_SCALE(Kind.REJECTED, "size_scale"),
    /** The size is negative or above the greatest, or zero where the format always has one. */
    SIZE_RANGE(Kind.REJECTED, "size_range"),
    /** The symbol stood in an earlier line of the same universe file. */
    DUPLICATE(Kind.REJECTED, "duplicate"),
    /** The vendor itself flags the trade as suspicious. */
    SUSPICIOUS(Kind.REJECTED, "suspicious"),
    /** A message about an order that was never added, or has gone. */
    UNKNOWN_ORDER(Kind.REJECTED, "unknown_order"),
    /** An execution or cancel of more than the order had. */
    OVERFILLED(Kind.REJECTED, "overfilled"),
    /** The table of open orders is full, so the order cannot be followed. */
    ORDERS_FULL(Kind.REJECTED, "orders_full"),
    /** A vendor's sequence that is no number, or leaves out some before it. */
    SEQUENCE(Kind.REJECTED, "sequence");

    /** The three ways in which a record can end. */
    public enum Kind {
        ACCEPTED,
        NOT_A_TICK,
        REJECTED
    }

    private final Kind kind;
    private final String word;

    Verdict(Kind kind, String word) {
        this.kind = kind;
        this.word = word;
    }

    public Kind kind() {
        return kind;
    }

    /** The word for it in reports, metrics and answers to vendors. */
    public String word() {
        return word;
    }

    public boolean rejected() {
        return kind == Kind.REJECTED;
    }
}
