package dev.bourse.web.view;

import dev.bourse.web.book.Book;
import dev.bourse.web.book.Book.Availability;
import dev.bourse.web.book.BookState;
import dev.bourse.web.book.BookTrade;
import dev.bourse.web.book.Books;
import java.util.List;
import java.util.Locale;

/**
 * Writes the book of a frame: whole at first, then what differs from the book that the client was told last, however
 * many came in between. Used by one thread.
 */
final class BookText {
    private static final long[] NONE = {};

    private final Json out;
    private final Books books;

    BookText(Json out, Books books) {
        this.out = out;
        this.books = books;
    }

    /** Writes nothing where the client shows no book or knows its newest version. */
    void write(Client client, View view) {
        Book book = client.book();
        View.BookView wanted = view.book();
        if (book == null || wanted == null || book.version() == client.bookVersion) {
            return;
        }
        BookState state = book.state();
        out.field("book").begin('{').field("symbol").string(book.symbol());
        out.field("depth").number(wanted.depth());
        out.field("state").string(word(book.availability()));
        if (state != null) {
            state(client, state, wanted.depth());
            trades(client, book);
            conflated(client, book);
        }
        out.end('}');
        client.bookVersion = book.version();
        client.bookTold = state;
        client.bookTrades = book.tradeCount();
    }

    private void state(Client client, BookState state, int depth) {
        BookState told = client.bookTold;
        out.field("priceDecimals").number(state.priceDecimals());
        out.field("sizeDecimals").number(state.sizeDecimals());
        if (told != null) {
            out.field("previous").number(told.number());
        }
        out.field("number").number(state.number());
        out.field("time").number(state.time());
        out.field("phase").string(state.phase());
        if (state.auction().length > 0) {
            out.field("auction").begin('[');
            for (long value : state.auction()) {
                out.number(value);
            }
            out.end(']');
        }
        side("bids", told == null ? NONE : told.bids(), state, true, depth);
        side("asks", told == null ? NONE : told.asks(), state, false, depth);
    }

    private void side(String name, long[] old, BookState state, boolean buy, int depth) {
        out.field(name).begin('[');
        state.difference(
                old,
                buy,
                depth,
                (price, size, orders) ->
                        out.begin('[').number(price).number(size).number(orders).end(']'));
        out.end(']');
    }

    private void trades(Client client, Book book) {
        List<BookTrade> fresh = book.tradesSince(client.bookTrades);
        if (!fresh.isEmpty()) {
            out.field("trades").begin('[');
            for (BookTrade trade : fresh) {
                out.begin('[').string(trade.id()).number(trade.time());
                out.number(trade.price()).number(trade.size());
                out.string(trade.aggressor()).end(']');
            }
            out.end(']');
        }
        long missed = client.bookTold == null ? 0 : book.tradeCount() - client.bookTrades - fresh.size();
        if (missed > 0) {
            out.field("tradesMissed").number(missed);
        }
    }

    private void conflated(Client client, Book book) {
        long left = client.bookTold == null ? 0 : book.version() - client.bookVersion - 1;
        if (left > 0) {
            out.field("conflated").number(left);
            books.conflated(left);
        }
    }

    private static String word(Availability availability) {
        return availability.name().toLowerCase(Locale.ROOT);
    }
}
