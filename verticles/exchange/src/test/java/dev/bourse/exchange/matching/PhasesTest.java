package dev.bourse.exchange.matching;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("E4: trading phases, auctions and price bands")
class PhasesTest {
    private final Trader trader = new Trader();
    private final AuctionPrice auction = new AuctionPrice();

    @Test
    @DisplayName("the opening auction matches the crossed book at the price with the most volume, then trading is"
            + " continuous")
    void openingAuction() {
        trader.book.changePhase(Phase.OPENING_AUCTION);
        trader.buy(1, 105, 10);
        trader.buy(2, 103, 10);
        trader.sell(3, 100, 12);
        trader.sell(4, 103, 5);
        trader.given();

        trader.book.changePhase(Phase.CONTINUOUS);

        assertThat(trader.happened())
                .containsExactly(
                        "auction_matched buy=1 buyLeft=0 sell=3 sellLeft=2 price=103 quantity=10",
                        "auction_matched buy=2 buyLeft=8 sell=3 sellLeft=0 price=103 quantity=2",
                        "auction_matched buy=2 buyLeft=3 sell=4 sellLeft=0 price=103 quantity=5",
                        "phase from=OPENING_AUCTION to=CONTINUOUS");
        assertThat(trader.book.lastPrice()).isEqualTo(103);
        assertThat(trader.orders(Side.BUY)).containsExactly("2:3/3@103");
        assertThat(trader.orders(Side.SELL)).isEmpty();
    }

    @Test
    @DisplayName("of prices with the same volume the auction takes the one with the least imbalance")
    void leastImbalance() {
        trader.book.changePhase(Phase.OPENING_AUCTION);
        trader.buy(1, 110, 10);
        trader.sell(2, 100, 10);
        trader.sell(3, 105, 4);
        trader.book.setReferencePrice(110);

        trader.book.auction(auction);

        assertThat(auction.price).isEqualTo(104);
        assertThat(auction.volume).isEqualTo(10);
        assertThat(auction.surplus).isZero();
    }

    @Test
    @DisplayName(
            "of prices with the same volume and imbalance the auction takes the nearest to the reference, no order's"
                    + " limit maybe")
    void nearestTheReference() {
        trader.book.changePhase(Phase.CLOSING_AUCTION);
        trader.buy(1, 110, 10);
        trader.sell(2, 100, 10);

        trader.book.setReferencePrice(107);
        trader.book.auction(auction);
        assertThat(auction.price).isEqualTo(107);
        trader.book.setReferencePrice(90);
        trader.book.auction(auction);
        assertThat(auction.price).isEqualTo(100);
        trader.book.setReferencePrice(OrderBook.NO_PRICE);
        trader.book.auction(auction);
        assertThat(auction.price).isEqualTo(105);
    }

    @Test
    @DisplayName("a book that is not crossed has no auction price")
    void noAuctionPrice() {
        trader.buy(1, 99, 10);
        trader.sell(2, 100, 10);

        trader.book.auction(auction);

        assertThat(auction.price).isEqualTo(OrderBook.NO_PRICE);
        assertThat(auction.volume).isZero();
    }

    @Test
    @DisplayName("before the opening orders rest without trading, and those that can only trade at once are refused")
    void preOpen() {
        trader.book.changePhase(Phase.PRE_OPEN);
        trader.sell(1, 100, 5);
        trader.buy(2, 101, 5);

        assertThat(trader.place(Trader.order(3, Side.BUY, TimeInForce.IOC, 101, 5)))
                .isEqualTo(RejectReason.PHASE);
        assertThat(trader.place(Trader.market(4, Side.BUY, 5))).isEqualTo(RejectReason.PHASE);
        assertThat(trader.orders(Side.BUY)).containsExactly("2:5/5@101");
        assertThat(trader.orders(Side.SELL)).containsExactly("1:5/5@100");
    }

