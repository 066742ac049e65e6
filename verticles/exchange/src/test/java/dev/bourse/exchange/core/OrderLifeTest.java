package dev.bourse.exchange.core;

import static dev.bourse.exchange.core.TestExchange.ACME;
import static dev.bourse.exchange.core.TestExchange.ACME_USD;
import static dev.bourse.exchange.core.TestExchange.ALICE;
import static dev.bourse.exchange.core.TestExchange.BOB;
import static dev.bourse.exchange.core.TestExchange.USD;
import static dev.bourse.exchange.core.TestExchange.reason;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.exchange.message.CommandWriter;
import dev.bourse.exchange.protocol.OrderType;
import dev.bourse.exchange.protocol.Phase;
import dev.bourse.exchange.protocol.Side;
import dev.bourse.exchange.protocol.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OrderLifeTest {
    private final TestExchange exchange = TestExchange.open();

    @Test
    @DisplayName("E2: a buy holds its value with the higher fee, a sell its shares; a cancel releases both to the unit")
    void holdAndRelease() {
        exchange.buy(ALICE, 7, 999);
        // 7 x 999 = 6993, and 20 basis points of it rounded down are 13.
        assertThat(exchange.held(ALICE, USD)).isEqualTo(7_006);
        exchange.cancel(ALICE, exchange.lastOrderId);
        assertThat(exchange.held(ALICE, USD)).isZero();
        assertThat(exchange.available(ALICE, USD)).isEqualTo(1_000_000);
        exchange.sell(ALICE, 30, 5_000);
        assertThat(exchange.held(ALICE, ACME)).isEqualTo(30);
        exchange.cancel(ALICE, exchange.lastOrderId);
        assertThat(exchange.available(ALICE, ACME)).isEqualTo(1_000);
    }

    @Test
    @DisplayName("E2: after a partial fill an order holds exactly what its rest needs")
    void partialFill() {
        exchange.buy(ALICE, 10, 1_000);
        assertThat(exchange.held(ALICE, USD)).isEqualTo(10_020);
        exchange.sell(BOB, 4, 1_000);
        // 6 x 1000 with 20 basis points; 4 x 1000 with the maker's 10 are paid.
        assertThat(exchange.held(ALICE, USD)).isEqualTo(6_012);
        assertThat(exchange.available(ALICE, USD)).isEqualTo(1_000_000 - 6_012 - 4_004);
        assertThat(exchange.available(BOB, USD)).isEqualTo(1_000_000 + 4_000 - 8);
        assertThat(exchange.available(0, USD)).isEqualTo(12);
    }

    @Test
    @DisplayName("E2: an order that the available balance does not cover is refused and changes nothing")
    void insufficient() {
        assertThat(reason(exchange.buy(ALICE, 1_000, 1_000))).isEqualTo("INSUFFICIENT_FUNDS");
        assertThat(reason(exchange.sell(ALICE, 1_001, 1))).isEqualTo("INSUFFICIENT_SHARES");
        assertThat(exchange.available(ALICE, USD)).isEqualTo(1_000_000);
        assertThat(exchange.core.view().openOrders()).isZero();
    }

    @Test
    @DisplayName(
            "E3: a client order id is taken once, also when its order is gone; far below the highest it is too old")
    void clientOrderIds() {
        List<String> reasons = new ArrayList<>();
        for (long id : new long[] {1_000, 1_000, 900, 900, 744, 745, 1, 2_000, 1_000}) {
            exchange.writer
                    .place(0, ALICE, ACME_USD, id)
                    .timeInForce(TimeInForce.IOC)
                    .price(1)
                    .quantity(1);
            List<String> outputs = exchange.apply(CommandWriter.PLACE);
            reasons.add(outputs.size() == 1 ? reason(outputs) : "taken");
        }
        assertThat(reasons)
                .containsExactly(
                        "taken",
                        "DUPLICATE_CLIENT_ORDER_ID",
                        "taken",
                        "DUPLICATE_CLIENT_ORDER_ID",
                        "CLIENT_ORDER_ID_TOO_OLD",
                        "taken",
                        "CLIENT_ORDER_ID_TOO_OLD",
                        "taken",
                        "CLIENT_ORDER_ID_TOO_OLD");
    }

    @Test
    @DisplayName("An order is cancelled by its owner's client order id; another account's order cannot be")
    void cancelByClientOrderId() {
        exchange.buy(ALICE, 1, 100);
        long order = exchange.lastOrderId;
        assertThat(reason(exchange.cancel(BOB, order))).isEqualTo("NOT_THE_OWNER");
        assertThat(reason(exchange.send(w -> w.cancelOrder(0, BOB, 0, 1)))).isEqualTo("UNKNOWN_ORDER");
        assertThat(exchange.send(w -> w.cancelOrder(0, ALICE, 0, 1))).hasSize(1);
        assertThat(reason(exchange.cancel(ALICE, order))).isEqualTo("UNKNOWN_ORDER");
    }

    @Test
    @DisplayName(
            "A market buy costs at most its funds, fee included, or is refused; what it did not need is free again")
    void marketBuy() {
        exchange.sell(BOB, 5, 100);
        exchange.sell(BOB, 5, 200);
        // 5 x 100 + 3 x 200 = 1100, and 20 basis points are 2.
        assertThat(reason(market(1_101))).isEqualTo("INSUFFICIENT_FUNDS");
        assertThat(market(1_102)).hasSize(5);
        assertThat(exchange.available(ALICE, USD)).isEqualTo(1_000_000 - 1_100 - 1 - 1);
        assertThat(exchange.held(ALICE, USD)).isZero();
    }

    private List<String> market(long funds) {
        return exchange.place(
                ALICE,
                Side.BUY,
                8,
                0,
                order -> order.orderType(OrderType.MARKET)
                        .timeInForce(TimeInForce.IOC)
                        .funds(funds));
    }

    @Test
    @DisplayName("A budget buy fills wholly within its budget or is refused; its fee comes on top")
    void budget() {
        exchange.sell(BOB, 5, 100);
        assertThat(reason(budget(499))).isEqualTo("CANNOT_FILL");
        assertThat(exchange.held(ALICE, USD)).isZero();
        assertThat(budget(600)).hasSize(3);
        assertThat(exchange.available(ALICE, USD)).isEqualTo(1_000_000 - 500 - 1);
    }

    private List<String> budget(long funds) {
        return exchange.place(
                ALICE,
                Side.BUY,
                5,
                0,
                order -> order.timeInForce(TimeInForce.FOK_BUDGET).funds(funds));
    }

    @Test
    @DisplayName("A GTD order expires before the first command at or after its time, whatever the command is")
    void expiry() {
        exchange.place(
                ALICE,
                Side.BUY,
                1,
                100,
                order -> order.timeInForce(TimeInForce.GTD).expireTime(exchange.now + 50));
        exchange.now += 49;
        assertThat(exchange.tick()).isEmpty();
        exchange.now += 1;
        var outputs = exchange.sell(BOB, 1, 100);
        assertThat(outputs).hasSize(3);
        assertThat(outputs.get(0))
                .startsWith("OrderCancelled orderId=16777216 ")
                .endsWith("reason=EXPIRED");
        assertThat(outputs.get(2)).startsWith("OrderRested ");
    }

    @Test
    @DisplayName("A DAY order ends with the day, and with the closing of its instrument")
    void day() {
        exchange.place(ALICE, Side.BUY, 1, 100, order -> order.timeInForce(TimeInForce.DAY));
        exchange.buy(ALICE, 1, 100);
        assertThat(exchange.send(w -> w.market().endDay(0)))
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("OrderCancelled ").endsWith("reason=END_OF_DAY"),
                        last -> assertThat(last).isEqualTo("DayEnded orders=1"));
        exchange.place(ALICE, Side.BUY, 1, 100, order -> order.timeInForce(TimeInForce.DAY));
        assertThat(exchange.phase(Phase.CLOSED))
                .satisfiesExactly(
                        first -> assertThat(first).isEqualTo("PhaseChanged instrumentId=7 phase=CLOSED byPriceBand=NO"),
                        last -> assertThat(last).startsWith("OrderCancelled ").endsWith("reason=END_OF_DAY"));
        assertThat(exchange.core.view().openOrders()).isEqualTo(1);
    }

    @Test
    @DisplayName("A replace holds what the changed order needs, and is refused if that is not there")
    void replace() {
        exchange.buy(ALICE, 10, 1_000);
        long order = exchange.lastOrderId;
        assertThat(reason(exchange.send(w -> w.replaceOrder(0, ALICE, order, 0, 100_000, 0, 0))))
                .isEqualTo("INSUFFICIENT_FUNDS");
        assertThat(exchange.held(ALICE, USD)).isEqualTo(10_020);
        assertThat(exchange.send(w -> w.replaceOrder(0, ALICE, order, 0, 0, 4, 0)))
                .containsExactly("OrderReplaced orderId=" + order + " clientOrderId=1 accountId=1 instrumentId=7"
                        + " price=1000 quantity=4 remaining=4 held=4008 side=BUY keptPriority=YES");
        assertThat(exchange.held(ALICE, USD)).isEqualTo(4_008);
        assertThat(exchange.send(w -> w.replaceOrder(0, ALICE, order, 0, 2_000, 0, 0)))
                .hasSize(2);
        assertThat(exchange.held(ALICE, USD)).isEqualTo(8_016);
    }

    @Test
    @DisplayName("An account with a balance or an order is not closed; a closed one's number is not used again")
    void closing() {
        exchange.send(w -> w.openAccount(0, 3));
        exchange.send(w -> w.changeKyc(0, 3, dev.bourse.exchange.protocol.Kyc.VERIFIED));
        exchange.deposit(3, USD, 5);
        assertThat(reason(exchange.send(w -> w.closeAccount(0, 3)))).isEqualTo("ACCOUNT_NOT_EMPTY");
        exchange.send(w -> w.withdraw(0, 3, USD, 5, 100));
        assertThat(exchange.send(w -> w.closeAccount(0, 3))).containsExactly("AccountClosed accountId=3");
        assertThat(reason(exchange.send(w -> w.openAccount(0, 3)))).isEqualTo("ACCOUNT_EXISTS");
        assertThat(reason(exchange.deposit(3, USD, 5))).isEqualTo("ACCOUNT_CLOSED");
    }

    @Test
    @DisplayName("C1: bytes that are no command are refused, counted, and change nothing else")
    void malformed() {
        exchange.buy(ALICE, 1, 100);
        for (int length = 0; length < CommandWriter.PLACE; length++) {
            exchange.writer.place(0, ALICE, ACME_USD, 50).price(1).quantity(1);
            assertThat(reason(exchange.apply(length))).isEqualTo("MALFORMED");
        }
        exchange.buffer.putShort(2, (short) 99);
        assertThat(reason(exchange.apply(CommandWriter.PLACE))).isEqualTo("UNKNOWN_TEMPLATE");
        exchange.buffer.putShort(4, (short) 9);
        assertThat(reason(exchange.apply(CommandWriter.PLACE))).isEqualTo("UNKNOWN_VERSION");
        assertThat(exchange.core.view().openOrders()).isEqualTo(1);
    }

    @Test
    @DisplayName("Time stands still rather than go back")
    void time() {
        exchange.now = 100;
        exchange.tick();
        assertThat(exchange.core.timestamp()).isEqualTo(1_000_000);
    }
}
