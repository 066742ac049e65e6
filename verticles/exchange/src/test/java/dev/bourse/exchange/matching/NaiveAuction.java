package dev.bourse.exchange.matching;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** At which price the {@link NaiveBook} clears in an auction: tries all that could be best. */
final class NaiveAuction {
    private NaiveAuction() {}

    /** The clearing price, volume and surplus; or null where the book is not crossed. */
    static long @Nullable [] clearing(NaiveBook book) {
        if (book.buys.isEmpty() || book.sells.isEmpty() || book.buys.getFirst().price < book.sells.getFirst().price) {
            return null;
        }
        long low = book.sells.getFirst().price;
        long high = book.buys.getFirst().price;
        long near =
                book.reference != null ? book.reference : book.last != null ? book.last : low + ((high - low) >>> 1);
        // Between two orders' prices nothing changes, so only prices beside orders' and the reference can be best.
        return Stream.of(book.buys, book.sells)
                .flatMap(List::stream)
                .flatMap(order -> Stream.of(order.price - 1, order.price, order.price + 1, near))
                .filter(price -> price >= low && price <= high)
                .distinct()
                .map(price -> outcome(book, price))
                .max(Comparator.comparingLong((long[] outcome) -> outcome[1])
                        .thenComparingLong(outcome -> -Math.abs(outcome[2]))
                        .thenComparing(outcome -> BigInteger.valueOf(outcome[0])
                                .subtract(BigInteger.valueOf(near))
                                .abs()
                                .negate())
                        .thenComparingLong(outcome -> outcome[0]))
                .orElseThrow();
    }

    private static long[] outcome(NaiveBook book, long price) {
        long demand = book.buys.stream()
                .filter(order -> order.price >= price)
                .mapToLong(NaiveOrder::left)
                .sum();
        long supply = book.sells.stream()
                .filter(order -> order.price <= price)
                .mapToLong(NaiveOrder::left)
                .sum();
        return new long[] {price, Math.min(demand, supply), demand - supply};
    }
}
