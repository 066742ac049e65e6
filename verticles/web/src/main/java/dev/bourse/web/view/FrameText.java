package dev.bourse.web.view;

import dev.bourse.shared.instrument.Decimals;
import dev.bourse.shared.instrument.Instrument;
import dev.bourse.shared.message.Signal;
import dev.bourse.shared.message.StateField;
import dev.bourse.web.book.Books;
import dev.bourse.web.chart.Chart;
import dev.bourse.web.market.Cell;
import dev.bourse.web.market.MarketView;
import dev.bourse.web.market.Order;
import dev.bourse.web.market.SignalLog;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes frames as {@code docs/protocol/browser.md} says, straight into text that is used again for the next frame.
 * Writing a frame moves the client's versions on to what it says. Used by one thread.
 */
final class FrameText {
    /** The most signals in a frame. */
    static final int MAX_SIGNALS = 50;
    /** The most of them that are of instruments other than the chart's: what a page shows at a glance. */
    static final int MAX_OTHER_SIGNALS = 12;

    private final MarketView market;
    private final SignalLog signals;
    private final Json out = new Json();
    private final BookText books;
    private int[] marks = new int[0];
    private int mark;
    private long ingestedNanos;

    FrameText(MarketView market, SignalLog signals, Books books) {
        this.market = market;
        this.signals = signals;
        this.books = new BookText(out, books);
    }

    /** Of the frame written last: the oldest entry of the ticks behind its rows, 0 where it has none. */
    long ingestedNanos() {
        return ingestedNanos;
    }

    /** The next frame of a client that has a view; valid until the next call. */
    CharSequence write(Client client, long nowMillis, boolean live) {
        View view = Objects.requireNonNull(client.view());
        Order order = Objects.requireNonNull(client.order());
        ingestedNanos = 0;
        long skipped = client.pace().skipped();
        out.clear();
        out.begin('{').field("type").string("frame");
        out.field("sequence").number(client.pace().send(nowMillis));
        out.field("time").number(nowMillis);
        out.field("skipped").number(skipped);
        out.field("live").bool(live);
        if (client.total != order.count()) {
            client.total = order.count();
            out.field("total").number(client.total);
        }
        window(client, view, order);
        client.rowsVersion = market.version();
        chart(client);
        books.write(client, view);
        if (view.signals()) {
            signals(client);
        }
        return out.end('}').text();
    }

    private void window(Client client, View view, Order order) {
        int mark = nextMark();
        boolean relisted = client.listingVersion != market.listingVersion();
        if (!relisted) {
            for (int slot : client.window) {
                marks[slot] = mark;
            }
        }
        if (client.windowStale || relisted || client.orderVersion != order.version()) {
            int from = Math.min(view.offset(), order.count());
            int[] window = new int[Math.min(view.limit(), order.count() - from)];
            boolean same = !relisted && window.length == client.window.length && from == client.windowOffset;
            for (int i = 0; i < window.length; i++) {
                window[i] = order.slot(from + i);
                same &= same && window[i] == client.window[i];
            }
            if (!same) {
                writeWindow(from, window);
                client.window = window;
                client.windowOffset = from;
            }
            client.windowStale = false;
            client.listingVersion = market.listingVersion();
            client.orderVersion = order.version();
        }
        rows(client, mark);
    }

    private void writeWindow(int offset, int[] window) {
        out.field("window").begin('{').field("offset").number(offset);
        out.field("instruments").begin('[');
        for (int slot : window) {
            Instrument instrument = market.listing().instrument(slot);
            out.begin('[').number(instrument.id()).string(instrument.symbol());
            out.number(instrument.priceDecimals())
                    .number(instrument.sizeDecimals())
                    .end(']');
        }
        out.end(']').end('}');
    }

    /** Rows that changed, and those that the mark does not show to have been in the window before. */
    private void rows(Client client, int mark) {
        boolean any = false;
        for (int slot : client.window) {
            boolean entered = marks[slot] != mark;
            if (market.hasTick(slot) && (entered || market.version(slot) > client.rowsVersion)) {
                if (!any) {
                    out.field("rows").begin('[');
                    any = true;
                }
                row(slot, market.version(slot) > client.rowsVersion);
            }
        }
        if (any) {
            out.end(']');
        }
    }

