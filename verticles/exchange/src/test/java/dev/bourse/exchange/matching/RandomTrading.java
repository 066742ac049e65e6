package dev.bourse.exchange.matching;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * Random commands of all kinds, given to an {@link OrderBook} and to a {@link NaiveBook} that must do and show the
 * same. Few ids, accounts and prices, so that orders meet, ids come again and stale commands are common.
 */
final class RandomTrading {
    private static final int IDS = 60;
    private static final int ACCOUNTS = 4;
    private static final int PRICES = 24;

    private final SplittableRandom random;
    private final long lowestPrice;
    private final long priceStep;

    private final EventLog events = new EventLog();
    private final EventLog expected = new EventLog();
    private final NaiveBook naive = new NaiveBook(expected);
    private OrderBook book = new OrderBook(7, new OrderStore(1), events);
    private final OrderRequest request = new OrderRequest();
    private final Deque<String> history = new ArrayDeque<>();

    private final long[] prices = new long[IDS];
    private final long[] quantities = new long[IDS];
    private final int[] counts = new int[IDS];
    private long time;

    /** Prices are {@value #PRICES} multiples of a step above the lowest. */
    RandomTrading(long seed, long lowestPrice, long priceStep) {
        this.random = new SplittableRandom(seed);
        this.lowestPrice = lowestPrice;
        this.priceStep = priceStep;
    }

    /** Runs so many commands; throws where the books differ. */
    void run(int commands) {
        for (int i = 0; i < commands; i++) {
            events.clear();
            expected.clear();
            String command = next();
            remember(command);
            if (!events.sameAs(expected)) {
                throw new AssertionError("command " + i + " of " + history + "\n book  " + events.lines() + "\n naive "
                        + expected.lines());
            }
            compare(i);
            if (random.nextInt(2_000) == 0) {
                book = restored();
                remember("snapshot and restore");
            }
        }
    }

    private void remember(String command) {
        history.add(command);
        if (history.size() > 30) {
            history.removeFirst();
        }
    }

    private String next() {
        int what = random.nextInt(1000);
        if (what < 500) {
            return place();
        }
        long id = id();
        long account = owner(id);
        if (what < 600) {
            book.cancel(id, account);
            naive.cancel(id, account);
            return "cancel " + id;
        }
        if (what < 680) {
            long by = quantity() - 1;
            book.reduce(id, account, by);
            naive.reduce(id, account, by);
            return "reduce " + id + " by " + by;
        }
        long price = price();
        if (what < 780) {
            book.move(id, account, price);
            naive.move(id, account, price);
            return "move " + id + " to " + price;
        }
        if (what < 900) {
            return replace(id, account);
        }
        return rare(what, account);
    }

    private String replace(long id, long account) {
        long price = price();
        long quantity = quantity() * 2;
        long stop = price();
        NaiveOrder same =
                naive.orders().filter(order -> order.id == id).findFirst().orElse(null);
        if (same != null && random.nextInt(2) == 0) {
            price = same.price;
            stop = same.stopPrice;
        }
        book.replace(id, account, price, quantity, stop);
        naive.replace(id, account, price, quantity, stop);
        return "replace " + id + " price " + price + " quantity " + quantity + " stop " + stop;
    }

    private String rare(int what, long account) {
        if (what < 940) {
            time += random.nextInt(20);
            book.advanceTo(time);
            naive.advanceTo(time);
            return "advance to " + time;
        }
        if (what < 985) {
            // Back to continuous most often, so that most commands meet a market that trades.
            Phase to = random.nextInt(4) != 0 ? Phase.CONTINUOUS : Phase.of(random.nextInt(Phase.values().length));
            book.changePhase(to);
            naive.changePhase(to);
            return "phase " + to;
        }
        if (what < 990) {
            book.cancelAccount(account);
            naive.cancelAccount(account);
            return "cancel account " + account;
        }
        if (what < 991) {
            book.cancelAll();
            naive.cancelAll();
            return "cancel all";
        }
        if (what < 995) {
            boolean none = random.nextBoolean();
            long price = price();
            book.setReferencePrice(none ? OrderBook.NO_PRICE : price);
            naive.reference = none ? null : price;
            return "reference " + (none ? "none" : price);
        }
        return band();
    }

    private String band() {
        long a = price();
        long b = price();
        boolean none = random.nextInt(3) != 0;
        naive.bandLow = none ? Long.MIN_VALUE : Math.min(a, b);
        naive.bandHigh = none ? Long.MAX_VALUE : Math.max(a, b);
        book.setPriceBand(naive.bandLow, naive.bandHigh);
        return "band " + naive.bandLow + " to " + naive.bandHigh;
    }

