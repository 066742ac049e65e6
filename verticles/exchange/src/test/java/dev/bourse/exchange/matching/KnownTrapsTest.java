package dev.bourse.exchange.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("E4: where order books are known to go wrong")
class KnownTrapsTest {
    private final Trader trader = new Trader();

    @Test
    @DisplayName("a sweep passes over an order that was cancelled in the middle of its level")
    void cancelInTheMiddleOfALevelThenSweep() {
        trader.sell(1, 100, 5);
        trader.sell(2, 100, 5);
        trader.sell(3, 100, 5);
        trader.book.cancel(2, 1);
        trader.given();

        trader.buy(4, 100, 12);

        assertThat(trader.happened())
                .containsExactly(
                        "accepted order=4 side=BUY price=100 quantity=12",
                        "matched taker=4 takerLeft=7 maker=1 makerLeft=0 takerSide=BUY price=100 quantity=5",
                        "matched taker=4 takerLeft=2 maker=3 makerLeft=0 takerSide=BUY price=100 quantity=5",
                        "rested order=4 side=BUY price=100 displayed=2 remaining=2");
        assertThat(trader.orders(Side.SELL)).isEmpty();
    }

    @Test
    @DisplayName("an order that is moved into a cross trades as the taker, at the maker's price")
    void moveIntoACrossTradesAtTheMakersPrice() {
        trader.sell(1, 105, 4);
        trader.buy(2, 100, 10);
        trader.given();

        trader.book.move(2, 1, 110);

        assertThat(trader.happened())
                .containsExactly(
                        "replaced order=2 side=BUY price=110 remaining=10 kept=no",
                        "matched taker=2 takerLeft=6 maker=1 makerLeft=0 takerSide=BUY price=105 quantity=4",
                        "rested order=2 side=BUY price=110 displayed=6 remaining=6");
    }

    @Test
    @DisplayName("a cancel, a reduce, a move and a replace after the full fill are refused and change nothing")
    void staleCommandsAfterAFullFill() {
        trader.sell(1, 100, 5);
        trader.buy(2, 100, 5);
        trader.sell(3, 101, 1);
        trader.given();

        assertThat(trader.book.cancel(1, 1)).isEqualTo(RejectReason.UNKNOWN_ORDER);
        assertThat(trader.book.reduce(1, 1, 1)).isEqualTo(RejectReason.UNKNOWN_ORDER);
        assertThat(trader.book.move(2, 1, 101)).isEqualTo(RejectReason.UNKNOWN_ORDER);
        assertThat(trader.book.replace(2, 1, 101, 9, 0)).isEqualTo(RejectReason.UNKNOWN_ORDER);

        assertThat(trader.happened())
                .containsExactly(
                        "rejected order=1 reason=UNKNOWN_ORDER",
                        "rejected order=1 reason=UNKNOWN_ORDER",
                        "rejected order=2 reason=UNKNOWN_ORDER",
                        "rejected order=2 reason=UNKNOWN_ORDER");
        assertThat(trader.orders(Side.SELL)).containsExactly("3:1/1@101");
        assertThat(trader.orders(Side.BUY)).isEmpty();
    }

    @Test
    @DisplayName(
            "a level that a cancel emptied is gone: the next best price is told, and nothing trades at the empty one")
    void aLevelEmptiedByACancel() {
        trader.sell(1, 100, 5);
        trader.sell(2, 103, 5);
        trader.book.cancel(1, 1);
        trader.given();

        assertThat(trader.book.bestPrice(Side.SELL)).isEqualTo(103);
        assertThat(trader.book.levelCount(Side.SELL)).isEqualTo(1);
        trader.buy(3, 102, 5);

        assertThat(trader.happened())
                .containsExactly(
                        "accepted order=3 side=BUY price=102 quantity=5",
                        "rested order=3 side=BUY price=102 displayed=5 remaining=5");
    }

    @Test
    @DisplayName("an id may come again once its order is gone, and is a duplicate while it is open")
    void anIdUsedAgain() {
        trader.buy(1, 100, 5);
        trader.given();

        assertThat(trader.sell(1, 200, 7)).isEqualTo(RejectReason.DUPLICATE_ORDER_ID);
        trader.book.cancel(1, 1);
        assertThat(trader.sell(1, 200, 7)).isEqualTo(RejectReason.NONE);

        assertThat(trader.happened())
                .containsExactly(
                        "rejected order=1 reason=DUPLICATE_ORDER_ID",
                        "cancelled order=1 side=BUY price=100 quantity=5 reason=REQUESTED",
                        "accepted order=1 side=SELL price=200 quantity=7",
                        "rested order=1 side=SELL price=200 displayed=7 remaining=7");
        assertThat(trader.orders(Side.BUY)).isEmpty();
        assertThat(trader.orders(Side.SELL)).containsExactly("1:7/7@200");
    }

