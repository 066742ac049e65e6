package dev.bourse.web.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bourse.shared.message.Signal;
import dev.bourse.web.StateBatches;
import dev.bourse.web.book.Books;
import dev.bourse.web.chart.Chart;
import dev.bourse.web.chart.Charts;
import dev.bourse.web.chart.Period;
import dev.bourse.web.market.Intake;
import dev.bourse.web.market.Listing;
import dev.bourse.web.market.MarketView;
import dev.bourse.web.market.Orders;
import dev.bourse.web.market.RowQuery;
import dev.bourse.web.market.SignalLog;
import dev.bourse.web.market.Sort;
import dev.bourse.web.view.Outlet.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** D1 and D3: a client gets what its view shows, at its own pace. */
class ClientsTest {
    private final MarketView market = new MarketView();
    private final SignalLog log = new SignalLog();
    private final Intake intake = new Intake();
    private final Charts charts = new Charts(market, 1_000);
    private final Orders orders = new Orders(market, 1_000);
    private final Clients clients =
            new Clients(market, log, orders, charts, new Books(), new Clients.Timing(100, 1_000, 30_000, 5_000));
    private final RecordingOutlet outlet = new RecordingOutlet();
    private long now;

    @BeforeEach
    void fiveThousandInstruments() {
        intake.relist(Listing.of(StateBatches.universe(5_000)), market, log);
    }

    @Test
    void theFirstFrameHasTheWindowAndItsRowsAndLaterOnesOnlyWhatChanged() {
        states(new StateBatches().state(0, 1, 50, 10_100).state(2, 3, 60, 9_900).state(4_000, 1, 60, 9_900));
        Client client = connected(rows(0, 3));
        tickAt(100);
        assertThat(outlet.take(client)).containsExactly("""
            {"type":"frame","sequence":1,"time":100,"skipped":0,"live":true,"total":5000,\
            "window":{"offset":0,"instruments":[[0,"S00000",2,0],[1,"S00001",2,0],[2,"S00002",2,0]]},\
            "rows":[[0,50,10100,10000,10100,10000,10,10100,1,null],[2,60,9900,10000,10000,9900,30,9900,3,null]]}\
            """);
        states(new StateBatches().state(1, 1, 70, 10_001).state(4_000, 2, 70, 9_901));
        tickAt(200);
        assertThat(outlet.take(client)).containsExactly("""
            {"type":"frame","sequence":2,"time":200,"skipped":0,"live":true,\
            "rows":[[1,70,10001,10000,10001,10000,10,10001,1,null]]}\
            """);
    }

    @Test
    void whatChangesOutsideTheWindowIsNotTold() {
        Client client = connected(rows(0, 3));
        tickAt(100);
        outlet.take(client);
        for (int step = 2; step <= 10; step++) {
            states(new StateBatches().state(4_000, step, 60, 9_900));
            tickAt(step * 100L);
        }
        assertThat(outlet.take(client)).isEmpty();
    }

    @Test
    void aRowThatEntersTheWindowAgainComesAgain() {
        states(new StateBatches()
                .state(0, 1, 50, 10_100)
                .state(1, 1, 50, 10_200)
                .state(2, 1, 50, 10_300));
        Client client = connected(rows(0, 2));
        tickAt(100);
        clients.view(client, rows(1, 2), now);
        tickAt(200);
        clients.acknowledge(client, 2, now);
        clients.view(client, rows(0, 2), now);
        outlet.take(client);
        tickAt(300);
        assertThat(outlet.take(client)).containsExactly("""
            {"type":"frame","sequence":3,"time":300,"skipped":0,"live":true,\
            "window":{"offset":0,"instruments":[[0,"S00000",2,0],[1,"S00001",2,0]]},\
            "rows":[[0,50,10100,10000,10100,10000,10,10100,1,null]]}\
            """);
    }

