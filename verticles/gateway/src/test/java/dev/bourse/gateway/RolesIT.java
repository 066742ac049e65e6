package dev.bourse.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.gateway.TestGateway.Answer;
import dev.bourse.gateway.access.Call;
import dev.bourse.gateway.rest.RestApi;
import dev.bourse.shared.rest.Contract;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
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

    /** Operation, method, path, and a y or n for public, trader, operator, auditor. */
    private static final String TABLE = """
        contract       GET    /openapi.json                  yyyy
        register       POST   /v1/user                       ynnn
        logIn          POST   /v1/session                    ynnn
        refresh        PUT    /v1/session                    ynnn
        logOut         DELETE /v1/session                    nyyy
        changePassword PUT    /v1/user/password              nyyy
        createKey      POST   /v1/key                        nyyy
        keys           GET    /v1/key                        nyyy
        revokeKey      DELETE /v1/key/none                   nyyy
        createUser     POST   /v1/users                      nnyn
        users          GET    /v1/users                      nnyy
        placeOrder     POST   /v1/order                      nynn
        replaceOrder   PUT    /v1/order/1                    nynn
        cancelOrder    DELETE /v1/order/1                    nynn
        cancelAll      DELETE /v1/order                      nynn
        order          GET    /v1/order/1                    nyny
        orders         GET    /v1/orders                     nyny
        executions     GET    /v1/execution                  nyny
        openAccount    POST   /v1/account                    nynn
        account        GET    /v1/account                    nyyy
        positions      GET    /v1/positions                  nyyy
        withdraw       POST   /v1/withdrawal                 nynn
        deposit        POST   /v1/deposit                    nnyn
        verifications  GET    /v1/verification               nnyy
        verify         PUT    /v1/verification/1             nnyn
        killSwitch     PUT    /v1/account/1/killSwitch       nnyn
        assets         GET    /v1/assets                     yyyy
        addAsset       POST   /v1/assets                     nnyn
        instruments    GET    /v1/instruments                yyyy
        addInstrument  POST   /v1/instruments                nnyn
        changePhase    PUT    /v1/instruments/NONE/phase     nnyn
        """;

    @TempDir
    static Path folder;

    private static TestGateway gateway;
    private static String operator;

    record Row(String operation, String method, String path, String allowed) {}

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
        TreeSet<String> contract = new TreeSet<>();
        Contract.read(gateway.caller, RestApi.CONTRACT)
                .await(60, TimeUnit.SECONDS)
                .enforced()
                .operations()
                .forEach(operation -> contract.add(operation.getOperationId()));
        assertThat(contract).isEqualTo(listed);
        TreeSet<String> calls = new TreeSet<>();
        Stream.of(Call.values()).map(Call::operation).forEach(calls::add);
        // Events come by WebSocket alone.
        calls.remove("events");
        assertThat(calls).isEqualTo(listed);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aRoleMayCallWhatTheTableSaysAndNothingElse(Row row) {
        Map<String, Boolean> seen = new LinkedHashMap<>();
        Map<String, Boolean> expected = new LinkedHashMap<>();
        for (int i = 0; i < ROLES.length; i++) {
            String token = i == 0 ? null : gateway.user(operator, name(row, ROLES[i]), ROLES[i]);
            boolean hasBody = row.method().equals("POST") || row.method().equals("PUT");
            Answer answer = gateway.call(row.method(), row.path(), token, hasBody ? new JsonObject() : null);
            String code = answer.status() >= 400 ? answer.code() : "";
            boolean denied = code.equals("not-authenticated") || code.equals("not-allowed");
            assertThat(denied).isEqualTo(denied && (answer.status() == 401 || answer.status() == 403));
            assertThat(answer.status()).as(row + " " + ROLES[i]).isLessThan(500);
            seen.put(ROLES[i], !denied);
            expected.put(ROLES[i], row.allowed().charAt(i) == 'y');
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
                .forEach(cells -> rows.add(new Row(cells[0], cells[1], cells[2], cells[3])));
        return rows;
    }

    private static String name(Row row, String role) {
        return (row.operation() + "-" + role).toLowerCase(Locale.ROOT);
    }
}
