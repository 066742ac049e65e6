package dev.bourse.state.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.shared.instrument.Instrument;
import dev.bourse.shared.partition.Partitions;
import dev.bourse.state.instrument.StateRules;
import dev.bourse.state.partition.StatePartition;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A3: the index is the average return of the universe against the session's open, by minutes of event time. */
class IndexTest {
    private static final long MINUTE = 60_000;
    private static final long END = 1_700_000_040_000L;

    private record Value(long time, long price) {}

    @Test
    void aPartIsWhatTheInstrumentsWereAtTheMinutesEndWhateverCameSince() {
        StatePartition partition = new StatePartition(0, new Partitions(1), StateRules.DEFAULT);
        long[] record = new long[partition.layout().stride()];
        for (int id = 0; id < 4; id++) {
            partition.add(new Instrument(id, "S" + id, 2, 0, 1, 1, 0));
        }
        partition.apply(1, 0, 1, END - 50_000, 10_000, 1, record, 0);
        partition.apply(1, 0, 2, END - 1, 10_100, 1, record, 0);
        partition.apply(1, 0, 3, END, 20_000, 1, record, 0); // the next minute's
        partition.apply(1, 1, 1, END - 3 * MINUTE, 3, 1, record, 0);
        partition.apply(1, 1, 2, END - 2 * MINUTE, 2, 1, record, 0);
        partition.apply(1, 2, 1, END + 1, 500, 1, record, 0); // no tick yet at the minute's end
        partition.apply(1, 3, 1, END - 1, 500, 1, record, 0); // the index itself

        assertThat(IndexPartial.of(partition, END, 3)).isEqualTo(new IndexPartial(0, END, 10_000_000 - 333_333_333, 2));
    }

    @ParameterizedTest(name = "a sum of {0} over {1} instruments gives {2}")
    @CsvSource({
        "0, 1, 10000000",
        "10000000, 1, 10100000",
        "-323333333, 2, 8383333",
        "50, 1, 10000000",
        "150, 1, 10000002",
        "-1000000000000, 1, 1"
    })
    void theIndexIsAThousandTimesOnePlusTheAverageReturnRoundedHalfEven(long returns, long count, long price) {
        assertThat(IndexAssembler.price(returns, count)).isEqualTo(price);
    }

    @Test
    void minutesAreGivenOutInOrderOnceAllPartitionsAreIn() {
        List<Value> values = new ArrayList<>();
        IndexAssembler assembler = new IndexAssembler(2, (time, price) -> values.add(new Value(time, price)));
        assembler.add(new IndexPartial(0, END, 10_000_000, 1));
        assembler.add(new IndexPartial(0, END, 10_000_000, 1)); // again
        assembler.add(new IndexPartial(0, END + MINUTE, 0, 1));
        assembler.add(new IndexPartial(1, END + MINUTE, 0, 1));
        assertThat(values).isEmpty();
        assembler.add(new IndexPartial(1, END, 30_000_000, 1));
        assertThat(values).containsExactly(new Value(END - 1, 10_200_000), new Value(END + MINUTE - 1, 10_000_000));
    }

    @Test
    void aMinuteThatWaitedLongEnoughIsGivenOutIncompleteAndItsLatePartsAreCounted() {
        List<Value> values = new ArrayList<>();
        IndexAssembler assembler = new IndexAssembler(2, (time, price) -> values.add(new Value(time, price)));
        assembler.add(new IndexPartial(0, END, 10_000_000, 1));
        assembler.expire(END);
        assembler.add(new IndexPartial(1, END, 0, 1));
        assertThat(values).containsExactly(new Value(END - 1, 10_100_000));
        assertThat(List.of(assembler.incomplete(), assembler.late())).containsExactly(1L, 1L);
    }
}
