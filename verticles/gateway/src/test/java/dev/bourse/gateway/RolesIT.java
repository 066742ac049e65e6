package dev.bourse.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.gateway.TestGateway.Answer;
import dev.bourse.gateway.access.Call;
import dev.bourse.gateway.rest.RestApi;
import dev.bourse.shared.rest.Contract;
import io.vertx.core.http.WebSocket;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.Operation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each role against each call: the table below says again, by hand, who may do what. A call that is missing in it, or
 * in the contract, fails the test.
 */
class RolesIT {
    private static final String[] ROLES = {"public", "trader", "operator", "auditor"};
    /** What may be called by WebSocket. */
    private static final List<String> SOCKET_CALLS = List.of(
            "placeOrder",
            "replaceOrder",
            "cancelOrder",
            "cancelAll",
            "order",
            "orders",
            "executions",
            "account",
            "positions");

    /**
     * Operation, method, path, a y or n for public, trader, operator, auditor, and what is answered to those who may
     * and send an empty object, or whom the call does not concern yet: one status, or one for each role.
     */
    private static final String TABLE = """
        contract       GET    /openapi.json                  yyyy 200
        register       POST   /v1/user                       ynnn 400
        logIn          POST   /v1/session                    ynnn 400
        refresh        PUT    /v1/session                    ynnn 400
        logOut         DELETE /v1/session                    nyyy 200
        changePassword PUT    /v1/user/password              nyyy 400
        createKey      POST   /v1/key                        nyyy 201
        keys           GET    /v1/key                        nyyy 200
        revokeKey      DELETE /v1/key/none                   nyyy 404
        createUser     POST   /v1/users                      nnyn 400
        users          GET    /v1/users                      nnyy 200
        placeOrder     POST   /v1/order                      nynn 400
        replaceOrder   PUT    /v1/order/1                    nynn 409
        cancelOrder    DELETE /v1/order/1                    nynn 409
        cancelAll      DELETE /v1/order                      nynn 409
        order          GET    /v1/order/1                    nyny 401/409/403/400
        orders         GET    /v1/orders                     nyny 401/409/403/400
        executions     GET    /v1/execution                  nyny 401/409/403/400
        openAccount    POST   /v1/account                    nynn 400
        account        GET    /v1/account                    nyyy 401/409/400/400
        positions      GET    /v1/positions                  nyyy 401/409/400/400
        withdraw       POST   /v1/withdrawal                 nynn 400
        deposit        POST   /v1/deposit                    nnyn 400
        verifications  GET    /v1/verification               nnyy 200
        verify         PUT    /v1/verification/1             nnyn 400
        killSwitch     PUT    /v1/account/1/killSwitch       nnyn 400
        assets         GET    /v1/assets                     yyyy 200
        addAsset       POST   /v1/assets                     nnyn 400
        instruments    GET    /v1/instruments                yyyy 200
        addInstrument  POST   /v1/instruments                nnyn 400
        changePhase    PUT    /v1/instruments/NONE/phase     nnyn 400
        """;

    @TempDir
    static Path folder;

    private static TestGateway gateway;
    private static String operator;

    record Row(String operation, String method, String path, String allowed, List<String> statuses) {}

    @BeforeAll
    static void start() throws Exception {
        gateway = TestGateway.start(folder, Map.of());
        operator = gateway.operator();
    }

    @AfterAll
    static void stop() throws Exception {
        gateway.close();
    }

    @Test
    void theTableHasEveryCallOfTheContractAndOfTheGateway() throws Exception {
        TreeSet<String> listed = new TreeSet<>();
        rows().forEach(row -> listed.add(row.operation()));
        TreeSet<String> operations = new TreeSet<>();
        contract().enforced().operations().forEach(operation -> operations.add(operation.getOperationId()));
        assertThat(operations).isEqualTo(listed);
        TreeSet<String> calls = new TreeSet<>();
        Stream.of(Call.values()).map(Call::operation).forEach(calls::add);
        // Events come by WebSocket alone.
        calls.remove("events");
        assertThat(calls).isEqualTo(listed);
    }

    @Test
    void theContractSaysOfEveryCallWhichRolesMayMakeItAsTheTableDoes() throws Exception {
        Map<String, List<Object>> said = new LinkedHashMap<>();
        Map<String, List<Object>> expected = new LinkedHashMap<>();
        for (Operation operation : contract().enforced().operations()) {
            String id = operation.getOperationId();
            JsonArray roles = contract()
                    .document()
                    .getJsonObject("paths")
                    .getJsonObject(operation.getOpenAPIPath())
                    .getJsonObject(operation.getHttpMethod().name().toLowerCase(Locale.ROOT))
                    .getJsonArray("x-roles", new JsonArray());
            said.put(id, roles.stream().toList());
            expected.put(
                    id,
                    IntStream.range(0, ROLES.length)
                            .filter(role -> allowed(id).charAt(role) == 'y')
                            .<Object>mapToObj(role -> ROLES[role])
                            .toList());
        }
        assertThat(said).isEqualTo(expected).doesNotContainValue(List.of());
    }

