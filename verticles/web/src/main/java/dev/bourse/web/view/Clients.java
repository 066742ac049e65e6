package dev.bourse.web.view;

import dev.bourse.shared.instrument.Instrument;
import dev.bourse.web.book.Book;
import dev.bourse.web.book.Books;
import dev.bourse.web.chart.Chart;
import dev.bourse.web.chart.Charts;
import dev.bourse.web.market.MarketView;
import dev.bourse.web.market.Order;
import dev.bourse.web.market.Orders;
import dev.bourse.web.market.SignalLog;
import dev.bourse.web.view.Outlet.Reason;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All clients of this process. {@link #tick} gives each of them the frame that is due, if it has credit; who has none
 * is remembered as waiting and gets the newest values later. Used by one thread, with whose clock's milliseconds it is
 * called.
 */
public final class Clients {
    /** Signals that a client gets at once when it begins to show them. */
    private static final int FIRST_SIGNALS = FrameText.MAX_SIGNALS;

    private final MarketView market;
    private final SignalLog signals;
    private final Orders orders;
    private final Charts charts;
    private final Books books;
    private final Timing timing;
    private final FrameText text;
    private final Set<Client> clients = new LinkedHashSet<>();

    public Clients(MarketView market, SignalLog signals, Orders orders, Charts charts, Books books, Timing timing) {
        this.market = market;
        this.signals = signals;
        this.orders = orders;
        this.charts = charts;
        this.books = books;
        this.timing = timing;
        this.text = new FrameText(market, signals, books);
    }

    /**
     * The times that clients are held to, in milliseconds.
     *
     * @param frame the least between two frames
     * @param heartbeat the most between two frames
     * @param silence how long a frame waits for an acknowledgement before the client is cut off, and the most until its
     *     first view
     * @param stale how long without a tick until frames say that they are not live
     */
    public record Timing(long frame, long heartbeat, long silence, long stale) {}

    /** A client that has come. It gets frames from its first view on. */
    public Client connect(long nowMillis) {
        Client client = new Client(new Pace(timing.frame(), nowMillis), nowMillis);
        clients.add(client);
        return client;
    }

    /**
     * The client shows something else now.
     *
     * @return how many rows match its search
     * @throws NotEntitled where the book is deeper than the client may see
     * @throws IllegalArgumentException naming the field, its value and what is allowed; the former view stays then, and
     *     with {@link NotEntitled} too
     */
    public int view(Client client, View view, long nowMillis) {
        Instrument charted = charted(view);
        checkBook(client, view);
        View.ChartView drawn = view.chart();
        Chart chart = charted == null || drawn == null ? null : charts.acquire(charted, drawn.period());
        View.BookView wanted = view.book();
        Book book = wanted == null ? null : books.acquire(wanted.symbol(), wanted.depth());
        Order order = orders.acquire(view.query(), nowMillis);
        View formerView = client.view();
        Order formerOrder = client.order();
        Chart formerChart = client.chart();
        Book formerBook = client.book();
        client.look(view, order, chart, book, signals, FIRST_SIGNALS);
        release(formerView, formerOrder, formerChart, formerBook);
        return order.count();
    }

    /** The client may not see what it wants to see. */
    public static final class NotEntitled extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotEntitled(String sentence) {
            super(sentence, null, false, false);
        }
    }

    /** See {@link Pace#acknowledge}. */
    public void acknowledge(Client client, long sequence, long nowMillis) {
        client.pace().acknowledge(sequence, nowMillis);
    }

    /** A client that has gone. Doing it twice is harmless. */
    public void disconnect(Client client) {
        if (clients.remove(client)) {
            release(client.view(), client.order(), client.chart(), client.book());
        }
    }

    public int size() {
        return clients.size();
    }

    /** Sends what is due. To be called several times in the least time between two frames. */
    public void tick(long nowMillis, Outlet outlet) {
        List<Client> silent = new ArrayList<>(0);
        for (Client client : clients) {
            if (!serve(client, nowMillis, outlet)) {
                silent.add(client);
            }
        }
        for (Client client : silent) {
            disconnect(client);
            outlet.close(client, client.view() == null ? Reason.NEVER_VIEWED : Reason.NEVER_ACKNOWLEDGED);
        }
    }

    /** False where the client is to be cut off. */
    private boolean serve(Client client, long nowMillis, Outlet outlet) {
        Order order = client.order();
        if (order == null) {
            return nowMillis - client.connectedMillis() < timing.silence();
        }
        Pace pace = client.pace();
        if (!pace.due(nowMillis)) {
            return true;
        }
        orders.refresh(order, nowMillis);
        if (!client.hasNews(market, signals) && !pace.silentFor(nowMillis, timing.heartbeat())) {
            return true;
        }
        if (!pace.hasCredit() || !outlet.hasRoom(client)) {
            if (pace.hold(nowMillis)) {
                outlet.held(client);
            }
            return pace.heldMillis(nowMillis) < timing.silence();
        }
        boolean live = Math.abs(nowMillis - market.lastTickMillis()) <= timing.stale();
        CharSequence frame = text.write(client, nowMillis, live);
        outlet.frame(client, frame, text.ingestedNanos());
        return true;
    }

    private void checkBook(Client client, View view) {
        View.BookView wanted = view.book();
        if (wanted == null) {
            return;
        }
        if (market.listing().slot(wanted.symbol()) < 0) {
            throw new IllegalArgumentException(
                    "book.symbol: '" + wanted.symbol() + "' is not allowed; allowed is the symbol of an instrument");
        }
        if (wanted.depth() > client.allowedDepth()) {
            throw new NotEntitled("book.depth: '" + wanted.depth() + "' is not allowed; allowed is 1 to "
                    + client.allowedDepth() + ", and more with a key or an access token");
        }
    }

    private @Nullable Instrument charted(View view) {
        View.ChartView wanted = view.chart();
        if (wanted == null) {
            return null;
        }
        int slot = market.listing().slot(wanted.symbol());
        if (slot < 0) {
            throw new IllegalArgumentException(
                    "chart.symbol: '" + wanted.symbol() + "' is not allowed; allowed is the symbol of an instrument");
        }
        return market.listing().instrument(slot);
    }

    private void release(@Nullable View view, @Nullable Order order, @Nullable Chart chart, @Nullable Book book) {
        View.BookView former = view == null ? null : view.book();
        if (book != null && former != null) {
            books.release(book, former.depth());
        }
        if (order != null) {
            orders.release(order);
        }
        if (chart != null) {
            charts.release(chart);
        }
    }
}
