package dev.bourse.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.analytics.rest.RestApi;
import dev.bourse.exchange.core.ExchangeCore;
import dev.bourse.exchange.output.FollowedOutputs;
import dev.bourse.exchange.output.OutputConsumer;
import dev.bourse.exchange.replay.SimulatedSession;
import dev.bourse.shared.access.AccessToken;
import dev.bourse.shared.access.Role;
import dev.bourse.shared.access.Secret;
import dev.bourse.shared.access.TokenReader;
import dev.bourse.shared.cluster.Eventually;
import dev.bourse.shared.cluster.TestNode;
import dev.bourse.shared.config.Settings;
import dev.bourse.shared.rest.Contract;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.validation.ResponseValidator;
import io.vertx.openapi.validation.ValidatableResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("C8, E1: analytics by REST, for operators and auditors")
class AnalyticsIT {
    private static final Secret KEY = Secret.of(new byte[32]).derive(TokenReader.PURPOSE);
    private static final List<byte[]> OUTPUTS = new ArrayList<>();
    private static final AtomicInteger BREAKS = new AtomicInteger(2);
    private static final Vertx CALLER = Vertx.vertx();
    private static final HttpClientAgent HTTP = CALLER.createHttpClient();
    private static final AnalyticsGroup GROUP = new AnalyticsGroup(settings -> Recorded::new);
    private static final TestNode NODE = TestNode.alone();

    @TempDir
    private static Path folder = Path.of("");

    private record Answer(int status, String type, Buffer body) {
        JsonObject json() {
            return new JsonObject(body);
        }
    }

    /** Recorded outputs, over a way that breaks twice. */
    private static final class Recorded implements FollowedOutputs {
        private long next;

        Recorded(long from) {
            next = from;
        }

        @Override
        public int poll(OutputConsumer consumer) {
            int left = 100;
            while (left > 0 && next <= OUTPUTS.size()) {
                byte[] output = OUTPUTS.get((int) next - 1);
                consumer.onOutput(next++, new UnsafeBuffer(output), 0, output.length);
                left--;
            }
            if (left == 0 && BREAKS.getAndDecrement() > 0) {
                throw new IllegalStateException("the way broke");
            }
            return 100 - left;
        }

        @Override
        public long time() {
            return NODE.node().clock().millis() * 1_000;
        }

        @Override
        public String state() {
            return "reading a recorded session";
        }

        @Override
        public void close() {}
    }

    @BeforeAll
    static void start() throws Exception {
        ExchangeCore core = new ExchangeCore(64);
        SimulatedSession session = new SimulatedSession(new SimulatedSession.Settings(5, 3, 40, 100, false));
        for (int left = 2_000; left > 0; left -= session.isSettingUp() ? 0 : 1) {
            int length = session.next();
            core.apply(session.buffer(), 0, length, core.commandNumber() * 1_000, (buffer, offset, size) -> {
                session.onOutput(buffer, offset, size);
                byte[] copy = new byte[size];
                buffer.getBytes(offset, copy);
                OUTPUTS.add(copy);
            });
        }
        Path key = Files.writeString(folder.resolve(TokenReader.FILE), KEY.text() + "\n");
        Settings settings = Settings.of(Map.of("analytics.port", "0", "analytics.token-key", key.toString()));
        GROUP.check(settings);
        assertThat(settings.faults()).isEmpty();
        TestNode.await(GROUP.deploy(NODE.node(), settings).mapEmpty());
        Eventually.equal(
                (long) OUTPUTS.size(),
                () -> get("/v1/analytics/turnover", token(Role.AUDITOR)).json().getLong("number"));
    }

    @AfterAll
    static void stop() {
        TestNode.await(GROUP.stop().mapEmpty());
        TestNode.await(CALLER.close());
        NODE.close();
    }

    private static String token(Role role) {
        long now = NODE.node().clock().millis() / 1_000;
        return "Bearer " + new AccessToken("someone", role, "session", now, now + 300).write(KEY);
    }

