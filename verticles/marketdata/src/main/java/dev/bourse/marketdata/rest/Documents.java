package dev.bourse.marketdata.rest;

import dev.bourse.marketdata.candle.Candle;
import dev.bourse.marketdata.market.BookCopy;
import dev.bourse.marketdata.market.InstrumentCopy;
import dev.bourse.marketdata.market.InstrumentDefinition;
import dev.bourse.marketdata.stream.MarketText;
import dev.bourse.marketdata.trade.DayStatistics.Day;
import dev.bourse.marketdata.trade.Trade;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** The documents that REST answers with; prices, quantities and amounts are decimal strings, ids are strings. */
final class Documents {
    private Documents() {}

    static JsonObject instrument(InstrumentCopy copy) {
        InstrumentDefinition of = copy.definition();
        return new JsonObject()
                .put("id", of.id())
                .put("symbol", of.symbol())
                .put("base", of.base().symbol())
                .put("quote", of.quote().symbol())
                .put("tickSize", of.tickSize().toPlainString())
                .put("lotSize", of.lotSize().toPlainString())
                .put("phase", MarketText.word(copy.phase()))
                .put("day", day(of, copy.day()));
    }

    private static JsonObject day(InstrumentDefinition of, Day day) {
        JsonObject json = new JsonObject()
                .put("volume", of.quantity(day.volume()))
                .put("turnover", of.amount(day.turnover()))
                .put("trades", day.trades());
        if (day.last() != 0) {
            json.put("last", of.price(day.last()));
        }
        if (day.previousClose() != 0) {
            json.put("previousClose", of.price(day.previousClose()));
        }
        if (day.trades() > 0) {
            json.put("open", of.price(day.open()))
                    .put("high", of.price(day.high()))
                    .put("low", of.price(day.low()))
                    .put("vwap", of.average(day.turnover(), day.volume()));
        }
        return json;
    }

    /** The book as it is now. */
    static JsonObject book(InstrumentCopy copy, int depth) {
        JsonObject json = new JsonObject().put("symbol", copy.definition().symbol());
        json.put("phase", MarketText.word(copy.phase()));
        copy.indication()
                .ifPresent(auction -> json.put(
                        "auction",
                        new JsonObject()
                                .put("price", copy.definition().price(auction.price()))
                                .put("volume", copy.definition().quantity(auction.volume()))
                                .put("surplus", copy.definition().quantity(auction.surplus()))));
        return put(json, copy.definition(), copy.book().upTo(depth));
    }

    /** The books of the past, oldest first; the newest of them on top as well. */
    static JsonObject books(InstrumentDefinition of, List<BookCopy> books, boolean complete, int depth) {
        JsonArray all = new JsonArray();
        books.forEach(book -> all.add(put(new JsonObject(), of, book.upTo(depth))));
        JsonObject json = new JsonObject().put("symbol", of.symbol());
        if (books.isEmpty()) {
            json.put("bids", new JsonArray()).put("asks", new JsonArray());
        } else {
            put(json, of, books.getLast().upTo(depth));
        }
        return json.put("books", all).put("complete", complete);
    }

    private static JsonObject put(JsonObject json, InstrumentDefinition of, BookCopy book) {
        return json.put("number", book.number())
                .put("time", book.time())
                .put("bids", levels(of, book.bids()))
                .put("asks", levels(of, book.asks()));
    }

    private static JsonArray levels(InstrumentDefinition of, long[] side) {
        JsonArray levels = new JsonArray();
        for (int at = 0; at < side.length; at += BookCopy.LEVEL) {
            levels.add(new JsonObject()
                    .put("price", of.price(side[at]))
                    .put("quantity", of.quantity(side[at + 1]))
                    .put("orders", side[at + 2]));
        }
        return levels;
    }

    static JsonObject order(InstrumentDefinition of, long orderId, long price, long displayed) {
        return new JsonObject()
                .put("id", String.valueOf(orderId))
                .put("price", of.price(price))
                .put("quantity", of.quantity(displayed));
    }

    static JsonObject candle(InstrumentDefinition of, Candle candle) {
        return new JsonObject()
                .put("start", candle.start())
                .put("open", of.price(candle.open()))
                .put("close", of.price(candle.close()))
                .put("high", of.price(candle.high()))
                .put("low", of.price(candle.low()))
                .put("volume", of.quantity(candle.volume()))
                .put("turnover", of.amount(candle.turnover()))
                .put("trades", candle.trades());
    }

    static JsonObject trade(InstrumentDefinition of, Trade trade) {
        return new JsonObject()
                .put("id", String.valueOf(trade.matchId()))
                .put("number", trade.number())
                .put("time", trade.time())
                .put("price", of.price(trade.price()))
                .put("quantity", of.quantity(trade.quantity()))
                .put("aggressor", MarketText.word(trade.aggressor()));
    }
}