    @Test
    @DisplayName("while halted and when closed orders are refused, cancels and reductions are not")
    void haltedAndClosed() {
        trader.buy(1, 100, 5);
        for (Phase phase : new Phase[] {Phase.HALTED, Phase.CLOSED}) {
            trader.book.changePhase(phase);
            assertThat(trader.buy(2, 100, 5)).isEqualTo(RejectReason.PHASE);
            assertThat(trader.book.move(1, 1, 101)).isEqualTo(RejectReason.PHASE);
            assertThat(trader.book.replace(1, 1, 100, 9, 0)).isEqualTo(RejectReason.PHASE);
            assertThat(trader.book.reduce(1, 1, 1)).isEqualTo(RejectReason.NONE);
        }
        assertThat(trader.book.cancel(1, 1)).isEqualTo(RejectReason.NONE);
    }

    @Test
    @DisplayName("closing cancels what is left of DAY orders and keeps the others")
    void closing() {
        trader.place(Trader.order(1, Side.BUY, TimeInForce.DAY, 100, 5));
        trader.buy(2, 100, 5);
        trader.given();

        trader.book.changePhase(Phase.CLOSED);

        assertThat(trader.happened())
                .containsExactly(
                        "phase from=CONTINUOUS to=CLOSED",
                        "cancelled order=1 side=BUY price=100 quantity=5 reason=END_OF_DAY");
        assertThat(trader.orders(Side.BUY)).containsExactly("2:5/5@100");
    }

    @Test
    @DisplayName("instead of a trade outside the price band the instrument halts; what is left of a limit order rests")
    void priceBand() {
        trader.sell(1, 100, 5);
        trader.sell(2, 110, 5);
        trader.book.setPriceBand(95, 105);
        trader.given();

        trader.buy(3, 110, 8);

        assertThat(trader.happened())
                .containsExactly(
                        "accepted order=3 side=BUY price=110 quantity=8",
                        "matched taker=3 takerLeft=3 maker=1 makerLeft=0 takerSide=BUY price=100 quantity=5",
                        "phase from=CONTINUOUS to=HALTED",
                        "rested order=3 side=BUY price=110 displayed=3 remaining=3");
        trader.book.setReferencePrice(110);
        trader.book.changePhase(Phase.CONTINUOUS);
        assertThat(trader.happened())
                .containsExactly(
                        "auction_matched buy=3 buyLeft=0 sell=2 sellLeft=2 price=110 quantity=3",
                        "phase from=HALTED to=CONTINUOUS");
    }

    @Test
    @DisplayName("a market order that meets the price band is cancelled for that reason")
    void marketOrderAtThePriceBand() {
        trader.sell(1, 110, 5);
        trader.book.setPriceBand(95, 105);
        trader.given();

        trader.place(Trader.market(2, Side.BUY, 5));

        assertThat(trader.happened())
                .containsExactly(
                        "accepted order=2 side=BUY price=0 quantity=5",
                        "phase from=CONTINUOUS to=HALTED",
                        "cancelled order=2 side=BUY price=0 quantity=5 reason=PRICE_BAND");
    }

    @Test
    @DisplayName("a stop that an auction's price reached is triggered when trading opens")
    void stopsAfterAnAuction() {
        trader.book.changePhase(Phase.OPENING_AUCTION);
        trader.buy(1, 100, 5);
        trader.sell(2, 100, 5);
        trader.sell(3, 102, 5);
        trader.place(Trader.stop(4, Side.BUY, 100, 2));
        trader.given();

        trader.book.changePhase(Phase.CONTINUOUS);

        assertThat(trader.happened())
                .containsExactly(
                        "auction_matched buy=1 buyLeft=0 sell=2 sellLeft=0 price=100 quantity=5",
                        "phase from=OPENING_AUCTION to=CONTINUOUS",
                        "triggered order=4 side=BUY stopPrice=100 remaining=2",
                        "matched taker=4 takerLeft=0 maker=3 makerLeft=3 takerSide=BUY price=102 quantity=2");
    }
}