    @Test
    @DisplayName("what an IOC order cannot trade is cancelled and never rests")
    void theResidualOfAnImmediateOrder() {
        trader.sell(1, 100, 5);
        trader.given();

        trader.place(Trader.order(2, Side.BUY, TimeInForce.IOC, 100, 8));

        assertThat(trader.happened())
                .containsExactly(
                        "accepted order=2 side=BUY price=100 quantity=8",
                        "matched taker=2 takerLeft=3 maker=1 makerLeft=0 takerSide=BUY price=100 quantity=5",
                        "cancelled order=2 side=BUY price=100 quantity=3 reason=UNFILLED");
        assertThat(trader.orders(Side.BUY)).isEmpty();
        assertThat(trader.book.cancel(2, 1)).isEqualTo(RejectReason.UNKNOWN_ORDER);
    }

    @Test
    @DisplayName("a marketable limit order stops at its own price and rests there")
    void aMarketableLimitStopsAtItsOwnPrice() {
        trader.sell(1, 100, 5);
        trader.sell(2, 101, 5);
        trader.sell(3, 102, 5);
        trader.given();

        trader.buy(4, 101, 20);

        assertThat(trader.happened())
                .containsExactly(
                        "accepted order=4 side=BUY price=101 quantity=20",
                        "matched taker=4 takerLeft=15 maker=1 makerLeft=0 takerSide=BUY price=100 quantity=5",
                        "matched taker=4 takerLeft=10 maker=2 makerLeft=0 takerSide=BUY price=101 quantity=5",
                        "rested order=4 side=BUY price=101 displayed=10 remaining=10");
        assertThat(trader.orders(Side.SELL)).containsExactly("3:5/5@102");
        assertThat(trader.book.bestPrice(Side.BUY)).isEqualTo(101);
    }

    @Test
    @DisplayName("one order sweeps 5,000 orders at one price, in the order in which they came")
    void aSweepOfFiveThousandOrdersAtOnePrice() {
        List<String> wanted = new ArrayList<>();
        for (int id = 1; id <= 5_000; id++) {
            trader.sell(id, 100, 1);
            wanted.add("matched taker=9999 takerLeft=" + (5_001 - id) + " maker=" + id
                    + " makerLeft=0 takerSide=BUY price=100 quantity=1");
        }
        trader.given();

        trader.buy(9_999, 100, 5_001);

        List<String> happened = trader.happened();
        assertThat(happened.subList(1, 5_001)).isEqualTo(wanted);
        assertThat(happened.getLast()).isEqualTo("rested order=9999 side=BUY price=100 displayed=1 remaining=1");
        assertThat(trader.book.orderCount(Side.SELL)).isZero();
        assertThat(trader.book.levelCount(Side.SELL)).isZero();
    }

    @Test
    @DisplayName("orders at both ends of the range of prices rest, are the best, trade and leave like any others")
    void pricesAtTheEndsOfTheRange() {
        long lowest = OrderBook.NO_PRICE + 1;
        long highest = Long.MAX_VALUE;
        trader.buy(1, lowest, 5);
        trader.sell(2, highest, 5);
        assertThat(trader.book.bestPrice(Side.BUY)).isEqualTo(lowest);
        assertThat(trader.book.bestPrice(Side.SELL)).isEqualTo(highest);
        trader.given();

        trader.buy(3, highest, 2);
        trader.sell(4, lowest, 2);
        trader.book.cancel(1, 1);
        assertThat(trader.buy(5, OrderBook.NO_PRICE, 1)).isEqualTo(RejectReason.INVALID_PRICE);

        assertThat(trader.happened())
                .containsExactly(
                        "accepted order=3 side=BUY price=" + highest + " quantity=2",
                        "matched taker=3 takerLeft=0 maker=2 makerLeft=3 takerSide=BUY price=" + highest
                                + " quantity=2",
                        "accepted order=4 side=SELL price=" + lowest + " quantity=2",
                        "matched taker=4 takerLeft=0 maker=1 makerLeft=3 takerSide=SELL price=" + lowest
                                + " quantity=2",
                        "cancelled order=1 side=BUY price=" + lowest + " quantity=3 reason=REQUESTED",
                        "rejected order=5 reason=INVALID_PRICE");
        assertThat(trader.book.bestPrice(Side.BUY)).isEqualTo(OrderBook.NO_PRICE);
        assertThat(trader.orders(Side.SELL)).containsExactly("2:3/3@" + highest);
    }

    @Test
    @DisplayName("a market order trades at the very last price of the range too")
    void aMarketOrderAtTheEndOfTheRange() {
        trader.sell(1, Long.MAX_VALUE, 5);
        trader.given();

        trader.place(Trader.market(2, Side.BUY, 9));

        assertThat(trader.happened())
                .containsExactly(
                        "accepted order=2 side=BUY price=0 quantity=9",
                        "matched taker=2 takerLeft=4 maker=1 makerLeft=0 takerSide=BUY price=" + Long.MAX_VALUE
                                + " quantity=5",
                        "cancelled order=2 side=BUY price=0 quantity=4 reason=UNFILLED");
    }
}
