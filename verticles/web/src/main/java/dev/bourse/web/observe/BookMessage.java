package dev.bourse.web.observe;

import dev.bourse.web.book.BookState;
import dev.bourse.web.book.BookTrade;
import dev.bourse.web.book.BookUpdate;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** Reads books as {@code docs/protocol/marketdata-bus.md} has them. */
final class BookMessage {
    private static final long MICROS = 1_000;

    private BookMessage() {}

    static BookUpdate read(JsonObject book) {
        BookState state = new BookState(
                book.getInteger("depth"),
                book.getInteger("priceDecimals"),
                book.getInteger("sizeDecimals"),
                book.getLong("number"),
                book.getLong("time") / MICROS,
                book.getString("phase"),
                longs(book.getJsonArray("auction", new JsonArray())),
                longs(book.getJsonArray("bids")),
                longs(book.getJsonArray("asks")));
        List<BookTrade> trades = new ArrayList<>();
        for (Object trade : book.getJsonArray("trades", new JsonArray())) {
            trades.add(trade((JsonArray) trade));
        }
        return new BookUpdate(
                book.getString("symbol"),
                book.getLong("previous", BookUpdate.WHOLE),
                state,
                trades,
                book.getLong("tradesMissed", 0L));
    }

    private static BookTrade trade(JsonArray trade) {
        return new BookTrade(
                trade.getString(0), trade.getLong(1) / MICROS, trade.getLong(2), trade.getLong(3), trade.getString(4));
    }

    private static long[] longs(JsonArray numbers) {
        long[] values = new long[numbers.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = numbers.getLong(i);
        }
        return values;
    }
}
