package dev.bourse.web.chart;

import dev.bourse.shared.instrument.Instrument;
import dev.bourse.web.market.MarketView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The charts that clients look at. Each is asked for at most once in {@code refreshMillis} however many look at it, and
 * only when its instrument has moved: mostly for the newest few bars, all of them at first, after a gap and every now
 * and then (bars that late ticks corrected further back come with that). Used by one thread.
 */
public final class Charts {
    /** Bars of a usual refresh. */
    static final int FEW = 10;

    /** Every how many answers all bars are asked for. */
    static final int WHOLE_EVERY = 30;

    private final MarketView market;
    private final long refreshMillis;
    private final Map<Key, Chart> charts = new HashMap<>();

    /** @param refreshMillis the least time between two questions for one chart */
    public Charts(MarketView market, long refreshMillis) {
        this.market = market;
        this.refreshMillis = refreshMillis;
    }

    /** A question to the owner of the instrument's state. */
    public record Question(Chart chart, int limit) {}

    /** The chart, for one user more. Give it back with {@link #release}. */
    public Chart acquire(Instrument instrument, Period period) {
        Chart chart = charts.computeIfAbsent(new Key(instrument.id(), period), key -> new Chart(instrument, period));
        chart.users++;
        return chart;
    }

    /** One user less; the last one's departure forgets the chart. */
    public void release(Chart chart) {
        if (--chart.users == 0) {
            charts.remove(new Key(chart.instrument().id(), chart.period()), chart);
        }
    }

    /** What to ask now; each question wants {@link #answered} or {@link #failed}. */
    public List<Question> due(long nowMillis) {
        List<Question> due = new ArrayList<>();
        for (Chart chart : charts.values()) {
            int slot = market.listing().slot(chart.instrument().id());
            long row = slot < 0 ? -1 : market.version(slot);
            boolean moved = row != chart.seenRow || chart.version() < 0;
            boolean rested = Math.abs(nowMillis - chart.askedAtMillis) >= refreshMillis;
            if (slot >= 0 && moved && !chart.asking && rested) {
                chart.asking = true;
                chart.askedAtMillis = nowMillis;
                chart.seenRow = row;
                due.add(new Question(chart, chart.whole ? FEW : Chart.BARS));
            }
        }
        return due;
    }

    /** An answer: the bars one after another, oldest first, {@link Chart#STRIDE} longs each. */
    public void answered(Question question, long[] bars) {
        Chart chart = question.chart();
        chart.asking = false;
        chart.answersSinceWhole = question.limit() == Chart.BARS ? 0 : chart.answersSinceWhole + 1;
        boolean complete = chart.merge(bars) || question.limit() == Chart.BARS;
        chart.whole = complete && chart.answersSinceWhole < WHOLE_EVERY;
        if (!complete) {
            chart.seenRow = -1;
        }
    }

    /** No answer came; the question comes again after the usual time. */
    public void failed(Question question) {
        question.chart().asking = false;
        question.chart().seenRow = -1;
    }

    /** Distinct charts in use. */
    public int size() {
        return charts.size();
    }

    private record Key(int instrument, Period period) {}
}
