package dev.bourse.bench.matching;

import dev.bourse.exchange.matching.Side;
import dev.bourse.exchange.matching.TimeInForce;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A seeded command stream like that of an equity whose prices are fine and wide: about 5,000 orders rest, most of them
 * alone at their price and far from the next one. Prices are in hundredths of a cent around 150.00 and fall off
 * exponentially from the touch, with a mean distance of 5.00, so that the book is some 40 times wider than it has
 * orders.
 *
 * <p>Of the timed commands about 40 % place, 38 % cancel, 15 % move, 5 % reduce and 2 % take.
 */
final class SparseStream {
    static final int RESTING = 5_000;

    private static final int TIMED = 3_000_000;
    private static final long MIDDLE = 1_500_000;
    private static final double MEAN_DISTANCE = 50_000;
    private static final int ACCOUNTS = 1_000;

    private final SplittableRandom random = new SplittableRandom(20140407);
    private final CommandColumns commands = new CommandColumns("sparse", RESTING);

    // Orders that were placed to rest; those that traded since are replaced as they are met.
    private long[] ids = new long[RESTING * 2];
    private Side[] sides = new Side[RESTING * 2];
    private int resting;
    private long nextId = 1;

    private SparseStream() {}

    static CommandColumns generate() {
        SparseStream stream = new SparseStream();
        while (stream.resting < RESTING) {
            stream.place();
        }
        for (int i = 0; i < TIMED; i++) {
            stream.next();
        }
        return stream.commands;
    }

    private void next() {
        double what = random.nextDouble();
        // More orders than wanted make cancels likelier, fewer make them rarer.
        double cancel = 0.38 + (resting - RESTING) / (double) RESTING;
        if (what < 0.02) {
            take();
        } else if (what < 0.17) {
            int which = random.nextInt(resting);
            change(CommandColumns.MOVE, which, distance(sides[which]), 0);
        } else if (what < 0.22) {
            change(CommandColumns.REDUCE, random.nextInt(resting), 0, 1);
        } else if (what < 0.22 + cancel) {
            int which = random.nextInt(resting);
            change(CommandColumns.CANCEL, which, 0, 0);
            resting--;
            ids[which] = ids[resting];
            sides[which] = sides[resting];
        } else {
            place();
        }
    }

    private void place() {
        Side side = Side.of(random.nextInt(2));
        if (resting == ids.length) {
            ids = Arrays.copyOf(ids, resting * 2);
            sides = Arrays.copyOf(sides, resting * 2);
        }
        ids[resting] = nextId;
        sides[resting++] = side;
        commands.add(
                CommandColumns.PLACE,
                nextId,
                account(nextId++),
                side,
                TimeInForce.GTC,
                distance(side),
                100L * (1 + random.nextInt(10)));
    }

    /** An order that trades with one or two others, about; its own account number is its order id's. */
    private void take() {
        Side side = Side.of(random.nextInt(2));
        long price = side == Side.BUY ? 2 * MIDDLE : MIDDLE / 2;
        commands.add(
                CommandColumns.PLACE,
                nextId,
                account(nextId++),
                side,
                TimeInForce.IOC,
                price,
                100L * (1 + random.nextInt(10)));
    }

    private void change(byte what, int which, long price, long quantity) {
        commands.add(what, ids[which], account(ids[which]), sides[which], TimeInForce.GTC, price, quantity);
    }

    private long distance(Side side) {
        long distance = 1 + (long) (-Math.log(1 - random.nextDouble()) * MEAN_DISTANCE);
        long away = Math.min(distance, MIDDLE - 1);
        return side == Side.BUY ? MIDDLE - away : MIDDLE + away;
    }

    private static long account(long orderId) {
        return orderId % ACCOUNTS;
    }
}
