package dev.bourse.exchange.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("E4: kinds of orders")
class OrderKindsTest {
    private final Trader trader = new Trader();

    @Test
    @DisplayName("fill or kill trades wholly over several levels, or is refused and leaves the book as it was")
    void fillOrKill() {
        trader.sell(1, 100, 5);
        trader.sell(2, 101, 5);
        trader.given();

        assertThat(trader.place(Trader.order(3, Side.BUY, TimeInForce.FOK, 101, 11)))
                .isEqualTo(RejectReason.CANNOT_FILL);
        assertThat(trader.place(Trader.order(4, Side.BUY, TimeInForce.FOK, 100, 6)))
                .isEqualTo(RejectReason.CANNOT_FILL);
        assertThat(trader.orders(Side.SELL)).containsExactly("1:5/5@100", "2:5/5@101");
        trader.given();
        trader.place(Trader.order(5, Side.BUY, TimeInForce.FOK, 101, 10));

        assertThat(trader.happened())
                .containsExactly(
                        "accepted order=5 side=BUY price=101 quantity=10",
                        "matched taker=5 takerLeft=5 maker=1 makerLeft=0 takerSide=BUY price=100 quantity=5",
                        "matched taker=5 takerLeft=0 maker=2 makerLeft=0 takerSide=BUY price=101 quantity=5");
    }

    @Test
    @DisplayName("a budget buy trades when the sweep costs at most the budget, to the unit")
    void budgetBuy() {
        trader.sell(1, 100, 5);
        trader.sell(2, 103, 5);

        assertThat(trader.place(Trader.order(3, Side.BUY, TimeInForce.FOK_BUDGET, 705, 7)))
                .isEqualTo(RejectReason.CANNOT_FILL);
        assertThat(trader.place(Trader.order(4, Side.BUY, TimeInForce.FOK_BUDGET, 706, 7)))
                .isEqualTo(RejectReason.NONE);
        assertThat(trader.orders(Side.SELL)).containsExactly("2:3/3@103");
    }

    @Test
    @DisplayName("a budget sell trades when the sweep yields at least the budget, to the unit")
    void budgetSell() {
        trader.buy(1, 103, 5);
        trader.buy(2, 100, 5);

        assertThat(trader.place(Trader.order(3, Side.SELL, TimeInForce.FOK_BUDGET, 716, 7)))
                .isEqualTo(RejectReason.CANNOT_FILL);
        assertThat(trader.place(Trader.order(4, Side.SELL, TimeInForce.FOK_BUDGET, 715, 7)))
                .isEqualTo(RejectReason.NONE);
        assertThat(trader.orders(Side.BUY)).containsExactly("2:3/3@100");
    }

    @Test
    @DisplayName("a post-only order that would trade is refused, and one that would not rests; a move into a cross is"
            + " refused")
    void postOnly() {
        trader.sell(1, 100, 5);
        OrderRequest crossing = Trader.order(2, Side.BUY, 100, 5);
        crossing.postOnly = true;
        OrderRequest passive = Trader.order(3, Side.BUY, 99, 5);
        passive.postOnly = true;

        assertThat(trader.place(crossing)).isEqualTo(RejectReason.WOULD_TRADE);
        assertThat(trader.place(passive)).isEqualTo(RejectReason.NONE);
        assertThat(trader.book.move(3, 1, 100)).isEqualTo(RejectReason.WOULD_TRADE);
        assertThat(trader.orders(Side.BUY)).containsExactly("3:5/5@99");
    }

    @Test
    @DisplayName("an iceberg shows its peak only, and each next peak goes behind the orders of its level")
    void iceberg() {
        trader.place(Trader.iceberg(1, Side.SELL, 100, 10, 4));
        trader.sell(2, 100, 3);
        assertThat(trader.book.bestQuantity(Side.SELL)).isEqualTo(7);
        trader.given();

        trader.buy(3, 100, 9);

        assertThat(trader.happened())
                .containsExactly(
                        "accepted order=3 side=BUY price=100 quantity=9",
                        "matched taker=3 takerLeft=5 maker=1 makerLeft=6 takerSide=BUY price=100 quantity=4",
                        "replenished order=1 side=SELL price=100 displayed=4 remaining=6",
                        "matched taker=3 takerLeft=2 maker=2 makerLeft=0 takerSide=BUY price=100 quantity=3",
                        "matched taker=3 takerLeft=0 maker=1 makerLeft=4 takerSide=BUY price=100 quantity=2");
        assertThat(trader.orders(Side.SELL)).containsExactly("1:2/4@100");
    }

