package dev.bourse.standalone.participants;

import dev.bourse.standalone.participants.Intention.Kind;
import dev.bourse.standalone.participants.OpenOrders.Open;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** How a participant makes up its mind: plain rules, the same for the same randomness and the same knowledge. */
enum Strategy {
    /** Quotes on both sides of what a stock is worth to it, lower the more it holds. */
    MARKET_MAKER(50) {
        private static final int LEVELS = 3;
        private static final long FULL = 5_000;

        @Override
        Optional<Intention> decide(Tape tape, OpenOrders own, SplittableRandom random) {
            Stock stock = tape.stock();
            boolean buy = random.nextBoolean();
            int level = random.nextInt(LEVELS);
            long spread = Math.max(2, tape.middle() / 500);
            long skew = Math.clamp(own.holding(stock), -FULL, FULL) * spread / FULL;
            long away = spread / 2 + 1 + level * spread;
            long price = Math.max(1, tape.middle() - skew + (buy ? -away : away));
            long quantity = 100L * (1 + random.nextInt(5));
            List<Open> quotes = own.of(stock, buy);
            if (quotes.size() < LEVELS) {
                return Optional.of(new Intention.Place(stock, Kind.QUOTE, buy, price, quantity));
            }
            Open oldest = quotes.get(level);
            return oldest.priceTicks() == price
                    ? Optional.empty()
                    : Optional.of(new Intention.Move(oldest, price, quantity));
        }
    },

    /** Buys what rises and sells what falls, and gets rid of it when that ends. */
    TREND_FOLLOWER(10) {
        private static final long MOST = 2_000;

        @Override
        Optional<Intention> decide(Tape tape, OpenOrders own, SplittableRandom random) {
            long trend = tape.trend();
            long holding = own.holding(tape.stock());
            long quantity = 100L * (1 + random.nextInt(3));
            if (trend > 0 && holding < MOST) {
                return Optional.of(take(tape, true, quantity));
            }
            if (trend < 0 && holding > -MOST) {
                return Optional.of(take(tape, false, quantity));
            }
            return trend != 0 || holding == 0
                    ? Optional.empty()
                    : Optional.of(take(tape, holding < 0, Math.min(quantity, Math.abs(holding))));
        }
    },

    /** Has reasons of its own. */
    NOISE(40) {
        private static final int MOST_OPEN = 20;

        @Override
        Optional<Intention> decide(Tape tape, OpenOrders own, SplittableRandom random) {
            Stock stock = tape.stock();
            boolean buy = random.nextBoolean();
            List<Open> waiting = own.of(stock, buy);
            if (!waiting.isEmpty() && (own.size() >= MOST_OPEN || random.nextInt(3) == 0)) {
                return Optional.of(new Intention.Cancel(waiting.getFirst()));
            }
            long quantity = 1L + random.nextInt(200);
            if (own.size() >= MOST_OPEN || random.nextInt(10) < 6) {
                return Optional.of(take(tape, buy, quantity));
            }
            long away = random.nextLong(1, 2 + tape.last() / 200);
            long price = Math.max(1, tape.last() + (buy ? -away : away));
            return Optional.of(new Intention.Place(stock, Kind.LIMIT, buy, price, quantity));
        }
    };

    private final int weight;

    Strategy(int weight) {
        this.weight = weight;
    }

    /** The share of all that is done by those who act so, in hundredths. */
    int weight() {
        return weight;
    }

    /** What to do next in a stock, if anything. */
    abstract Optional<Intention> decide(Tape tape, OpenOrders own, SplittableRandom random);

    /** An order that trades at once, at up to one per cent beyond the last price. */
    private static Intention take(Tape tape, boolean buy, long quantity) {
        long most = 1 + tape.last() / 100;
        return new Intention.Place(
                tape.stock(), Kind.TAKE, buy, Math.max(1, tape.last() + (buy ? most : -most)), quantity);
    }
}
