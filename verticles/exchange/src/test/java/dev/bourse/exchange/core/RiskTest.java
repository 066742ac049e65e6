package dev.bourse.exchange.core;

import static dev.bourse.exchange.core.TestExchange.ACME_USD;
import static dev.bourse.exchange.core.TestExchange.ALICE;
import static dev.bourse.exchange.core.TestExchange.BOB;
import static dev.bourse.exchange.core.TestExchange.USD;
import static dev.bourse.exchange.core.TestExchange.reason;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.exchange.protocol.Flag;
import dev.bourse.exchange.protocol.Kyc;
import dev.bourse.exchange.protocol.OrderType;
import dev.bourse.exchange.protocol.Phase;
import dev.bourse.exchange.protocol.Side;
import dev.bourse.exchange.protocol.TimeInForce;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RiskTest {
    private final TestExchange exchange = TestExchange.open();

    private void limitInstrument(int collarBps, long quantity, long value, long position, long dayVolume) {
        exchange.send(
                w -> w.market().setInstrumentLimits(0, ACME_USD, collarBps, quantity, value, position, dayVolume));
    }

    private void limitAccount(int openOrders, int rate, long quantity, long value, long position, long dayVolume) {
        exchange.send(w -> w.setAccountLimits(0, ALICE, openOrders, rate, quantity, value, position, dayVolume));
    }

    @Test
    @DisplayName("E2: an order above the instrument's or the account's maximum quantity is refused, one at it is taken")
    void orderQuantity() {
        limitInstrument(0, 10, 0, 0, 0);
        assertThat(reason(exchange.buy(ALICE, 11, 100))).isEqualTo("MAX_ORDER_QUANTITY");
        assertThat(exchange.buy(ALICE, 10, 100)).hasSize(2);
        limitAccount(0, 0, 9, 0, 0, 0);
        assertThat(reason(exchange.buy(ALICE, 10, 100))).isEqualTo("MAX_ORDER_QUANTITY");
    }

    @Test
    @DisplayName("E2: an order above the maximum value is refused")
    void orderValue() {
        limitAccount(0, 0, 0, 1_000, 0, 0);
        assertThat(reason(exchange.buy(ALICE, 10, 101))).isEqualTo("MAX_ORDER_VALUE");
        assertThat(exchange.buy(ALICE, 10, 100)).hasSize(2);
    }

    @Test
    @DisplayName("E2: what an account owns and is buying never passes the maximum position")
    void position() {
        limitInstrument(0, 0, 0, 1_010, 0);
        exchange.buy(ALICE, 6, 100);
        assertThat(reason(exchange.buy(ALICE, 5, 100))).isEqualTo("MAX_POSITION");
        assertThat(exchange.buy(ALICE, 4, 100)).hasSize(2);
        assertThat(exchange.sell(ALICE, 5, 110)).hasSize(2);
    }

    @Test
    @DisplayName("E2: an account has no more open orders than its maximum; a cancel makes room")
    void openOrders() {
        limitAccount(1, 0, 0, 0, 0, 0);
        exchange.buy(ALICE, 1, 100);
        assertThat(reason(exchange.buy(ALICE, 1, 100))).isEqualTo("MAX_OPEN_ORDERS");
        exchange.cancel(ALICE, exchange.lastOrderId);
        assertThat(exchange.buy(ALICE, 1, 100)).hasSize(2);
    }

    @Test
    @DisplayName(
            "E2: traded and open quantity of a day stay within the day's volume; the day's end starts it from zero")
    void dayVolume() {
        limitInstrument(0, 0, 0, 0, 10);
        exchange.sell(BOB, 6, 100);
        exchange.buy(ALICE, 6, 100);
        assertThat(reason(exchange.buy(ALICE, 5, 100))).isEqualTo("MAX_DAY_VOLUME");
        exchange.send(w -> w.market().endDay(0));
        assertThat(exchange.buy(ALICE, 5, 100)).hasSize(2);
    }

    @Test
    @DisplayName("E2: a price too far from the last trade, or before the first from the reference, is refused")
    void collar() {
        limitInstrument(1_000, 0, 0, 0, 0);
        exchange.send(w -> w.market().setPriceBands(0, ACME_USD, 0, 200));
        assertThat(reason(exchange.buy(ALICE, 1, 221))).isEqualTo("PRICE_COLLAR");
        assertThat(reason(exchange.buy(ALICE, 1, 179))).isEqualTo("PRICE_COLLAR");
        exchange.sell(BOB, 1, 210);
        exchange.buy(ALICE, 1, 210);
        assertThat(exchange.buy(ALICE, 1, 231)).hasSize(2);
    }

    @Test
    @DisplayName("E2: orders per second are counted by the log's time; the next second begins at zero")
    void rate() {
        limitAccount(0, 2, 0, 0, 0, 0);
        exchange.now = 5_999_998;
        exchange.buy(ALICE, 1, 100);
        exchange.buy(ALICE, 1, 100);
        exchange.now = 5_999_999;
        assertThat(reason(exchange.buy(ALICE, 1, 100))).isEqualTo("ORDER_RATE");
        exchange.now = 6_000_000;
        assertThat(exchange.buy(ALICE, 1, 100)).hasSize(2);
    }

    @Test
    @DisplayName("E8: only a verified, open, not killed account places orders, and only a verified one withdraws")
    void accountStatus() {
        exchange.send(w -> w.changeKyc(0, ALICE, Kyc.PENDING));
        assertThat(reason(exchange.buy(ALICE, 1, 100))).isEqualTo("ACCOUNT_NOT_VERIFIED");
        assertThat(reason(exchange.send(w -> w.withdraw(0, ALICE, USD, 1, 999))))
                .isEqualTo("ACCOUNT_NOT_VERIFIED");
        exchange.send(w -> w.changeKyc(0, ALICE, Kyc.VERIFIED));
        assertThat(reason(exchange.buy(99, 1, 100))).isEqualTo("UNKNOWN_ACCOUNT");
        assertThat(reason(exchange.buy(0, 1, 100))).isEqualTo("UNKNOWN_ACCOUNT");
    }

    @Test
    @DisplayName(
            "E2: the kill switch cancels all orders of the account, newest first, and refuses new ones until released")
    void killSwitch() {
        exchange.buy(ALICE, 1, 100);
        long first = exchange.lastOrderId;
        exchange.sell(ALICE, 2, 110);
        long second = exchange.lastOrderId;

        var outputs = exchange.send(w -> w.setKillSwitch(0, ALICE, Flag.YES));

        assertThat(outputs).hasSize(4);
        assertThat(outputs.get(0)).isEqualTo("KillSwitchSet accountId=1 engaged=YES");
        assertThat(outputs.get(1))
                .startsWith("OrderCancelled orderId=" + second)
                .endsWith("reason=KILL_SWITCH");
        assertThat(outputs.get(2)).startsWith("OrderCancelled orderId=" + first).endsWith("reason=KILL_SWITCH");
        assertThat(outputs.get(3)).isEqualTo("AllCancelled accountId=1 instrumentId=0 orders=2");
        assertThat(exchange.held(ALICE, USD)).isZero();
        assertThat(reason(exchange.buy(ALICE, 1, 100))).isEqualTo("ACCOUNT_KILLED");
        exchange.send(w -> w.setKillSwitch(0, ALICE, Flag.NO));
        assertThat(exchange.buy(ALICE, 1, 100)).hasSize(2);
    }

    @Test
    @DisplayName("E2: a halted or closed instrument takes no orders; while it collects, only orders that can wait")
    void instrumentStatus() {
        exchange.phase(Phase.HALTED);
        assertThat(reason(exchange.buy(ALICE, 1, 100))).isEqualTo("PHASE_REFUSES_ORDERS");
        exchange.phase(Phase.CLOSED);
        assertThat(reason(exchange.buy(ALICE, 1, 100))).isEqualTo("PHASE_REFUSES_ORDERS");
        exchange.phase(Phase.OPENING_AUCTION);
        assertThat(reason(exchange.place(
                        ALICE,
                        Side.BUY,
                        1,
                        0,
                        order -> order.orderType(OrderType.MARKET).timeInForce(TimeInForce.IOC))))
                .isEqualTo("PHASE_REFUSES_ORDER_TYPE");
        assertThat(exchange.buy(ALICE, 1, 100)).hasSize(2);
    }

    @Test
    @DisplayName("A value that does not fit into 62 bits is refused, not wrapped")
    void overflow() {
        assertThat(reason(exchange.buy(ALICE, 1L << 40, 1L << 40))).isEqualTo("VALUE_OVERFLOW");
        assertThat(reason(exchange.buy(ALICE, 1, Long.MAX_VALUE))).isEqualTo("VALUE_OVERFLOW");
        assertThat(reason(exchange.deposit(ALICE, USD, Long.MAX_VALUE))).isEqualTo("AMOUNT_OVERFLOW");
    }
}
