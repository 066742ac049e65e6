package dev.bourse.web.view;

import dev.bourse.web.chart.Chart;
import dev.bourse.web.market.MarketView;
import dev.bourse.web.market.Order;
import dev.bourse.web.market.SignalLog;
import org.jspecify.annotations.Nullable;

/**
 * One browser: what it looks at, and up to where it has been told. This is all that is kept for it, at most
 * {@link #BYTES} bytes: versions and numbers instead of queues. Used by one thread.
 */
public final class Client {
    /** What a client costs at most in here: 200 slots in its window and in the one before, and some thirty fields. */
    public static final int BYTES = 2 * View.MAX_ROWS * Integer.BYTES + 512;

    private final Pace pace;
    private final long connectedMillis;
    private @Nullable View view;
    private @Nullable Order order;
    private @Nullable Chart chart;

    int[] window = new int[0];
    long listingVersion = -1;
    long orderVersion = -1;
    boolean windowStale;
    int windowOffset = -1;
    long total = -1;
    long rowsVersion;
    long chartVersion = -1;
    long signalNumber;
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

    /** Another view, with the order and chart that belong to it. */
    void look(View next, Order nextOrder, @Nullable Chart nextChart, SignalLog signals, int firstSignals) {
        boolean signalsBefore = view != null && view.signals();
        if (order != nextOrder) {
            orderVersion = -1;
        }
        if (chart != nextChart) {
            chartVersion = -1;
        }
        if (next.signals() && !signalsBefore) {
            signalNumber = Math.max(signals.oldest(), signals.next() - firstSignals);
            signalsBegin = true;
        }
        windowStale = true;
        view = next;
        order = nextOrder;
        chart = nextChart;
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