    @Test
    @DisplayName("a fill-or-kill order counts what icebergs hide")
    void fillOrKillSeesHiddenQuantity() {
        trader.place(Trader.iceberg(1, Side.SELL, 100, 10, 1));

        assertThat(trader.place(Trader.order(2, Side.BUY, TimeInForce.FOK, 100, 10)))
                .isEqualTo(RejectReason.NONE);
        assertThat(trader.orders(Side.SELL)).isEmpty();
    }

    @Test
    @DisplayName(
            "an order with a minimum quantity is refused unless so much trades at once; then its rest goes on as any"
                    + " order")
    void minimumQuantity() {
        trader.sell(1, 100, 5);
        OrderRequest tooMuch = Trader.order(2, Side.BUY, 100, 10);
        tooMuch.minimumQuantity = 6;
        OrderRequest enough = Trader.order(3, Side.BUY, 100, 10);
        enough.minimumQuantity = 5;

        assertThat(trader.place(tooMuch)).isEqualTo(RejectReason.BELOW_MINIMUM_QUANTITY);
        assertThat(trader.place(enough)).isEqualTo(RejectReason.NONE);
        assertThat(trader.orders(Side.BUY)).containsExactly("3:5/5@100");
    }

    @Test
    @DisplayName("a trade through a stop price triggers the stop, whose trades trigger the next")
    void stopsCascade() {
        trader.buy(1, 100, 1);
        trader.buy(2, 99, 1);
        trader.buy(3, 98, 5);
        trader.place(Trader.stop(4, Side.SELL, 99, 2));
        trader.place(Trader.stopLimit(5, Side.SELL, 100, 99, 3));
        trader.given();

        trader.sell(6, 100, 1);

        assertThat(trader.happened())
                .containsExactly(
                        "accepted order=6 side=SELL price=100 quantity=1",
                        "matched taker=6 takerLeft=0 maker=1 makerLeft=0 takerSide=SELL price=100 quantity=1",
                        "triggered order=5 side=SELL stopPrice=100 remaining=3",
                        "matched taker=5 takerLeft=2 maker=2 makerLeft=0 takerSide=SELL price=99 quantity=1",
                        "rested order=5 side=SELL price=99 displayed=2 remaining=2",
                        "triggered order=4 side=SELL stopPrice=99 remaining=2",
                        "matched taker=4 takerLeft=0 maker=3 makerLeft=3 takerSide=SELL price=98 quantity=2");
    }

    @Test
    @DisplayName("a stop whose price the last trade has reached is triggered as it comes")
    void stopReachedAtEntry() {
        trader.sell(1, 100, 1);
        trader.buy(2, 100, 1);
        trader.sell(3, 101, 1);
        trader.given();

        trader.place(Trader.stop(4, Side.BUY, 100, 1));

        assertThat(trader.happened())
                .containsExactly(
                        "accepted order=4 side=BUY price=0 quantity=1",
                        "triggered order=4 side=BUY stopPrice=100 remaining=1",
                        "matched taker=4 takerLeft=0 maker=3 makerLeft=0 takerSide=BUY price=101 quantity=1");
    }

    @Test
    @DisplayName("a GTD order ends with the first time at or after its expiry, a GTC order does not")
    void goodTillDate() {
        OrderRequest order = Trader.order(1, Side.BUY, TimeInForce.GTD, 100, 5);
        order.expiry = 1_000;
        trader.place(order);
        trader.buy(2, 100, 5);
        trader.given();

        trader.book.advanceTo(999);
        assertThat(trader.happened()).isEmpty();
        trader.book.advanceTo(1_000);

        assertThat(trader.happened()).containsExactly("cancelled order=1 side=BUY price=100 quantity=5 reason=EXPIRED");
        assertThat(trader.orders(Side.BUY)).containsExactly("2:5/5@100");
        assertThat(trader.place(order)).isEqualTo(RejectReason.INVALID_EXPIRY);
    }

    @Test
    @DisplayName("less quantity keeps an order's place; more quantity or another price sends it to the tail")
    void replaceAndPriority() {
        trader.buy(1, 100, 5);
        trader.buy(2, 100, 5);
        trader.book.replace(1, 1, 100, 3, 0);
        assertThat(trader.orders(Side.BUY)).containsExactly("1:3/3@100", "2:5/5@100");
        trader.book.replace(1, 1, 100, 4, 0);
        assertThat(trader.orders(Side.BUY)).containsExactly("2:5/5@100", "1:4/4@100");
        trader.book.replace(2, 1, 99, 5, 0);
        assertThat(trader.orders(Side.BUY)).containsExactly("1:4/4@100", "2:5/5@99");
        trader.given();
        trader.sell(3, 100, 2);
        trader.book.replace(1, 1, 100, 2, 0);

        assertThat(trader.happened())
                .containsExactly(
                        "accepted order=3 side=SELL price=100 quantity=2",
                        "matched taker=3 takerLeft=0 maker=1 makerLeft=2 takerSide=SELL price=100 quantity=2",
                        "cancelled order=1 side=BUY price=100 quantity=2 reason=REPLACED_BELOW_FILLED");
    }

