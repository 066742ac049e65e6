package dev.bourse.shared.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** D2: a book is told by what has changed in it. */
class BookSideTest {
    private static final long[] NOTHING = {};

    @Test
    void newChangedAndGoneLevelsAreToldBestFirstAndOthersAreNot() {
        long[] old = {103, 5, 1, 102, 7, 2, 100, 9, 3};
        long[] fresh = {104, 1, 1, 102, 6, 2, 100, 9, 3, 99, 4, 1};
        assertThat(told(old, fresh, true, 50))
                .containsExactly(
                        List.of(104L, 1L, 1L), List.of(103L, 0L, 0L), List.of(102L, 6L, 2L), List.of(99L, 4L, 1L));
    }

    @Test
    void theOtherSideBeginsWithTheLowestPrice() {
        assertThat(told(new long[] {100, 5, 1, 102, 7, 2}, new long[] {101, 1, 1, 102, 7, 2}, false, 50))
                .containsExactly(List.of(100L, 0L, 0L), List.of(101L, 1L, 1L));
    }

    @Test
    void aLevelThatLeavesTheDepthIsGoneAndOneThatEntersItIsNew() {
        long[] old = {103, 5, 1, 102, 7, 2, 101, 1, 1};
        long[] fresh = {104, 2, 1, 103, 5, 1, 102, 7, 2};
        assertThat(told(old, fresh, true, 2)).containsExactly(List.of(104L, 2L, 1L), List.of(102L, 0L, 0L));
        assertThat(told(fresh, old, true, 2)).containsExactly(List.of(104L, 0L, 0L), List.of(102L, 7L, 2L));
    }

    @Test
    void ofNothingAllIsNewAndOfTheSameNothingIsTold() {
        long[] side = {103, 5, 1};
        assertThat(told(NOTHING, side, true, 50)).containsExactly(List.of(103L, 5L, 1L));
        assertThat(told(side, side, true, 50)).isEmpty();
        assertThat(told(side, NOTHING, true, 50)).containsExactly(List.of(103L, 0L, 0L));
    }

    private static List<List<Long>> told(long[] old, long[] fresh, boolean buy, int levels) {
        List<List<Long>> told = new ArrayList<>();
        BookSide.difference(old, fresh, buy, levels, (price, size, orders) -> told.add(List.of(price, size, orders)));
        return told;
    }
}
