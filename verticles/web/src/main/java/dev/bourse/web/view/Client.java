package dev.bourse.web.view;

import dev.bourse.web.book.Book;
import dev.bourse.web.book.BookState;
import dev.bourse.web.book.Books;
import dev.bourse.web.chart.Chart;
import dev.bourse.web.market.MarketView;
import dev.bourse.web.market.Order;
import dev.bourse.web.market.SignalLog;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One browser: what it looks at, and up to where it has been told. This is all that is kept for it, at most
 * {@link #BYTES} bytes: versions and numbers instead of queues, and the book that it was told last. Used by one thread.
 */
public final class Client {
    /**
     * What a client costs at most in here: 200 slots in its window and in the one before, a book that others may have
     * moved on from, and some forty fields.
     */
    public static final int BYTES =
            2 * View.MAX_ROWS * Integer.BYTES + 2 * Books.DEEPEST * BookState.LEVEL * Long.BYTES + 640;

    private final Pace pace;
    private final long connectedMillis;
    private @Nullable View view;
    private @Nullable Order order;
    private @Nullable Chart chart;
    private @Nullable Book book;
    private int allowedDepth = Books.PUBLIC_DEPTH;

    int[] window = new int[0];
    long listingVersion = -1;
    long orderVersion = -1;
    boolean windowStale;
    int windowOffset = -1;
    long total = -1;
    long rowsVersion;
    long chartVersion = -1;
    long signalNumber;
    long bookVersion = -1;
    /** The book as it was told last, null where none was. */
    @Nullable
    BookState bookTold;

    long bookTrades;
    /** True until the first frame with signals, which fills the page's list. */
    boolean signalsBegin;

    Client(Pace pace, long nowMillis) {
        this.pace = pace;
        this.connectedMillis = nowMillis;
    }

    Pace pace() {
        return pace;
    }

    long connectedMillis() {
        return connectedMillis;
    }

    @Nullable
    View view() {
        return view;
    }

    @Nullable
    Order order() {
        return order;
    }

    @Nullable
    Chart chart() {
        return chart;
    }

    @Nullable
    Book book() {
        return book;
    }

    /** How many levels of a side it may see. */
    public int allowedDepth() {
        return allowedDepth;
    }

    /** It has shown that it may see so many levels of a side. */
    public void allow(int depth) {
        allowedDepth = depth;
    }

    /** Another view, with the order, chart and book that belong to it. */
    void look(
            View next,
            Order nextOrder,
            @Nullable Chart nextChart,
            @Nullable Book nextBook,
            SignalLog signals,
            int firstSignals) {
        boolean signalsBefore = view != null && view.signals();
        if (order != nextOrder) {
            orderVersion = -1;
        }
        if (chart != nextChart) {
            chartVersion = -1;
        }
        if (book != nextBook || !Objects.equals(bookOf(view), bookOf(next))) {
            bookVersion = -1;
            bookTold = null;
            bookTrades = 0;
        }
        if (next.signals() && !signalsBefore) {
            signalNumber = Math.max(signals.oldest(), signals.next() - firstSignals);
            signalsBegin = true;
        }
        windowStale = true;
        view = next;
        order = nextOrder;
        chart = nextChart;
        book = nextBook;
    }

    private static View.@Nullable BookView bookOf(@Nullable View view) {
        return view == null ? null : view.book();
    }

    /** Whether there is anything to tell beyond that the server lives. */
    boolean hasNews(MarketView market, SignalLog signals) {
        if (view == null || order == null) {
            return false;
        }
        return windowStale
                || order.version() != orderVersion
                || market.listingVersion() != listingVersion
                || (chart != null && chart.version() != chartVersion)
                || (book != null && book.version() != bookVersion)
                || (view.signals() && signalNumber < signals.next())
                || rowsChanged(market);
    }

    private boolean rowsChanged(MarketView market) {
        if (market.version() == rowsVersion) {
            return false;
        }
        for (int slot : window) {
            if (market.version(slot) > rowsVersion) {
                return true;
            }
        }
        return false;
    }
}