    @Test
    @DisplayName("self-trade prevention cancels the resting order, the incoming one, both, or neither")
    void selfTradePrevention() {
        assertThat(selfTrade(SelfTradePrevention.NONE)).containsExactly("buys []", "sells []");
        assertThat(selfTrade(SelfTradePrevention.CANCEL_RESTING)).containsExactly("buys [3:5/5@100]", "sells []");
        assertThat(selfTrade(SelfTradePrevention.CANCEL_INCOMING)).containsExactly("buys []", "sells [2:5/5@100]");
        assertThat(selfTrade(SelfTradePrevention.CANCEL_BOTH)).containsExactly("buys []", "sells []");
    }

    private static List<String> selfTrade(SelfTradePrevention rule) {
        Trader trader = new Trader();
        trader.place(Trader.ofAccount(2, Trader.order(1, Side.SELL, 100, 5)));
        trader.sell(2, 100, 5);
        trader.place(Trader.preventing(rule, Trader.order(3, Side.BUY, 100, 10)));
        return List.of("buys " + trader.orders(Side.BUY), "sells " + trader.orders(Side.SELL));
    }

    @Test
    @DisplayName("a fill-or-kill order does not count orders that self-trade prevention keeps from it")
    void fillOrKillWithSelfTradePrevention() {
        trader.place(Trader.ofAccount(2, Trader.order(1, Side.SELL, 100, 5)));
        trader.sell(2, 100, 5);
        OrderRequest request = Trader.order(3, Side.BUY, TimeInForce.FOK, 100, 6);

        assertThat(trader.place(Trader.preventing(SelfTradePrevention.CANCEL_RESTING, request)))
                .isEqualTo(RejectReason.CANNOT_FILL);
        request.quantity = 5;
        assertThat(trader.place(request)).isEqualTo(RejectReason.NONE);
        assertThat(trader.orders(Side.SELL)).containsExactly("2:5/5@100");
    }

    @Test
    @DisplayName("commands of another account are refused")
    void ownersOnly() {
        trader.buy(1, 100, 5);

        assertThat(trader.book.cancel(1, 2)).isEqualTo(RejectReason.NOT_OWNER);
        assertThat(trader.book.reduce(1, 2, 1)).isEqualTo(RejectReason.NOT_OWNER);
        assertThat(trader.book.move(1, 2, 101)).isEqualTo(RejectReason.NOT_OWNER);
        assertThat(trader.book.replace(1, 2, 101, 5, 0)).isEqualTo(RejectReason.NOT_OWNER);
        assertThat(trader.orders(Side.BUY)).containsExactly("1:5/5@100");
    }

    @Test
    @DisplayName("all orders of an account, then of the instrument, are cancelled, with waiting stops")
    void massCancel() {
        trader.buy(1, 100, 5);
        trader.place(Trader.ofAccount(2, Trader.order(2, Side.BUY, 100, 6)));
        trader.place(Trader.stop(3, Side.SELL, 90, 7));
        trader.given();

        assertThat(trader.book.cancelAccount(1)).isEqualTo(2);
        assertThat(trader.book.cancelAll()).isEqualTo(1);

        assertThat(trader.happened())
                .containsExactly(
                        "cancelled order=1 side=BUY price=100 quantity=5 reason=ACCOUNT",
                        "cancelled order=3 side=SELL price=0 quantity=7 reason=ACCOUNT",
                        "cancelled order=2 side=BUY price=100 quantity=6 reason=INSTRUMENT");
    }

    @Test
    @DisplayName("books that share a store do not touch each other's orders")
    void booksOnOneStore() {
        OrderStore store = new OrderStore(4);
        EventLog events = new EventLog();
        OrderBook first = new OrderBook(0, store, events);
        OrderBook second = new OrderBook(1, store, events);
        first.place(Trader.order(1, Side.BUY, 100, 5));
        second.place(Trader.order(2, Side.SELL, 100, 5));

        assertThat(second.cancel(1, 1)).isEqualTo(RejectReason.UNKNOWN_ORDER);
        assertThat(second.place(Trader.order(1, Side.SELL, 100, 5))).isEqualTo(RejectReason.DUPLICATE_ORDER_ID);
        assertThat(first.bestPrice(Side.SELL)).isEqualTo(OrderBook.NO_PRICE);
        assertThat(store.size()).isEqualTo(2);
    }
}
