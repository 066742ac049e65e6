package dev.bourse.data.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.data.record.FeedReport;
import dev.bourse.data.record.RejectionListener;
import dev.bourse.data.record.Tally;
import dev.bourse.data.record.Verdict;
import dev.bourse.shared.instrument.Instrument;
import dev.bourse.shared.instrument.InstrumentDraft;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("C8: the exchange's matches are ticks of the analysis, each once and exactly")
class ExchangeTradesTest {
    private static final RecordedSession SESSION = new RecordedSession(2_000);

    private final List<String> ticks = new ArrayList<>();
    private final Known known = new Known();
    private final Tally tally = new Tally(RejectionListener.NONE);
    private final ExchangeTrades trades = new ExchangeTrades(known, tally);

    /** The analysis' instruments, to which what is listed is added unless it is another already. */
    private static final class Known implements ExchangeTrades.Registry {
        private final Map<String, Instrument> instruments = new HashMap<>();
        private final List<Long> kept = new ArrayList<>();
        private boolean adding = true;

        @Override
        public void keep(long number, DirectBuffer output, int offset, int length) {
            kept.add(number);
        }

        @Override
        public Optional<Instrument> introduce(ListedInstrument listed) {
            if (adding) {
                listed.draft()
                        .ifPresent(draft -> instruments.computeIfAbsent(
                                listed.symbol(), symbol -> draft.withId(instruments.size())));
            }
            return Optional.ofNullable(instruments.get(listed.symbol()));
        }

        private String symbol(int id) {
            return instruments.values().stream()
                    .filter(instrument -> instrument.id() == id)
                    .map(Instrument::symbol)
                    .findFirst()
                    .orElseThrow();
        }
    }

    private void take(long from, long to) {
        for (long number = from; number <= to; number++) {
            byte[] output = SESSION.outputs().get((int) number - 1);
            trades.take(
                    number,
                    new UnsafeBuffer(output),
                    0,
                    output.length,
                    (instrument, time, price, size) ->
                            ticks.add(known.symbol(instrument) + " " + time + " " + price + " " + size));
        }
    }

    private static long last() {
        return SESSION.outputs().size();
    }

    @Test
    @DisplayName("continuous trading and an auction: the ticks are the matches, in their order")
    void matches() {
        take(1, last());

        assertThat(ticks).isEqualTo(SESSION.ticks()).hasSizeGreaterThan(200);
        FeedReport report = tally.report();
        assertThat(report.records()).isEqualTo(last());
        assertThat(report.accepted())
                .isEqualTo(report.ticks())
                .isEqualTo(SESSION.ticks().size());
        assertThat(report.rejected()).isEmpty();
        assertThat(known.kept).hasSize(9);
    }

    @Test
    @DisplayName("listed instruments have the exchange's tick and lot")
    void instruments() {
        take(1, last());

        assertThat(known.instruments.get("S3/USD")).isEqualTo(new Instrument(2, "S3/USD", 2, 0, 1, 1, 0));
        assertThat(new ListedInstrument(1, "BTC/USD", 8, 2, 100_000, 5).draft())
                .contains(new InstrumentDraft("BTC/USD", 0, 3, 50, 1, 0));
        assertThat(new ListedInstrument(1, "A", 0, 2, 3, 1).draft()).isEmpty();
        assertThat(new ListedInstrument(1, "A", 18, 2, 1, 1).draft()).isEmpty();
        assertThat(new ListedInstrument(1, "A B", 0, 2, 1, 1).draft()).isEmpty();
    }

    @Test
    @DisplayName("outputs that are read again give their ticks again and are counted once")
    void again() {
        take(1, last());
        take(last() / 2, last());

        assertThat(ticks).hasSizeGreaterThan(SESSION.ticks().size());
        assertThat(tally.report().records()).isEqualTo(last());
        assertThat(tally.report().ticks()).isEqualTo(SESSION.ticks().size());
    }

    @Test
    @DisplayName("who goes on in the middle needs no more than what was listed before")
    void inTheMiddle() {
        take(1, last());
        long middle = last() / 2;
        ExchangeTrades other = new ExchangeTrades(known, new Tally(RejectionListener.NONE));
        known.kept.forEach(number ->
                other.list(new UnsafeBuffer(SESSION.outputs().get(number.intValue() - 1)), 0));
        List<String> rest = new ArrayList<>();
        for (long number = middle; number <= last(); number++) {
            byte[] output = SESSION.outputs().get((int) number - 1);
            other.take(
                    number,
                    new UnsafeBuffer(output),
                    0,
                    output.length,
                    (instrument, time, price, size) ->
                            rest.add(known.symbol(instrument) + " " + time + " " + price + " " + size));
        }

        assertThat(rest).isNotEmpty().isEqualTo(ticks.subList(ticks.size() - rest.size(), ticks.size()));
    }

    @Test
    @DisplayName("an instrument that the analysis has in finer units gets exact ticks, one in coarser units none")
    void scales() {
        known.adding = false;
        known.instruments.put("S1/USD", new Instrument(0, "S1/USD", 4, 2, 1, 1, 0));
        known.instruments.put("S2/USD", new Instrument(1, "S2/USD", 1, 0, 1, 1, 0));
        take(1, last());

        List<String> finer = SESSION.ticks("S1/USD").stream()
                .map(tick -> tick.split(" "))
                .map(tick -> tick[0] + " " + tick[1] + " " + tick[2] + "00 " + tick[3] + "00")
                .toList();
        assertThat(ticks).isEqualTo(finer).isNotEmpty();
        long coarser = SESSION.ticks("S2/USD").size();
        long unknown = SESSION.ticks().size() - finer.size() - coarser;
        assertThat(tally.report().rejected())
                .isEqualTo(Map.of(Verdict.PRICE_SCALE, coarser, Verdict.UNKNOWN_SYMBOL, unknown));
        assertThat(tally.report().newestRejections().getFirst().excerpt())
                .matches("output \\d+: match \\d+ of S./USD, \\d+ lots at \\d+ ticks");
    }
}