    private static Answer get(String path, String authorization) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setHost("127.0.0.1")
                .setPort(GROUP.port())
                .setURI(path);
        if (!authorization.isEmpty()) {
            options.putHeader("Authorization", authorization);
        }
        // On a context of the caller, so that no part of an answer comes before its handler is set.
        Promise<Answer> answered = Promise.promise();
        CALLER.runOnContext(run -> HTTP.request(options)
                .compose(request -> request.send())
                .compose(response -> response.body()
                        .map(body -> new Answer(
                                response.statusCode(), String.valueOf(response.getHeader("Content-Type")), body)))
                .onComplete(answered));
        return TestNode.await(answered.future());
    }

    private static JsonObject valid(String operation, Answer answer) {
        assertThat(answer.status).as(answer.body.toString()).isEqualTo(200);
        TestNode.await(Contract.read(CALLER, RestApi.CONTRACT)
                .compose(contract -> ResponseValidator.create(CALLER, contract.enforced())
                        .validate(ValidatableResponse.create(200, answer.body, answer.type), operation)));
        return answer.json();
    }

    @Test
    @DisplayName("the top 20 accounts by risk, and the turnover by instrument, as the contract says")
    void answers() {
        JsonObject top = valid("accountsByRisk", get("/v1/analytics/accounts", token(Role.OPERATOR)));
        assertThat(top.getString("asset")).isEqualTo("USD");
        assertThat(top.getJsonArray("accounts")).hasSize(20);
        assertThat(top.getJsonArray("accounts").stream()
                        .map(row -> Double.parseDouble(((JsonObject) row).getString("risk"))))
                .isSortedAccordingTo((one, other) -> Double.compare(other, one));
        JsonObject turnover = valid("turnover", get("/v1/analytics/turnover?period=all&limit=2", token(Role.AUDITOR)));
        assertThat(turnover.getJsonArray("instruments")).hasSize(2);
        assertThat(turnover.getJsonArray("instruments").getJsonObject(0).getString("symbol"))
                .matches("S[123]/USD");
    }

    @ParameterizedTest
    @CsvSource({
        "accounts, , 401, not-authenticated",
        "turnover, , 401, not-authenticated",
        "accounts, TRADER, 403, not-allowed",
        "turnover, TRADER, 403, not-allowed",
        "nothing, , 401, not-authenticated",
        "nothing, OPERATOR, 404, http-404",
        "accounts?limit=0, OPERATOR, 400, invalid-parameter",
        "accounts?colour=red, OPERATOR, 400, unknown-parameter",
        "accounts?asset=NONE, AUDITOR, 404, unknown-asset",
        "turnover?period=year, AUDITOR, 400, invalid-parameter",
    })
    @DisplayName("who may not ask, and what cannot be asked, gets a problem document")
    void problems(String call, @Nullable String role, int status, String code) {
        Answer answer = get("/v1/analytics/" + call, role == null ? "" : token(Role.valueOf(role)));

        assertThat(answer.type).isEqualTo("application/problem+json");
        assertThat(answer.status).isEqualTo(status);
        assertThat(answer.json().getString("code")).isEqualTo(code);
    }

    @Test
    @DisplayName("E8: each role gets of each call what the table says, and the table has every call of the contract")
    void eachRoleAgainstEachCall() {
        // Operation, path, and what the public, a trader, an operator and an auditor get.
        String table = """
            accountsByRisk /v1/analytics/accounts 401 403 200 200
            turnover /v1/analytics/turnover 401 403 200 200
            contract /openapi.json 200 200 200 200
            """;
        List<String> answered = new ArrayList<>();
        table.lines().map(line -> line.split(" ")).forEach(cells -> {
            StringBuilder line = new StringBuilder(cells[0] + " " + cells[1]);
            for (String authorization : List.of("", token(Role.TRADER), token(Role.OPERATOR), token(Role.AUDITOR))) {
                line.append(' ').append(get(cells[1], authorization).status);
            }
            answered.add(line.toString());
        });

        assertThat(answered).containsExactlyElementsOf(table.lines().toList());
        List<Operation> contract = TestNode.await(Contract.read(CALLER, RestApi.CONTRACT)
                .map(read -> read.enforced().operations()));
        assertThat(contract.stream().map(Operation::getOperationId))
                .containsExactlyInAnyOrder("accountsByRisk", "turnover");
    }

    @Test
    @DisplayName("E8: forged, expired and foreign tokens are nobody's")
    void tokens() {
        long now = NODE.node().clock().millis() / 1_000;
        Secret other = Secret.of(new byte[33]);
        String good = token(Role.OPERATOR);
        List<String> bad = List.of(
                "Bearer " + new AccessToken("someone", Role.OPERATOR, "session", now - 400, now - 1).write(KEY),
                "Bearer " + new AccessToken("someone", Role.OPERATOR, "session", now, now + 300).write(other),
                good.substring(0, good.length() - 2),
                good.replace("Bearer", "Basic"),
                "Bearer " + good.split("\\.")[1],
                "Bearer ");
        assertThat(get("/v1/analytics/accounts", good).status).isEqualTo(200);
        for (String token : bad) {
            assertThat(get("/v1/analytics/accounts", token).status).as(token).isEqualTo(401);
        }
    }
}
