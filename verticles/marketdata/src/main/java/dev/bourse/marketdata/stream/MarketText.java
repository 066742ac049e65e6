package dev.bourse.marketdata.stream;

import dev.bourse.marketdata.candle.Candle;
import dev.bourse.marketdata.market.BookCopy;
import dev.bourse.marketdata.market.InstrumentCopy;
import dev.bourse.marketdata.market.InstrumentDefinition;
import dev.bourse.marketdata.trade.Trade;
import dev.bourse.shared.book.BookSide;
import java.util.List;
import java.util.Locale;

/** Writes the public market as JSON. Prices and quantities are decimal strings, times microseconds since 1970 UTC. */
public final class MarketText {
    private MarketText() {}

    /** A word of an enumeration as clients read it. */
    public static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A text as a JSON string. */
    public static String quoted(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }

    /** A snapshot; {@code conflated} changes were left out since the client's last message, -1 for the first. */
    static String book(InstrumentCopy copy, int depth, long conflated) {
        InstrumentDefinition of = copy.definition();
        BookCopy book = copy.book().upTo(depth);
        StringBuilder out = head("book", of).append(",\"depth\":").append(depth);
        moment(out, copy);
        if (conflated >= 0) {
            out.append(",\"conflated\":").append(conflated);
        }
        out.append(",\"bids\":");
        levels(out, of, book.bids());
        out.append(",\"asks\":");
        levels(out, of, book.asks());
        return out.append('}').toString();
    }

    /** What changed from one copy to a newer one of the same instrument, within a depth. */
    static String change(InstrumentCopy from, InstrumentCopy to, int depth) {
        InstrumentDefinition of = to.definition();
        StringBuilder out = head("change", of).append(",\"depth\":").append(depth);
        out.append(",\"previous\":").append(from.book().number());
        moment(out, to);
        BookCopy old = from.book().upTo(depth);
        BookCopy fresh = to.book().upTo(depth);
        out.append(",\"bids\":");
        difference(out, of, old.bids(), fresh.bids(), true);
        out.append(",\"asks\":");
        difference(out, of, old.asks(), fresh.asks(), false);
        return out.append('}').toString();
    }

    /** Trades. */
    static String trades(InstrumentDefinition of, List<Trade> trades) {
        StringBuilder out = head("trades", of).append(",\"trades\":[");
        for (int i = 0; i < trades.size(); i++) {
            out.append(i == 0 ? "" : ",");
            trade(out, of, trades.get(i));
        }
        return out.append("]}").toString();
    }

    /** One trade as an object. */
    static void trade(StringBuilder out, InstrumentDefinition of, Trade trade) {
        out.append("{\"id\":\"").append(trade.matchId());
        out.append("\",\"number\":").append(trade.number());
        out.append(",\"time\":").append(trade.time());
        out.append(",\"price\":\"").append(of.price(trade.price()));
        out.append("\",\"quantity\":\"").append(of.quantity(trade.quantity()));
        out.append("\",\"aggressor\":\"").append(word(trade.aggressor())).append("\"}");
    }

    /** Trades that a client was not told. */
    static String missed(InstrumentDefinition of, long trades) {
        return head("missed", of)
                .append(",\"channel\":\"trades\",\"trades\":")
                .append(trades)
                .append('}')
                .toString();
    }

    /** A candle that grows or is complete. */
    static String candle(InstrumentDefinition of, int resolution, Candle candle, boolean complete) {
        return head("candle", of)
                .append(",\"resolution\":")
                .append(resolution)
                .append(",\"complete\":")
                .append(complete)
                .append(",\"start\":")
                .append(candle.start())
                .append(",\"open\":\"")
                .append(of.price(candle.open()))
                .append("\",\"high\":\"")
                .append(of.price(candle.high()))
                .append("\",\"low\":\"")
                .append(of.price(candle.low()))
                .append("\",\"close\":\"")
                .append(of.price(candle.close()))
                .append("\",\"volume\":\"")
                .append(of.quantity(candle.volume()))
                .append("\",\"turnover\":\"")
                .append(of.amount(candle.turnover()))
                .append("\",\"trades\":")
                .append(candle.trades())
                .append('}')
                .toString();
    }

    private static StringBuilder head(String type, InstrumentDefinition of) {
        return new StringBuilder(256)
                .append("{\"type\":\"")
                .append(type)
                .append("\",\"symbol\":")
                .append(quoted(of.symbol()));
    }

    private static void moment(StringBuilder out, InstrumentCopy copy) {
        out.append(",\"number\":").append(copy.book().number());
        out.append(",\"time\":").append(copy.book().time());
        out.append(",\"phase\":\"").append(word(copy.phase())).append('"');
        copy.indication()
                .ifPresent(auction -> out.append(",\"auction\":{\"price\":\"")
                        .append(copy.definition().price(auction.price()))
                        .append("\",\"volume\":\"")
                        .append(copy.definition().quantity(auction.volume()))
                        .append("\",\"surplus\":\"")
                        .append(copy.definition().quantity(auction.surplus()))
                        .append("\"}"));
    }

    private static void levels(StringBuilder out, InstrumentDefinition of, long[] side) {
        out.append('[');
        for (int at = 0; at < side.length; at += BookCopy.LEVEL) {
            level(out, of, at == 0, side[at], side[at + 1], side[at + 2]);
        }
        out.append(']');
    }

    /** A level that is gone has quantity and orders 0. */
    private static void difference(StringBuilder out, InstrumentDefinition of, long[] old, long[] fresh, boolean buy) {
        out.append('[');
        int start = out.length();
        BookSide.difference(
                old,
                fresh,
                buy,
                (price, quantity, orders) -> level(out, of, out.length() == start, price, quantity, orders));
        out.append(']');
    }

    private static void level(
            StringBuilder out, InstrumentDefinition of, boolean first, long price, long quantity, long orders) {
        out.append(first ? "[\"" : ",[\"").append(of.price(price));
        out.append("\",\"").append(of.quantity(quantity));
        out.append("\",").append(orders).append(']');
    }
}