    private String place() {
        TimeInForce time = TimeInForce.of(random.nextInt(10) < 5 ? 0 : random.nextInt(6));
        request.limit(id(), account(), random.nextInt(), Side.of(random.nextInt(2)), time, price(), quantity());
        int kind = random.nextInt(20);
        request.type = kind < 14 ? OrderType.LIMIT : OrderType.of(random.nextInt(4));
        request.stopPrice = price();
        request.displayQuantity = random.nextInt(5) == 0 ? random.nextInt(8) - 1 : 0;
        request.minimumQuantity = random.nextInt(10) == 0 ? random.nextInt(12) - 1 : 0;
        request.expiry = this.time + random.nextInt(60) - 5;
        request.postOnly = random.nextInt(10) == 0;
        request.selfTradePrevention = SelfTradePrevention.of(random.nextInt(2) * random.nextInt(4));
        if (time == TimeInForce.FOK_BUDGET && Math.abs(lowestPrice) < 1_000_000) {
            request.price = request.price * request.quantity + random.nextInt(20) - 10;
        }
        book.place(request);
        naive.place(request);
        return "place " + request.orderId + " account " + request.accountId + " " + request.side + " " + request.type
                + " " + time + " price " + request.price + " quantity " + request.quantity + " stop "
                + request.stopPrice + " show " + request.displayQuantity + " minimum " + request.minimumQuantity
                + " expiry " + request.expiry + " postOnly " + request.postOnly + " " + request.selfTradePrevention;
    }

    private long id() {
        return 1L + random.nextInt(IDS);
    }

    /** The order's own account mostly, so that most commands are not refused. */
    private long owner(long id) {
        return naive.orders()
                .filter(order -> order.id == id && random.nextInt(8) != 0)
                .mapToLong(order -> order.account)
                .findFirst()
                .orElseGet(this::account);
    }

    private long account() {
        return 1L + random.nextInt(ACCOUNTS);
    }

    private long price() {
        return lowestPrice + priceStep * random.nextInt(PRICES);
    }

    private long quantity() {
        return random.nextInt(21);
    }

    private OrderBook restored() {
        OrderBook copy = new OrderBook(7, new OrderStore(1), events);
        BookImage image = new BookImage();
        book.copyTo(image);
        copy.restore(image);
        for (Side side : Side.values()) {
            book.visitOrders(side, copy::restoreOrder);
            book.visitWaiting(side, copy::restoreOrder);
        }
        return copy;
    }

    private void compare(int command) {
        compare(command, "phase", book.phase(), naive.phase);
        compare(command, "last price", book.lastPrice(), naive.last == null ? OrderBook.NO_PRICE : naive.last);
        compare(command, "waiting buys", book.waitingCount(Side.BUY), naive.waitingBuys.size());
        compare(command, "waiting sells", book.waitingCount(Side.SELL), naive.waitingSells.size());
        compareSide(command, Side.BUY, naive.buys);
        compareSide(command, Side.SELL, naive.sells);
        if (naive.phase != Phase.CONTINUOUS) {
            compareAuction(command);
        }
    }

    private void compareSide(int command, Side side, List<NaiveOrder> orders) {
        long best = orders.isEmpty() ? OrderBook.NO_PRICE : orders.getFirst().price;
        compare(command, "best " + side, book.bestPrice(side), best);
        compare(command, "orders " + side, book.orderCount(side), orders.size());
        int levels = book.depth(side, prices, quantities, counts);
        int level = -1;
        long quantity = 0;
        int count = 0;
        for (NaiveOrder order : orders) {
            if (level < 0 || order.price != prices[level]) {
                endOfLevel(command, side, level, quantity, count);
                level++;
                compare(command, "price of level " + level, level < levels ? prices[level] : -1, order.price);
                quantity = 0;
                count = 0;
            }
            quantity += order.displayed;
            count++;
        }
        endOfLevel(command, side, level, quantity, count);
        compare(command, "levels " + side, levels, level + 1);
        compare(command, "levels " + side, book.levelCount(side), level + 1);
        compare(command, "best quantity " + side, book.bestQuantity(side), levels == 0 ? 0L : quantities[0]);
    }

    private void endOfLevel(int command, Side side, int level, long quantity, int count) {
        if (level >= 0) {
            compare(command, "quantity of level " + level + " " + side, quantities[level], quantity);
            compare(command, "orders of level " + level + " " + side, counts[level], count);
        }
    }

    private void compareAuction(int command) {
        AuctionPrice found = new AuctionPrice();
        book.auction(found);
        long[] clearing = NaiveAuction.clearing(naive);
        compare(command, "auction price", found.price, clearing == null ? OrderBook.NO_PRICE : clearing[0]);
        compare(command, "auction volume", found.volume, clearing == null ? 0 : clearing[1]);
        compare(command, "auction surplus", found.surplus, clearing == null ? 0 : clearing[2]);
    }

    private void compare(int command, String what, Object actual, Object wanted) {
        if (!Objects.equals(actual, wanted)) {
            throw new AssertionError(
                    "command " + command + " of " + history + "\n " + what + " is " + actual + ", not " + wanted);
        }
    }

    private void compare(int command, String what, long actual, long wanted) {
        if (actual != wanted) {
            compare(command, what, (Object) actual, wanted);
        }
    }
}
