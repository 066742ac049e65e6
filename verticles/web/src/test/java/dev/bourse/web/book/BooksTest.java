package dev.bourse.web.book;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.web.book.Book.Availability;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** D1, E5: books that somebody looks at, kept up to date by numbered changes. */
class BooksTest {
    private final Books books = new Books();

    @Test
    @DisplayName("a book is wanted as deep as who looks deepest, and no more when nobody looks")
    void wanted() {
        Book book = books.acquire("ACME", 5);
        long atFirst = books.wantedVersion();
        assertThat(books.acquire("ACME", 5)).isSameAs(book);
        assertThat(books.wantedVersion()).as("nothing new is wanted").isEqualTo(atFirst);
        books.acquire("ACME", 20);
        books.acquire("BETA", 10);
        assertThat(books.wanted()).isEqualTo(Map.of("ACME", 20, "BETA", 10));
        books.release(book, 20);
        books.release(book, 5);
        assertThat(books.wanted()).isEqualTo(Map.of("ACME", 5, "BETA", 10));
        books.release(book, 5);
        assertThat(books.wanted()).isEqualTo(Map.of("BETA", 10));
        assertThat(books.size()).isEqualTo(1);
    }

    @Test
    @DisplayName("changes are applied to the book that they change: new, changed and gone levels on both sides")
    void changes() {
        Book book = books.acquire("ACME", 5);
        assertThat(book.availability()).isEqualTo(Availability.WAITING);
        books.take(whole(10, new long[] {100, 5, 1, 99, 7, 2}, new long[] {101, 3, 1}));
        books.take(change(10, 12, new long[] {100, 0, 0, 98, 4, 1}, new long[] {101, 2, 1, 102, 9, 3}));
        BookState state = Objects.requireNonNull(book.state());
        assertThat(state.number()).isEqualTo(12);
        assertThat(state.bids()).containsExactly(99, 7, 2, 98, 4, 1);
        assertThat(state.asks()).containsExactly(101, 2, 1, 102, 9, 3);
        assertThat(book.version()).isEqualTo(2);
        assertThat(List.of(books.updates(), books.gaps())).containsExactly(2L, 0L);
    }

    @Test
    @DisplayName("a change of another book is a gap: nothing is shown wrongly, and the book is to come whole")
    void gap() {
        Book book = books.acquire("ACME", 5);
        books.acquire("BETA", 5);
        books.take(whole(10, new long[] {100, 5, 1}, new long[0]));
        assertThat(books.takeIncomplete()).isEqualTo(Set.of("BETA"));
        books.take(change(11, 12, new long[] {100, 6, 1}, new long[0]));
        books.take(change(12, 13, new long[] {100, 7, 1}, new long[0]));
        assertThat(Objects.requireNonNull(book.state()).bids()).containsExactly(100, 5, 1);
        assertThat(books.hasGap()).isTrue();
        assertThat(books.takeIncomplete()).isEqualTo(Set.of("ACME", "BETA"));
        assertThat(books.hasGap()).isFalse();
        books.take(whole(13, new long[] {100, 7, 1}, new long[0]));
        assertThat(Objects.requireNonNull(book.state()).bids()).containsExactly(100, 7, 1);
        assertThat(books.takeIncomplete()).isEqualTo(Set.of("BETA"));
        assertThat(books.gaps()).isEqualTo(2);
    }

    @Test
    @DisplayName("what has no book, or nobody who answers for it, says so and shows none")
    void unavailable() {
        Book book = books.acquire("ACME", 5);
        books.take(whole(10, new long[] {100, 5, 1}, new long[0]));
        books.absent();
        assertThat(book.availability()).isEqualTo(Availability.ABSENT);
        assertThat(book.state()).isNull();
        books.unlisted(Set.of("ACME"));
        assertThat(book.availability()).isEqualTo(Availability.UNLISTED);
        books.unlisted(Set.of());
        assertThat(book.availability()).isEqualTo(Availability.WAITING);
        long before = book.version();
        books.unlisted(Set.of());
        assertThat(book.version()).isEqualTo(before);
        books.take(whole(11, new long[] {100, 5, 1}, new long[0]));
        assertThat(book.availability()).isEqualTo(Availability.LIVE);
    }

    @Test
    @DisplayName("of more trades than are kept the newest are there, and the count tells what is missing")
    void trades() {
        Book book = books.acquire("ACME", 5);
        List<BookTrade> many = new ArrayList<>();
        for (int id = 0; id < Book.TRADES + 10; id++) {
            many.add(new BookTrade(String.valueOf(id), id, 100, 1, "buy"));
        }
        books.take(new BookUpdate("ACME", BookUpdate.WHOLE, state(1, new long[0], new long[0]), many, 3));
        assertThat(book.tradeCount()).isEqualTo(Book.TRADES + 13);
        assertThat(book.tradesSince(0)).isEqualTo(many.subList(10, many.size()));
        assertThat(book.tradesSince(book.tradeCount() - 2)).isEqualTo(many.subList(many.size() - 2, many.size()));
        assertThat(book.tradesSince(book.tradeCount())).isEmpty();
    }

    @Test
    @DisplayName("the difference of any two books turns the first into the second")
    void difference() {
        SplittableRandom random = new SplittableRandom(7);
        for (int round = 0; round < 500; round++) {
            boolean buy = round % 2 == 0;
            long[] from = side(random, buy);
            long[] to = side(random, buy);
            BookState old = buy ? state(1, from, new long[0]) : state(1, new long[0], from);
            BookState fresh = buy ? state(2, to, new long[0]) : state(2, new long[0], to);
            List<Long> told = new ArrayList<>();
            fresh.difference(from, buy, 50, (price, size, orders) -> told.addAll(List.of(price, size, orders)));
            long[] changes = told.stream().mapToLong(Long::longValue).toArray();
            BookState next = old.with(buy ? state(2, changes, new long[0]) : state(2, new long[0], changes));
            assertThat(buy ? next.bids() : next.asks()).containsExactly(to);
        }
    }

    private static long[] side(SplittableRandom random, boolean buy) {
        TreeMap<Long, Long> levels = new TreeMap<>();
        for (int level = random.nextInt(12); level > 0; level--) {
            levels.put(random.nextLong(1, 30), random.nextLong(1, 4));
        }
        return (buy ? levels.descendingMap() : levels)
                .entrySet().stream()
                        .flatMap(level -> List.of(level.getKey(), level.getValue(), 1L).stream())
                        .mapToLong(Long::longValue)
                        .toArray();
    }

    private static BookState state(long number, long[] bids, long[] asks) {
        return new BookState(5, 2, 0, number, 1_000 + number, "continuous", new long[0], bids, asks);
    }

    private static BookUpdate whole(long number, long[] bids, long[] asks) {
        return new BookUpdate("ACME", BookUpdate.WHOLE, state(number, bids, asks), List.of(), 0);
    }

    private static BookUpdate change(long previous, long number, long[] bids, long[] asks) {
        return new BookUpdate("ACME", previous, state(number, bids, asks), List.of(), 0);
    }
}
