package dev.bourse.web.market;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.shared.instrument.Instrument;
import dev.bourse.shared.message.BatchHeader;
import dev.bourse.shared.message.Signal;
import dev.bourse.web.StateBatches;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IntakeTest {
    private final MarketView market = new MarketView();
    private final SignalLog log = new SignalLog();
    private final Intake intake = new Intake();

    @BeforeEach
    void threeInstruments() {
        intake.relist(Listing.of(StateBatches.universe(3)), market, log);
    }

    @Test
    void ofManyStatesOfAnInstrumentOnlyTheNewestIsHandedOver() {
        intake.live(
                new StateBatches()
                        .state(1, 1, 10, 101)
                        .state(1, 2, 11, 102)
                        .state(1, 3, 12, 103)
                        .batch(),
                0);
        intake.drainTo(market, log);
        assertThat(market.value(1, Cell.LAST)).isEqualTo(103);
        assertThat(market.version()).isEqualTo(1);
        assertThat(intake.conflated()).isEqualTo(2);
    }

    @Test
    void anAnswerDoesNotReplaceWhatLiveStatesHaveOvertaken() {
        intake.live(new StateBatches().state(1, 5, 15, 105).batch(), 0);
        intake.latest(
                new StateBatches().state(1, 4, 14, 104).state(2, 9, 14, 109).batch());
        intake.drainTo(market, log);
        assertThat(market.value(1, Cell.LAST)).isEqualTo(105);
        assertThat(market.value(2, Cell.LAST)).isEqualTo(109);
    }

    @Test
    void anOwnerOfALaterEpochIsBelievedWhateverItsSequencesAndAnEarlierOneIsNot() {
        intake.live(new StateBatches().state(1, 500, 15, 105).batch(header(7)), 0);
        intake.live(new StateBatches().state(1, 1, 16, 106).batch(header(8)), 0);
        intake.live(new StateBatches().state(1, 501, 17, 107).batch(header(7)), 0);
        intake.drainTo(market, log);
        assertThat(market.value(1, Cell.LAST)).isEqualTo(106);
    }

    @Test
    void statesOfInstrumentsThatAreNotListedAreCounted() {
        intake.live(new StateBatches().state(17, 1, 10, 101).batch(), 0);
        assertThat(intake.unknownInstruments()).isEqualTo(1);
    }

    @Test
    void instrumentsKeepTheirRowsWhenOthersComeAndGo() {
        intake.live(new StateBatches().state(2, 1, 10, 102).batch(), 0);
        intake.signals(List.of(StateBatches.signal(2, 1, "NEW_HIGH")));
        intake.relist(
                Listing.of(StateBatches.universe(3).without(0).with(new Instrument(900, "NEW", 2, 0, 1, 1, 0))),
                market,
                log);
        int slot = market.listing().slot(2);
        assertThat(slot).isEqualTo(1);
        assertThat(market.value(slot, Cell.LAST)).isEqualTo(102);
        assertThat(market.signalClass(slot)).isEqualTo("NEW_HIGH");
        assertThat(market.hasTick(market.listing().slot(900))).isFalse();
        intake.signals(List.of(StateBatches.signal(2, 1, "NEW_HIGH")));
        intake.drainTo(market, log);
        assertThat(log.next()).as("the signal came again and is recognised").isEqualTo(1);
    }

    @Test
    void signalsThatAreHereBeforeTheirInstrumentAreShownInTheirOrderWhenItComes() {
        Signal first = StateBatches.signal(2, 1, "NEW_HIGH");
        Signal second = StateBatches.signal(2, 2, "INSIDE");
        MarketView later = new MarketView();
        SignalLog shown = new SignalLog();
        Intake early = new Intake();
        early.signals(List.of(first, second));
        early.drainTo(later, shown);
        assertThat(shown.next()).isZero();

        early.relist(Listing.of(StateBatches.universe(3)), later, shown);

        assertThat(List.of(shown.get(0), shown.get(1))).containsExactly(first, second);
        assertThat(later.signalClass(2)).isEqualTo("INSIDE");
        early.relist(Listing.of(StateBatches.universe(4)), later, shown);
        assertThat(shown.next()).isEqualTo(2);
    }

    @Test
    void ofSignalsWhoseInstrumentsNeverComeTheOldestAreDroppedAndCounted() {
        SignalLog shown = new SignalLog();
        Intake early = new Intake();
        for (int sequence = 1; sequence <= 1_030; sequence++) {
            early.signals(List.of(StateBatches.signal(2, sequence, "INSIDE")));
        }
        early.drainTo(new MarketView(), shown);
        assertThat(shown.unlistedDropped()).isEqualTo(6);
        early.relist(Listing.of(StateBatches.universe(3)), new MarketView(), shown);
        assertThat(List.of(shown.next(), shown.get(0).sequence())).containsExactly(1_024L, 7L);
    }

    @Test
    void moreSignalsThanItHoldsDropTheOldestAndKeepTheirNumbers() {
        List<Signal> many = new ArrayList<>();
        for (int sequence = 1; sequence <= Intake.SIGNALS + 10; sequence++) {
            many.add(StateBatches.signal(1, sequence, "INSIDE"));
        }
        intake.signals(many);
        intake.drainTo(market, log);
        assertThat(log.next()).isEqualTo(Intake.SIGNALS + 10);
        assertThat(log.oldest()).isEqualTo(10);
        assertThat(log.get(log.oldest()).sequence()).isEqualTo(11);
    }

    @Test
    void aRepeatedSignalIsLeftOutAndOneOfAFeedThatBeganAnewIsNot() {
        Signal later = new Signal(1, "S00001", "range", "1", "INSIDE", 0, 1, 99_000, List.of());
        intake.signals(List.of(StateBatches.signal(1, 5, "NEW_HIGH"), StateBatches.signal(1, 5, "NEW_HIGH")));
        intake.drainTo(market, log);
        intake.signals(List.of(StateBatches.signal(1, 4, "INSIDE"), StateBatches.signal(1, 5, "NEW_HIGH"), later));
        intake.drainTo(market, log);
        assertThat(log.newest(10, signal -> true)).containsExactly(later, StateBatches.signal(1, 5, "NEW_HIGH"));
    }

    private static BatchHeader header(long epoch) {
        return new BatchHeader(0, epoch, 1, 0, 1, 1);
    }
}
