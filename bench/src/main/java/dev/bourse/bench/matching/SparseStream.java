package dev.bourse.bench.matching;

import dev.bourse.exchange.matching.Side;
import dev.bourse.exchange.matching.TimeInForce;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A seeded command stream like that of an equity: about 5,000 orders rest, at prices around 15,000 ticks that fall off
 * exponentially from the touch with a mean distance of 500 ticks, and the younger an order the likelier it is changed
 * or cancelled. The <em>scattered</em> one is the worst case: a hundred times finer ticks with a mean distance of
 * 50,000 of them, so that nearly every order is alone at its price, and orders are changed and cancelled whatever their
 * age.
 *
 * <p>Of the timed commands about 40 % place, 38 % cancel, 15 % move, 5 % reduce and 2 % take.
 */
final class SparseStream {
    static final int RESTING = 5_000;

    private static final int TIMED = 3_000_000;
    private static final int ACCOUNTS = 1_000;
    /** How many orders placed later one that is changed has behind it, in the mean. */
    private static final double MEAN_YOUNGER = 300;

    private final SplittableRandom random = new SplittableRandom(20140407);
    private final boolean scattered;
    private final long middle;
    private final double meanDistance;
    private final CommandColumns commands;

    // Orders that were placed to rest; those that traded since are replaced as they are met.
    private long[] ids = new long[RESTING * 2];
    private Side[] sides = new Side[RESTING * 2];
    private int resting;
    private long nextId = 1;

    private SparseStream(boolean scattered) {
        this.scattered = scattered;
        middle = scattered ? 1_500_000 : 15_000;
        meanDistance = scattered ? 50_000 : 500;
        commands = new CommandColumns(scattered ? "scattered" : "sparse", RESTING);
    }

    /** The stream of an equity, or the worst case. */
    static CommandColumns generate(boolean scattered) {
        SparseStream stream = new SparseStream(scattered);
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
            int which = choose();
            change(CommandColumns.MOVE, which, distance(sides[which]), 0);
        } else if (what < 0.22) {
            change(CommandColumns.REDUCE, choose(), 0, 1);
        } else if (what < 0.22 + cancel) {
            int which = choose();
            change(CommandColumns.CANCEL, which, 0, 0);
            resting--;
            ids[which] = ids[resting];
            sides[which] = sides[resting];
        } else {
            place();
        }
    }

    /** The position of an order to change; those at the end are the youngest. */
    private int choose() {
        int younger = (int) Math.min(resting - 1, -Math.log(1 - random.nextDouble()) * MEAN_YOUNGER);
        return scattered ? random.nextInt(resting) : resting - 1 - younger;
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
        long price = side == Side.BUY ? 2 * middle : middle / 2;
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
        long distance = 1 + (long) (-Math.log(1 - random.nextDouble()) * meanDistance);
        long away = Math.min(distance, middle - 1);
        return side == Side.BUY ? middle - away : middle + away;
    }

    private static long account(long orderId) {
        return orderId % ACCOUNTS;
    }
}
