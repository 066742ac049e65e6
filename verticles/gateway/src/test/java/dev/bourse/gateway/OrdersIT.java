package dev.bourse.gateway;

import static dev.bourse.gateway.TestGateway.expect;
import static dev.bourse.gateway.TestGateway.order;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.gateway.TestGateway.Answer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** E7, E8: what traders do by REST, before the real core. */
class OrdersIT {
    @TempDir
    static Path folder;

    private static TestGateway gateway;
    private static String operator;
    private static String ann;
    private static String bob;
    private static int annsAccount;

    @BeforeAll
    static void start() throws Exception {
        gateway = TestGateway.start(folder, Map.of());
        operator = gateway.operator();
        gateway.openMarket(operator);
        ann = gateway.user(operator, "ann", "trader");
        bob = gateway.user(operator, "bob", "trader");
        annsAccount = gateway.openAccount(operator, ann);
        gateway.openAccount(operator, bob);
    }

    @AfterAll
    static void stop() throws Exception {
        gateway.close();
    }

    @Test
    void anOrderRestsTradesAndIsSeenByItsOwnerAlone() {
        JsonObject sell = expect(201, place(bob, order("sell", "10.05", "3"))).json();
        assertThat(sell.getString("status")).isEqualTo("new");
        assertThat(sell.getString("remainingQuantity")).isEqualTo("3.0");
        JsonObject buy = expect(201, place(ann, order("buy", "10.10", "2.5"))).json();
        assertThat(buy.getString("status")).isEqualTo("filled");
        assertThat(buy.getString("filledQuantity")).isEqualTo("2.5");
        JsonArray executions = gateway.call("GET", "/v1/execution?orderId=" + buy.getString("id"), ann, null)
                .json()
                .getJsonArray("executions");
        assertThat(executions).hasSize(1);
        JsonObject execution = executions.getJsonObject(0);
        assertThat(execution.getString("price")).isEqualTo("10.05");
        assertThat(execution.getString("quantity")).isEqualTo("2.5");
        assertThat(execution.getString("value")).isEqualTo("25.125");
        assertThat(execution.getString("fee")).isEqualTo("0.050");
        assertThat(execution.getString("liquidity")).isEqualTo("taker");
        JsonObject rest = gateway.call("GET", "/v1/order/" + sell.getString("id"), bob, null)
                .json();
        assertThat(rest.getString("filledQuantity")).isEqualTo("2.5");
        assertThat(gateway.call("GET", "/v1/order/" + sell.getString("id"), ann, null)
                        .code())
                .isEqualTo("unknown-order");
        assertThat(gateway.call("DELETE", "/v1/order/" + sell.getString("id"), ann, null)
                        .code())
                .isEqualTo("not-the-owner");
        expect(200, gateway.call("DELETE", "/v1/order/" + sell.getString("id"), bob, null));
        assertThat(gateway.call("GET", "/v1/orders?status=open", bob, null)
                        .json()
                        .getJsonArray("orders"))
                .isEmpty();
    }