    private void row(int slot, boolean fresh) {
        out.begin('[').number(market.listing().instrument(slot).id());
        value(slot, Cell.TIME).value(slot, Cell.LAST).value(slot, Cell.OPEN);
        value(slot, Cell.HIGH).value(slot, Cell.LOW).value(slot, Cell.VOLUME);
        long vwap = market.value(slot, Cell.VWAP);
        out.number(vwap == StateField.ABSENT ? vwap : coarse(vwap));
        value(slot, Cell.TRADES);
        out.string(market.signalClass(slot)).end(']');
        long ingested = market.ingestedNanos(slot);
        if (fresh && ingested > 0) {
            ingestedNanos = ingestedNanos == 0 ? ingested : Math.min(ingestedNanos, ingested);
        }
    }

    private FrameText value(int slot, Cell cell) {
        out.number(market.value(slot, cell));
        return this;
    }

    /** A fine value at the price's scale, rounded half even. */
    static long coarse(long fine) {
        long unit = Decimals.power(StateField.FINE_DECIMALS);
        long whole = Math.floorDiv(fine, unit);
        long twice = 2 * Math.floorMod(fine, unit);
        return twice > unit || (twice == unit && (whole & 1) == 1) ? whole + 1 : whole;
    }

    private void chart(Client client) {
        Chart chart = client.chart();
        if (chart == null || chart.version() == client.chartVersion) {
            return;
        }
        Instrument instrument = chart.instrument();
        out.field("chart").begin('{').field("symbol").string(instrument.symbol());
        out.field("period").string(chart.period().word());
        out.field("priceDecimals").number(instrument.priceDecimals());
        out.field("sizeDecimals").number(instrument.sizeDecimals());
        out.field("bars").begin('[');
        for (int bar = 0; bar < chart.size(); bar++) {
            if (chart.version(bar) > client.chartVersion) {
                out.begin('[');
                for (int column = 0; column < Chart.STRIDE; column++) {
                    out.number(chart.value(bar, column));
                }
                out.end(']');
            }
        }
        out.end(']').end('}');
        client.chartVersion = chart.version();
    }

    /** All of the chart's instrument, which become markers, and the newest of the others. */
    private void signals(Client client) {
        long next = signals.next();
        if (client.signalNumber == next) {
            return;
        }
        long oldest = Math.max(client.signalNumber, signals.oldest());
        long othersFrom = next - (client.signalsBegin ? MAX_SIGNALS : MAX_OTHER_SIGNALS);
        Chart chart = client.chart();
        int charted = chart == null ? -1 : chart.instrument().id();
        long from = Math.max(oldest, othersFrom);
        int count = (int) (next - from);
        for (; from > oldest && count < MAX_SIGNALS; from--) {
            count += signals.get(from - 1).instrument() == charted ? 1 : 0;
        }
        out.field("signals").begin('[');
        for (long number = from; number < next; number++) {
            Signal signal = signals.get(number);
            if (number >= othersFrom || signal.instrument() == charted) {
                signal(signal);
            }
        }
        out.end(']');
        long skipped = next - client.signalNumber - count;
        if (skipped > 0) {
            out.field("signalsSkipped").number(skipped);
        }
        client.signalNumber = next;
        client.signalsBegin = false;
    }

    private void signal(Signal signal) {
        Signal.@Nullable Input price = SignalPrice.of(signal);
        out.begin('{').field("sequence").number(signal.sequence());
        out.field("time").number(signal.time());
        out.field("instrument").number(signal.instrument());
        out.field("symbol").string(signal.symbol());
        out.field("engine").string(signal.engine());
        out.field("version").string(signal.version());
        out.field("class").string(signal.signalClass());
        out.field("strength").number(signal.strength());
        if (price != null) {
            out.field("price").number(price.value());
            out.field("priceDecimals").number(price.decimals());
        }
        out.end('}');
    }

    private int nextMark() {
        if (marks.length < market.listing().size()) {
            marks = new int[market.listing().size()];
            mark = 0;
        }
        if (mark == Integer.MAX_VALUE) {
            Arrays.fill(marks, 0);
            mark = 0;
        }
        return ++mark;
    }
}