    @Test
    void byWebSocketARoleMayCallWhatItMayByRestAndThePublicNothing() throws Exception {
        Map<String, String> seen = new TreeMap<>();
        Map<String, String> expected = new TreeMap<>();
        for (int role = 0; role < ROLES.length; role++) {
            String token = role == 0 ? "" : gateway.user(operator, "socket-" + ROLES[role], ROLES[role]);
            for (String call : SOCKET_CALLS) {
                seen.put(call + " " + ROLES[role], bySocket(token, call));
                boolean allowed = allowed(call).charAt(role) == 'y';
                expected.put(call + " " + ROLES[role], allowed ? "" : role == 0 ? "not-authenticated" : "not-allowed");
            }
        }
        assertThat(seen).isEqualTo(expected);
    }

    /** Why a call is denied, or nothing if it is not. */
    private static String bySocket(String token, String call) throws Exception {
        BlockingQueue<JsonObject> heard = new LinkedBlockingQueue<>();
        WebSocket socket = gateway.sockets
                .connect(gateway.port(), "127.0.0.1", RestApi.SOCKETS)
                .await(60, TimeUnit.SECONDS);
        socket.textMessageHandler(text -> heard.add(new JsonObject(text)));
        if (!token.isEmpty()) {
            socket.writeTextMessage(
                    new JsonObject().put("type", "login").put("token", token).encode());
            assertThat(heard.poll(60, TimeUnit.SECONDS)).isNotNull().contains(Map.entry("status", 200));
        }
        socket.writeTextMessage(new JsonObject()
                .put("type", "call")
                .put("call", call)
                .put("parameters", new JsonObject().put("id", "1"))
                .put("body", new JsonObject())
                .encode());
        JsonObject answer = heard.poll(60, TimeUnit.SECONDS);
        socket.close().await(60, TimeUnit.SECONDS);
        String code = answer == null
                ? "no answer"
                : answer.getJsonObject("problem", new JsonObject()).getString("code", "");
        return List.of("not-authenticated", "not-allowed", "no answer").contains(code) ? code : "";
    }

    private static Contract contract() throws Exception {
        return Contract.read(gateway.caller, RestApi.CONTRACT).await(60, TimeUnit.SECONDS);
    }

    private static String allowed(String operation) {
        return rows().stream()
                .filter(row -> row.operation().equals(operation))
                .findFirst()
                .orElseThrow()
                .allowed();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aRoleMayCallWhatTheTableSaysAndNothingElse(Row row) {
        Map<String, String> seen = new LinkedHashMap<>();
        Map<String, String> expected = new LinkedHashMap<>();
        for (int i = 0; i < ROLES.length; i++) {
            String token = i == 0 ? null : gateway.user(operator, name(row, ROLES[i]), ROLES[i]);
            boolean hasBody = row.method().equals("POST") || row.method().equals("PUT");
            Answer answer = gateway.call(row.method(), row.path(), token, hasBody ? new JsonObject() : null);
            String code = answer.status() >= 400 ? answer.code() : "";
            seen.put(ROLES[i], answer.status() + (code.startsWith("not-a") ? " " + code : ""));
            String denied = i == 0 ? "401 not-authenticated" : "403 not-allowed";
            expected.put(
                    ROLES[i], row.allowed().charAt(i) == 'y' ? row.statuses().get(i) : denied);
        }
        assertThat(seen).isEqualTo(expected);
    }

    @Test
    void whoLoggedOutOrWhoseKeyWasRevokedIsNobody() {
        String token = gateway.user(operator, "leaver", "trader");
        TestGateway.ApiKey key = gateway.key(token);
        TestGateway.expect(200, gateway.signed(key, "GET", "/v1/key", null));
        TestGateway.expect(200, gateway.signed(key, "DELETE", "/v1/key/" + key.id(), null));
        assertThat(gateway.signed(key, "GET", "/v1/key", null).code()).isEqualTo("invalid-signature");
        TestGateway.expect(200, gateway.call("DELETE", "/v1/session", token, null));
        assertThat(gateway.call("GET", "/v1/key", token, null).code()).isEqualTo("invalid-token");
    }

    @Test
    void anotherPasswordEndsAllSessionsAndTheOldOneIsOfNoUse() {
        String token = gateway.user(operator, "changer", "trader");
        String other = gateway.logIn("changer", TestGateway.PASSWORD);
        JsonObject change =
                new JsonObject().put("password", TestGateway.PASSWORD).put("newPassword", "another password");
        TestGateway.expect(200, gateway.call("PUT", "/v1/user/password", token, change));
        assertThat(gateway.call("GET", "/v1/key", other, null).status()).isEqualTo(401);
        JsonObject old = new JsonObject().put("user", "changer").put("password", TestGateway.PASSWORD);
        assertThat(gateway.call("POST", "/v1/session", (String) null, old).code())
                .isEqualTo("wrong-password");
        assertThat(gateway.logIn("changer", "another password")).isNotEmpty();
    }

    static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        TABLE.lines()
                .map(line -> line.trim().split(" +"))
                .forEach(cells -> rows.add(new Row(cells[0], cells[1], cells[2], cells[3], statuses(cells[4]))));
        return rows;
    }

    /** One for each role, where there is one for all. */
    private static List<String> statuses(String cell) {
        List<String> each = List.of(cell.split("/"));
        return each.size() == 1 ? Collections.nCopies(ROLES.length, cell) : each;
    }

    private static String name(Row row, String role) {
        return (row.operation() + "-" + role).toLowerCase(Locale.ROOT);
    }
}