    @Test
    void framesComeAtMostTenTimesASecondAndAtLeastOnce() {
        Client client = connected(rows(0, 3));
        for (long time = 100; time <= 3_000; time += 20) {
            states(new StateBatches().state(0, time, time, 10_000));
            tickAt(time);
            acknowledgeAll(client);
        }
        assertThat(outlet.take(client)).hasSize(30);
        for (long time = 3_020; time <= 6_000; time += 20) {
            tickAt(time);
            acknowledgeAll(client);
        }
        assertThat(outlet.take(client))
                .containsExactly(
                        "{\"type\":\"frame\",\"sequence\":31,\"time\":4000,\"skipped\":0,\"live\":true}",
                        "{\"type\":\"frame\",\"sequence\":32,\"time\":5000,\"skipped\":0,\"live\":true}",
                        "{\"type\":\"frame\",\"sequence\":33,\"time\":6000,\"skipped\":0,\"live\":true}");
    }

    @Test
    void withoutTicksForFiveSecondsFramesSaySo() {
        Client client = connected(rows(0, 1));
        states(new StateBatches().state(0, 1, 1, 10_000));
        tickAt(5_000);
        tickAt(6_000);
        assertThat(outlet.take(client)).last().asString().contains("\"live\":false");
    }

    @Test
    void aClientThatDoesNotAcknowledgeGetsTwoFramesAndThenTheNewestValuesAtOnceWithTheCountOfWhatItMissed() {
        Client client = connected(rows(0, 2));
        tickAt(100);
        for (int step = 2; step <= 9; step++) {
            states(new StateBatches().state(0, step, step, 10_000 + step));
            tickAt(step * 100L);
        }
        assertThat(outlet.take(client)).hasSize(2);
        assertThat(outlet.held).isEqualTo(7);
        clients.acknowledge(client, 1, 950);
        tickAt(950);
        assertThat(outlet.take(client)).containsExactly("""
            {"type":"frame","sequence":3,"time":950,"skipped":7,"live":true,\
            "rows":[[0,9,10009,10000,10009,10000,90,10009,9,null]]}\
            """);
    }

    @Test
    void aFullSocketHoldsFramesBackAsMissingAcknowledgementsDo() {
        Client client = connected(rows(0, 2));
        outlet.full = true;
        tickAt(100);
        tickAt(200);
        outlet.full = false;
        tickAt(300);
        assertThat(outlet.take(client)).singleElement().asString().contains("\"sequence\":1,", "\"skipped\":2");
    }

    @Test
    void aClientThatAcknowledgesNothingForThirtySecondsWhileAFrameWaitsIsCutOffAndOthersAreNot() {
        Client mute = connected(rows(0, 2));
        Client good = connected(rows(0, 2));
        for (long time = 100; time <= 33_000; time += 100) {
            tickAt(time);
            acknowledgeAll(good);
        }
        assertThat(outlet.closed).containsExactly(Reason.NEVER_ACKNOWLEDGED);
        assertThat(outlet.take(mute)).hasSize(2);
        assertThat(outlet.take(good)).hasSizeGreaterThan(30);
        assertThat(clients.size()).isEqualTo(1);
    }

    @Test
    void aClientThatNeverSaysWhatItShowsIsCutOff() {
        clients.connect(0);
        tickAt(29_999);
        assertThat(outlet.closed).isEmpty();
        tickAt(30_000);
        assertThat(outlet.closed).containsExactly(Reason.NEVER_VIEWED);
    }

    @Test
    void anAcknowledgementOfAFrameThatWasNeverSentIsRefused() {
        Client client = connected(rows(0, 2));
        tickAt(100);
        assertThatThrownBy(() -> clients.acknowledge(client, 2, 0))
                .hasMessage("sequence: '2' is not allowed; allowed is 1 to 1, the last frame sent");
    }

