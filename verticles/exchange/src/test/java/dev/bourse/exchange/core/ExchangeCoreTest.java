package dev.bourse.exchange.core;

import static dev.bourse.exchange.core.TestExchange.ACME;
import static dev.bourse.exchange.core.TestExchange.ALICE;
import static dev.bourse.exchange.core.TestExchange.BOB;
import static dev.bourse.exchange.core.TestExchange.USD;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ExchangeCoreTest {
    private final TestExchange exchange = TestExchange.open();

    @Test
    @DisplayName("E4: a match gives two executions, each pays its fee, and price improvement is released to the unit")
    void match() {
        exchange.sell(ALICE, 10, 99);

        var outputs = exchange.buy(BOB, 10, 100);

        assertThat(outputs)
                .containsExactly(
                        "OrderAccepted orderId=33554433 clientOrderId=2 accountId=2 instrumentId=7 price=100"
                                + " quantity=10 stopPrice=0 displayQuantity=0 held=1002 side=BUY orderType=LIMIT"
                                + " timeInForce=GTC postOnly=NO",
                        "Executed matchId=1 orderId=33554433 clientOrderId=2 accountId=2 instrumentId=7 price=99"
                                + " quantity=10 remaining=0 value=990 fee=1 side=BUY liquidity=TAKER",
                        "Executed matchId=1 orderId=16777216 clientOrderId=1 accountId=1 instrumentId=7 price=99"
                                + " quantity=10 remaining=0 value=990 fee=0 side=SELL liquidity=MAKER");
        assertThat(exchange.available(BOB, USD)).isEqualTo(1_000_000 - 990 - 1);
        assertThat(exchange.held(BOB, USD)).isZero();
        assertThat(exchange.available(ALICE, USD)).isEqualTo(1_000_000 + 990);
        assertThat(exchange.available(0, USD)).isEqualTo(1);
        assertThat(exchange.available(BOB, ACME)).isEqualTo(1_010);
    }
}