    @Test
    void anOrderSentAgainUnderItsClientOrderIdIsDoneOnce() {
        JsonObject body = order("buy", "1.00", "1").put("clientOrderId", "100");
        JsonObject first = expect(201, place(ann, body)).json();
        JsonObject again = expect(200, place(ann, body)).json();
        assertThat(again.getString("id")).isEqualTo(first.getString("id"));
        assertThat(again.getBoolean("repeated")).isTrue();
        Answer other = place(ann, order("buy", "1.00", "2").put("clientOrderId", "100"));
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.code()).isEqualTo("client-order-id-reused");
        expect(200, gateway.call("DELETE", "/v1/order?symbol=ACMEUSD", ann, null));
    }

    @Test
    void anOrderIsChangedAndAllOfThemAreCancelled() {
        String id = expect(201, place(ann, order("buy", "2.00", "5"))).json().getString("id");
        JsonObject changed = expect(
                        200,
                        gateway.call(
                                "PUT",
                                "/v1/order/" + id,
                                ann,
                                new JsonObject().put("price", 2.05).put("quantity", "4")))
                .json();
        assertThat(changed.getString("quantity")).isEqualTo("4.0");
        assertThat(gateway.call("GET", "/v1/order/" + id, ann, null).json().getString("price"))
                .isEqualTo("2.05");
        expect(201, place(ann, order("buy", "2.00", "5")));
        assertThat(expect(200, gateway.call("DELETE", "/v1/order", ann, null))
                        .json()
                        .getInteger("cancelledOrders"))
                .isEqualTo(2);
    }

    @Test
    void numbersAreReadExactlyAndNeverRounded() {
        String exact =
                "{\"symbol\":\"ACMEUSD\",\"side\":\"buy\",\"orderType\":\"limit\",\"price\":0.30000000000000000001,"
                        + "\"quantity\":1}";
        Answer rounded = gateway.call("POST", "/v1/order", Map.of("Authorization", "Bearer " + ann), exact);
        assertThat(rounded.status()).isEqualTo(400);
        assertThat(rounded.field()).isEqualTo("price");
        String wide = exact.replace("0.30000000000000000001", "0.15").replace("\"quantity\":1", "\"quantity\":1e1");
        assertThat(expect(201, gateway.call("POST", "/v1/order", Map.of("Authorization", "Bearer " + ann), wide))
                        .json()
                        .getString("quantity"))
                .isEqualTo("10.0");
        expect(200, gateway.call("DELETE", "/v1/order", ann, null));
    }

    @ParameterizedTest
    @CsvSource({
        "price, 0.07, 400, price",
        "price, -1, 400, price",
        "price, 1e400, 400, price",
        "price, NaN, 400, price",
        "quantity, 0.05, 400, quantity",
        "quantity, 0, 400, quantity",
        "side, both, 400, side",
        "orderType, iceberg, 400, orderType",
        "timeInForce, gtx, 400, timeInForce",
        "symbol, NOTHING, 404, symbol",
        "clientOrderId, 0, 400, clientOrderId",
        "clientOrderId, 1.5, 400, clientOrderId",
        "stopPrice, 1.00, 400, stopPrice",
        "displayQuantity, 99, 400, displayQuantity",
        "quantity, 900000000, 422, ''",
        "colour, red, 400, colour",
    })
    void aFieldWithAFaultIsNamed(String field, String value, int status, String named) {
        Answer answer = place(ann, order("buy", "1.00", "1").put(field, value));
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
        assertThat(answer.field()).isEqualTo(named);
        assertThat(answer.json().getString("code")).isNotEmpty();
        assertThat(answer.headers().get("content-type")).isEqualTo("application/problem+json");
    }

    @Test
    void whatIsMissingIsNamed() {
        JsonObject body = order("buy", "1.00", "1");
        body.remove("quantity");
        assertThat(place(ann, body).field()).isEqualTo("quantity");
        JsonObject withoutPrice = order("buy", "1.00", "1");
        withoutPrice.remove("price");
        assertThat(place(ann, withoutPrice).field()).isEqualTo("price");
    }

    @Test
    void moneyIsHeldForOrdersAndWithdrawnFromTheRest() {
        String carl = gateway.user(operator, "carl", "trader");
        gateway.openAccount(operator, carl);
        expect(201, place(carl, order("buy", "100.00", "10")));
        JsonArray balances =
                gateway.call("GET", "/v1/account", carl, null).json().getJsonArray("balances");
        assertThat(balances.getJsonObject(0))
                .isEqualTo(new JsonObject("{\"asset\":\"USD\",\"available\":\"998998.000\",\"held\":\"1002.000\"}"));
        JsonObject withdrawal =
                new JsonObject().put("asset", "USD").put("amount", "998998.001").put("reference", 3);
        assertThat(gateway.call("POST", "/v1/withdrawal", carl, withdrawal).code())
                .isEqualTo("insufficient-funds");
        expect(201, gateway.call("POST", "/v1/withdrawal", carl, withdrawal.put("amount", "998998")));
        assertThat(gateway.call("POST", "/v1/withdrawal", carl, withdrawal).code())
                .as("the same reference")
                .isEqualTo("duplicate-reference");
        JsonObject position = gateway.call("GET", "/v1/positions", carl, null)
                .json()
                .getJsonArray("positions")
                .getJsonObject(0);
        assertThat(position.getString("openBuyQuantity")).isEqualTo("10.0");
        expect(200, gateway.call("DELETE", "/v1/order", carl, null));
    }

    @Test
    void anAccountWaitsToBeVerifiedBeforeItTrades() {
        String dora = gateway.user(operator, "dora", "trader");
        assertThat(place(dora, order("buy", "1.00", "1")).code()).isEqualTo("no-account");
        JsonObject account = expect(201, gateway.call("POST", "/v1/account", dora, TestGateway.documents()))
                .json();
        assertThat(account.getString("verification")).isEqualTo("pending");
        assertThat(place(dora, order("buy", "1.00", "1")).code()).isEqualTo("account-not-verified");
        JsonObject waiting = gateway.call("GET", "/v1/verification", operator, null)
                .json()
                .getJsonArray("verifications")
                .getJsonObject(0);
        assertThat(waiting.getString("user")).isEqualTo("dora");
        assertThat(waiting.getJsonArray("documents").getJsonObject(0).getString("type"))
                .isEqualTo("passport");
        String path = "/v1/verification/" + account.getInteger("account");
        expect(
                200,
                gateway.call(
                        "PUT", path, operator, new JsonObject("{\"decision\":\"rejected\",\"reason\":\"blurred\"}")));
        expect(201, gateway.call("POST", "/v1/account", dora, TestGateway.documents()));
        expect(200, gateway.call("PUT", path, operator, new JsonObject("{\"decision\":\"verified\"}")));
        assertThat(place(dora, order("buy", "1.00", "1")).code()).isEqualTo("insufficient-funds");
        assertThat(gateway.call("POST", "/v1/account", dora, TestGateway.documents())
                        .code())
                .isEqualTo("account-exists");
    }

    @Test
    void ordersComeInPages() {
        String erin = gateway.user(operator, "erin", "trader");
        gateway.openAccount(operator, erin);
        for (int i = 0; i < 5; i++) {
            expect(201, place(erin, order("buy", "0.05", "1")));
        }
        JsonObject first = gateway.call("GET", "/v1/orders?limit=3", erin, null).json();
        assertThat(first.getJsonArray("orders")).hasSize(3);
        JsonObject second = gateway.call("GET", "/v1/orders?limit=3&after=" + first.getString("next"), erin, null)
                .json();
        assertThat(second.getJsonArray("orders")).hasSize(2);
        assertThat(second.containsKey("next")).isFalse();
    }

    @Test
    void aKilledAccountTradesNoMore() {
        String fred = gateway.user(operator, "fred", "trader");
        int account = gateway.openAccount(operator, fred);
        expect(201, place(fred, order("buy", "0.05", "1")));
        String path = "/v1/account/" + account + "/killSwitch";
        expect(200, gateway.call("PUT", path, operator, new JsonObject().put("engaged", true)));
        assertThat(place(fred, order("buy", "0.05", "1")).code()).isEqualTo("account-killed");
        assertThat(gateway.call("GET", "/v1/orders?status=ended", fred, null)
                        .json()
                        .getJsonArray("orders")
                        .getJsonObject(0)
                        .getString("cancelReason"))
                .isEqualTo("kill-switch");
    }

    @Test
    void anAuditorSeesAnyAccountAndATraderOnlyTheOwn() {
        String auditor = gateway.user(operator, "audrey", "auditor");
        expect(200, gateway.call("GET", "/v1/account?account=" + annsAccount, auditor, null));
        assertThat(gateway.call("GET", "/v1/account", auditor, null).field()).isEqualTo("account");
        assertThat(gateway.call("GET", "/v1/account?account=" + annsAccount, bob, null)
                        .status())
                .isEqualTo(403);
        expect(200, gateway.call("GET", "/v1/account?account=" + annsAccount, ann, null));
    }

    private static Answer place(String token, JsonObject body) {
        return gateway.call("POST", "/v1/order", token, body);
    }
}