    @Test
    void aChartComesWholeAtFirstAndThenOnlyTheBarsThatChanged() {
        Client client =
                connected(new View(rows(0, 0).query(), 0, 0, new View.ChartView("S00001", Period.MINUTE), false));
        tickAt(100);
        charts.answered(
                charts.due(now).getFirst(),
                LongStream.of(0, 1, 2, 3, 4, 5, 6, 60, 1, 2, 3, 4, 5, 6).toArray());
        tickAt(200);
        clients.acknowledge(client, 2, now);
        charts.answered(new Charts.Question(chartOf(client), 10), new long[] {60, 1, 9, 3, 4, 5, 6});
        tickAt(300);
        assertThat(outlet.take(client)).containsExactly("""
            {"type":"frame","sequence":1,"time":100,"skipped":0,"live":false,"total":5000,\
            "window":{"offset":0,"instruments":[]}}\
            """, """
            {"type":"frame","sequence":2,"time":200,"skipped":0,"live":false,\
            "chart":{"symbol":"S00001","period":"1m","priceDecimals":2,"sizeDecimals":0,\
            "bars":[[0,1,2,3,4,5,6],[60,1,2,3,4,5,6]]}}\
            """, """
            {"type":"frame","sequence":3,"time":300,"skipped":0,"live":false,\
            "chart":{"symbol":"S00001","period":"1m","priceDecimals":2,"sizeDecimals":0,\
            "bars":[[60,1,9,3,4,5,6]]}}\
            """);
    }

    @Test
    void aViewWithAnUnknownChartIsRefusedAndTheFormerOneStays() {
        Client client = connected(rows(0, 2));
        View bad = new View(rows(0, 9).query(), 0, 9, new View.ChartView("NOPE", Period.DAY), true);
        assertThatThrownBy(() -> clients.view(client, bad, now))
                .hasMessage("chart.symbol: 'NOPE' is not allowed; allowed is the symbol of an instrument");
        assertThat(client.view()).isEqualTo(rows(0, 2));
    }

    @Test
    void aSignalIsToldOnceWithItsPriceAndMarksItsRow() {
        states(new StateBatches().state(0, 1, 50, 10_100));
        Client client = connected(new View(rows(0, 1).query(), 0, 1, null, true));
        tickAt(100);
        outlet.take(client);
        intake.signals(List.of(StateBatches.signal(0, 1, "NEW_HIGH")));
        tickAt(200);
        assertThat(outlet.take(client)).containsExactly("""
            {"type":"frame","sequence":2,"time":200,"skipped":0,"live":true,\
            "rows":[[0,50,10100,10000,10100,10000,10,10100,1,"NEW_HIGH"]],\
            "signals":[{"sequence":1,"time":1000,"instrument":0,"symbol":"S00000","engine":"range","version":"1",\
            "class":"NEW_HIGH","strength":5000,"price":10100,"priceDecimals":2}]}\
            """);
    }

    @Test
    void ofMoreSignalsThanFitTheNewestFiftyComeAndTheOthersAreCounted() {
        Client client = connected(new View(rows(0, 0).query(), 0, 0, null, true));
        tickAt(100);
        outlet.take(client);
        List<Signal> many = new ArrayList<>();
        for (int sequence = 1; sequence <= 5_000; sequence++) {
            many.add(StateBatches.signal(7, sequence, "INSIDE"));
        }
        intake.signals(many);
        tickAt(200);
        assertThat(outlet.take(client))
                .singleElement()
                .asString()
                .contains("\"signals\":[{\"sequence\":4951,", "{\"sequence\":5000,", "\"signalsSkipped\":4950}");
    }

