package dev.bourse.exchange.core;

import dev.bourse.exchange.account.Accounts;
import dev.bourse.exchange.account.Money;
import dev.bourse.exchange.matching.BookImage;
import dev.bourse.exchange.matching.OrderBook;
import dev.bourse.exchange.matching.OrderVisitor;
import dev.bourse.exchange.matching.Phase;
import dev.bourse.exchange.matching.Side;
import dev.bourse.exchange.snapshot.StateReader;
import dev.bourse.exchange.snapshot.StateWriter;

/**
 * Writes the core's whole state as numbers, and reads it back: counters, tables, then each instrument with its book,
 * its orders in their priority. Equal states are written equally, whether a core lived through the commands or was
 * loaded. One thread.
 */
final class CoreImage {
    /** The layout of what is written; to be raised with any change of it, or of the hash of the same state. */
    static final int VERSION = 3;

    private final CoreState state;
    private final BookImage bookImage = new BookImage();
    private final BookOrders bookOrders = new BookOrders();

    CoreImage(CoreState state) {
        this.state = state;
    }

    void save(StateWriter out) {
        out.putLong(VERSION);
        state.numbering.save(out);
        out.putLong(state.settlement.matches());
        state.assets.save(out);
        state.accounts.ledger().save(out);
        state.orders.save(out);
        state.expiries.save(out);
        out.putLong(state.instruments.count());
        for (int i = 0; i < state.instruments.count(); i++) {
            saveInstrument(state.instruments.at(i), out);
        }
    }

    void load(StateReader in) {
        in.getInt("version of the state", VERSION, VERSION);
        state.clearBooks();
        state.numbering.load(in);
        state.settlement.setMatches(in.getLong());
        state.assets.load(in);
        state.accounts.ledger().load(in);
        state.orders.load(in);
        state.expiries.load(in);
        int instruments = in.getInt("instruments", 0, Instruments.MOST);
        for (int i = 0; i < instruments; i++) {
            state.instruments.add(loadInstrument(in));
        }
    }

    private void saveInstrument(Instrument instrument, StateWriter out) {
        out.putLong(instrument.id);
        out.putLong(instrument.baseAssetId);
        out.putLong(instrument.quoteAssetId);
        out.putLong(instrument.lotBaseUnits);
        out.putLong(instrument.tickQuoteUnits);
        out.putLong(instrument.symbolFirst);
        out.putLong(instrument.symbolLast);
        out.putLong(instrument.makerFeeBps);
        out.putLong(instrument.takerFeeBps);
        out.putLong(instrument.bandBps);
        out.putLong(instrument.referencePrice);
        instrument.limits.save(out);
        OrderBook book = instrument.book;
        book.copyTo(bookImage);
        out.putLong(bookImage.phase.code());
        out.putLong(bookImage.lastPrice);
        out.putLong(bookImage.referencePrice);
        out.putLong(bookImage.bandLow);
        out.putLong(bookImage.bandHigh);
        out.putLong(bookImage.tradedLow);
        out.putLong(bookImage.tradedHigh);
        OrderVisitor visitor = bookOrders.savingTo(out);
        for (int code = 0; code < 2; code++) {
            Side side = Side.of(code);
            out.putLong(book.orderCount(side));
            book.visitOrders(side, visitor);
            out.putLong(book.waitingCount(side));
            book.visitWaiting(side, visitor);
        }
    }

    private Instrument loadInstrument(StateReader in) {
        int id = in.getInt("instrument", 1, Instruments.MOST);
        int baseAssetId = in.getInt("base asset", 1, Integer.MAX_VALUE);
        int quoteAssetId = in.getInt("quote asset", 1, Integer.MAX_VALUE);
        Instrument instrument = new Instrument(
                id,
                baseAssetId,
                quoteAssetId,
                in.getLong(),
                in.getLong(),
                in.getLong(),
                in.getLong(),
                new OrderBook(id, state.store, state.settlement),
                state.balances.balance(state.accounts.find(Accounts.EXCHANGE), quoteAssetId),
                state.instruments.holding(id, baseAssetId));
        instrument.makerFeeBps = in.getInt("maker fee", 0, Money.FULL_BPS);
        instrument.takerFeeBps = in.getInt("taker fee", 0, Money.FULL_BPS);
        instrument.bandBps = in.getInt("band", 0, Money.FULL_BPS);
        instrument.referencePrice = in.getLong();
        instrument.limits.load(in);
        loadBook(instrument.book, in);
        return instrument;
    }

    private void loadBook(OrderBook book, StateReader in) {
        book.copyTo(bookImage);
        bookImage.phase = Phase.of(in.getInt("phase", 0, Phase.CLOSED.code()));
        bookImage.lastPrice = in.getLong();
        bookImage.referencePrice = in.getLong();
        bookImage.bandLow = in.getLong();
        bookImage.bandHigh = in.getLong();
        bookImage.tradedLow = in.getLong();
        bookImage.tradedHigh = in.getLong();
        book.restore(bookImage);
        for (int code = 0; code < 2; code++) {
            Side side = Side.of(code);
            for (int kind = 0; kind < 2; kind++) {
                int count = in.getInt("orders of a side", 0, OrderBook.MAX_ORDERS_PER_SIDE);
                for (int i = 0; i < count; i++) {
                    book.restoreOrder(bookOrders.load(in, side, state.orders));
                }
            }
        }
    }
}
