package dev.bourse.web.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.shared.instrument.Instrument;
import dev.bourse.web.StateBatches;
import dev.bourse.web.chart.Charts.Question;
import dev.bourse.web.market.Intake;
import dev.bourse.web.market.Listing;
import dev.bourse.web.market.MarketView;
import dev.bourse.web.market.SignalLog;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChartsTest {
    private final MarketView market = new MarketView();
    private final SignalLog log = new SignalLog();
    private final Intake intake = new Intake();
    private final Charts charts = new Charts(market, 1_000);

    @BeforeEach
    void threeInstruments() {
        intake.relist(Listing.of(StateBatches.universe(3)), market, log);
    }

    @Test
    void howeverManyLookAtAChartItIsAskedForOnceASecondAndOnlyWhenItsInstrumentMoved() {
        Chart chart = charts.acquire(instrument(1), Period.MINUTE);
        assertThat(charts.acquire(instrument(1), Period.MINUTE)).isSameAs(chart);
        List<Question> first = charts.due(0);
        assertThat(first).containsExactly(new Question(chart, Chart.BARS));
        charts.answered(first.getFirst(), bars(60, 120));
        assertThat(charts.due(5_000)).as("it has not moved").isEmpty();
        tick(1, 1);
        assertThat(charts.due(5_000)).containsExactly(new Question(chart, Charts.FEW));
        tick(1, 2);
        assertThat(charts.due(9_000)).as("the answer is not here yet").isEmpty();
    }

    @Test
    void onlyTheBarsThatChangedTakeANewVersion() {
        Chart chart = charts.acquire(instrument(1), Period.MINUTE);
        charts.answered(charts.due(0).getFirst(), bars(0, 60, 120));
        long[] newest = bars(60, 120, 180);
        newest[Chart.STRIDE + 4] = 777;
        charts.answered(new Question(chart, Charts.FEW), newest);
        assertThat(versions(chart)).containsExactly(0L, 0L, 1L, 1L);
        assertThat(chart.value(2, 4)).isEqualTo(777);
        charts.answered(new Question(chart, Charts.FEW), newest);
        assertThat(chart.version()).as("nothing changed").isEqualTo(1);
    }

    @Test
    void noMoreThanTheNewestBarsAreKept() {
        Chart chart = charts.acquire(instrument(1), Period.MINUTE);
        charts.answered(charts.due(0).getFirst(), bars(LongStream.range(0, 300).toArray()));
        charts.answered(new Question(chart, Charts.FEW), bars(299, 300, 301));
        assertThat(chart.size()).isEqualTo(Chart.BARS);
        assertThat(chart.value(0, 0)).isEqualTo(2);
        assertThat(chart.value(299, 0)).isEqualTo(301);
    }

    @Test
    void afterAGapAllBarsAreAskedFor() {
        Chart chart = charts.acquire(instrument(1), Period.MINUTE);
        charts.answered(charts.due(0).getFirst(), bars(0, 60));
        tick(1, 1);
        charts.answered(charts.due(2_000).getFirst(), bars(600, 660));
        assertThat(charts.due(4_000)).containsExactly(new Question(chart, Chart.BARS));
    }

    @Test
    void aQuestionWithoutAnAnswerComesAgain() {
        charts.acquire(instrument(1), Period.MINUTE);
        charts.failed(charts.due(0).getFirst());
        assertThat(charts.due(999)).isEmpty();
        assertThat(charts.due(1_000)).hasSize(1);
    }

    @Test
    void aChartThatNobodyLooksAtIsForgotten() {
        charts.release(charts.acquire(instrument(1), Period.DAY));
        assertThat(charts.size()).isZero();
        assertThat(charts.due(5_000)).isEmpty();
    }

    private Instrument instrument(int slot) {
        return market.listing().instrument(slot);
    }

    private void tick(int instrument, long sequence) {
        intake.live(
                new StateBatches().state(instrument, sequence, sequence, 100).batch(), 0);
        intake.drainTo(market, log);
    }

    private static List<Long> versions(Chart chart) {
        List<Long> versions = new ArrayList<>();
        for (int bar = 0; bar < chart.size(); bar++) {
            versions.add(chart.version(bar));
        }
        return versions;
    }

    private static long[] bars(long... starts) {
        return LongStream.of(starts)
                .flatMap(start -> LongStream.of(start, 10, 12, 9, 11, 100, 5))
                .toArray();
    }
}