    @Test
    void afterTheFirstFrameTheChartsInstrumentKeepsItsSignalsAndOfTheOthersTheNewestTwelveCome() {
        Client client =
                connected(new View(rows(0, 0).query(), 0, 0, new View.ChartView("S00001", Period.MINUTE), true));
        intake.signals(List.of(StateBatches.signal(7, 1, "INSIDE")));
        tickAt(100);
        outlet.take(client);
        List<Signal> many = new ArrayList<>();
        many.add(StateBatches.signal(1, 1, "NEW_HIGH"));
        for (int sequence = 2; sequence <= 100; sequence++) {
            many.add(StateBatches.signal(7, sequence, "INSIDE"));
        }
        intake.signals(many);

        tickAt(200);

        assertThat(outlet.take(client))
                .singleElement()
                .asString()
                .contains(
                        "\"signals\":[{\"sequence\":1,\"time\":1000,\"instrument\":1,",
                        "},{\"sequence\":89,",
                        "{\"sequence\":100,",
                        "\"signalsSkipped\":87}");
    }

    @Test
    void instrumentsThatComeAndGoChangeTheWindow() {
        states(new StateBatches().state(1, 1, 50, 10_100));
        Client client = connected(rows(0, 2));
        tickAt(100);
        outlet.take(client);
        intake.relist(Listing.of(StateBatches.universe(3).without(0)), market, log);
        tickAt(200);
        assertThat(outlet.take(client)).containsExactly("""
            {"type":"frame","sequence":2,"time":200,"skipped":0,"live":true,"total":2,\
            "window":{"offset":0,"instruments":[[1,"S00001",2,0],[2,"S00002",2,0]]},\
            "rows":[[1,50,10100,10000,10100,10000,10,10100,1,null]]}\
            """);
    }

    @Test
    void whoHasGoneLeavesNothingBehind() {
        Client client =
                connected(new View(rows(0, 1).query(), 0, 1, new View.ChartView("S00001", Period.MINUTE), true));
        clients.disconnect(client);
        clients.disconnect(client);
        assertThat(List.of(clients.size(), orders.size(), charts.size())).containsOnly(0);
    }

    @Test
    void fineAveragesAreRoundedHalfEven() {
        assertThat(LongStream.of(10_000, 14_999, 15_000, 15_001, 25_000, 35_000, -15_000)
                        .map(FrameText::coarse))
                .containsExactly(1L, 1L, 2L, 2L, 2L, 4L, -2L);
    }

    private Client connected(View view) {
        Client client = clients.connect(now);
        clients.view(client, view, now);
        return client;
    }

    private Chart chartOf(Client client) {
        Chart chart = client.chart();
        assertThat(chart).isNotNull();
        return Objects.requireNonNull(chart);
    }

    private static View rows(int offset, int limit) {
        return new View(new RowQuery("", Sort.SYMBOL, false), offset, limit, null, false);
    }

    private void states(StateBatches states) {
        intake.live(states.batch(), now);
    }

    private void tickAt(long time) {
        now = time;
        intake.drainTo(market, log);
        clients.tick(now, outlet);
    }

    private void acknowledgeAll(Client client) {
        long sent =
                outlet.frames.stream().filter(frame -> frame.client() == client).count() + outlet.taken;
        if (sent > 0) {
            clients.acknowledge(client, sent, now);
        }
    }

    private static final class RecordingOutlet implements Outlet {
        private record Frame(Client client, String json) {}

        private final List<Frame> frames = new ArrayList<>();
        private final List<Reason> closed = new ArrayList<>();
        private int taken;
        private int held;
        private boolean full;

        List<String> take(Client client) {
            List<String> taken = frames.stream()
                    .filter(frame -> frame.client() == client)
                    .map(Frame::json)
                    .toList();
            frames.removeIf(frame -> frame.client() == client);
            this.taken += taken.size();
            return taken;
        }

        @Override
        public boolean hasRoom(Client client) {
            return !full;
        }

        @Override
        public void frame(Client client, CharSequence json, long ingestedNanos) {
            frames.add(new Frame(client, json.toString()));
        }

        @Override
        public void held(Client client) {
            held++;
        }

        @Override
        public void close(Client client, Reason reason) {
            closed.add(reason);
        }
    }
}
