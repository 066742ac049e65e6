package dev.bourse.marketdata.bus;

import dev.bourse.marketdata.market.BookCopy;
import dev.bourse.marketdata.market.InstrumentCopy;
import dev.bourse.marketdata.stream.MarketText;
import dev.bourse.marketdata.trade.Trade;
import dev.bourse.shared.book.BookSide;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * Books and trades as other groups get them ({@code docs/protocol/marketdata-bus.md}): levels are flat triples of
 * price, quantity and number of orders, scaled.
 */
final class BookMessages {
    private BookMessages() {}

    /** A whole book. */
    static JsonObject snapshot(InstrumentCopy copy, BookScale scale, int depth) {
        BookCopy book = copy.book().upTo(depth);
        return moment(copy, scale, depth)
                .put("bids", difference(scale, new long[0], book.bids(), true))
                .put("asks", difference(scale, new long[0], book.asks(), false));
    }

    /** What is new since an older copy; levels that are gone have quantity and orders 0. */
    static JsonObject change(InstrumentCopy from, InstrumentCopy to, BookScale scale, int depth) {
        BookCopy old = from.book().upTo(depth);
        BookCopy fresh = to.book().upTo(depth);
        return moment(to, scale, depth)
                .put("previous", old.number())
                .put("bids", difference(scale, old.bids(), fresh.bids(), true))
                .put("asks", difference(scale, old.asks(), fresh.asks(), false));
    }

    static JsonArray trade(BookScale scale, Trade trade) {
        return new JsonArray()
                .add(String.valueOf(trade.matchId()))
                .add(trade.time())
                .add(scale.price(trade.price()))
                .add(scale.size(trade.quantity()))
                .add(MarketText.word(trade.aggressor()));
    }

    private static JsonObject moment(InstrumentCopy copy, BookScale scale, int depth) {
        JsonObject json = new JsonObject()
                .put("symbol", copy.definition().symbol())
                .put("depth", depth)
                .put("priceDecimals", scale.priceDecimals())
                .put("sizeDecimals", scale.sizeDecimals())
                .put("number", copy.book().number())
                .put("time", copy.book().time())
                .put("phase", MarketText.word(copy.phase()));
        copy.indication()
                .ifPresent(auction -> json.put(
                        "auction",
                        new JsonArray()
                                .add(scale.price(auction.price()))
                                .add(scale.size(auction.volume()))
                                .add(scale.size(auction.surplus()))));
        return json;
    }

    private static JsonArray difference(BookScale scale, long[] old, long[] fresh, boolean buy) {
        JsonArray levels = new JsonArray();
        BookSide.difference(
                old,
                fresh,
                buy,
                (price, quantity, orders) ->
                        levels.add(scale.price(price)).add(scale.size(quantity)).add(orders));
        return levels;
    }
}
