package dev.bourse.marketdata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.exchange.output.OtherExchangeException;
import dev.bourse.marketdata.rest.RestApi;
import dev.bourse.shared.access.AccessToken;
import dev.bourse.shared.access.Role;
import dev.bourse.shared.access.Secret;
import dev.bourse.shared.access.TokenReader;
import dev.bourse.shared.cluster.Eventually;
import dev.bourse.shared.cluster.TestNode;
import dev.bourse.shared.config.Settings;
import dev.bourse.shared.rest.Contract;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.openapi.contract.Operation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * E8: each role against each call, by the table below: what is public is everybody's, depth is for who has an account,
 * and a token that is not the gateway's is nobody's.
 */
class RolesIT {
    private static final Secret TOKENS = Secret.of(new byte[32]);
    private static final long PATIENCE = 60;
    private static final List<String> WHO = List.of("public", "trader", "operator", "auditor", "forged");

    /** Operation, path, and what is answered to the public, a trader, an operator, an auditor, and a forged token. */
    private static final String TABLE = """
        instruments  /v1/instruments                                       200 200 200 200 200
        orderBookL1  /v1/marketdata/orderBook/L1?symbol=ACME/USD           200 200 200 200 200
        orderBookL2  /v1/marketdata/orderBook/L2?symbol=ACME/USD&depth=5   200 200 200 200 200
        orderBookL2  /v1/marketdata/orderBook/L2?symbol=ACME/USD&depth=50  403 200 200 200 403
        orderBookL2  /v1/marketdata/orderBook/L2?symbol=ACME/USD&depth=51  400 400 400 400 400
        orderBookL3  /v1/marketdata/orderBook/L3?symbol=ACME/USD&depth=5   200 200 200 200 200
        orderBookL3  /v1/marketdata/orderBook/L3?symbol=ACME/USD&depth=6   403 200 200 200 403
        candles      /v1/marketdata/candles?symbol=ACME/USD&resolution=60  200 200 200 200 200
        trades       /v1/marketdata/trades?symbol=ACME/USD                 200 200 200 200 200
        trades       /v1/marketdata/trades?symbol=NONE                     404 404 404 404 404
        """;

    private final TradingDay day = new TradingDay();
    private final MarketDataGroup group = new MarketDataGroup((settings, options) -> from -> day);
    private final Vertx caller = Vertx.vertx();
    private final HttpClientAgent http = caller.createHttpClient();

    @TempDir
    private Path folder = Path.of("");

    private @Nullable TestNode node;

    @BeforeEach
    void start() throws Exception {
        day.buy(10, 9_990);
        TestNode own = TestNode.alone();
        node = own;
        Path key = Files.writeString(folder.resolve(TokenReader.FILE), TOKENS.text());
        Settings settings = Settings.of(Map.of(
                "marketdata.port",
                "0",
                "marketdata.multicast",
                "false",
                "marketdata.max-requests",
                "100000",
                "marketdata.token-key",
                key.toString(),
                "marketdata.folder",
                folder.toString()));
        group.deploy(own.node(), settings).await(PATIENCE, TimeUnit.SECONDS);
        Eventually.equal(200, () -> status("/v1/marketdata/orderBook/L1?symbol=ACME/USD", ""));
    }

    @AfterEach
    void stop() throws Exception {
        caller.close().await(PATIENCE, TimeUnit.SECONDS);
        group.stop().await(PATIENCE, TimeUnit.SECONDS);
        if (node != null) {
            node.close();
        }
    }

    @Test
    @DisplayName("E8: each role gets of each call what the table says, and the table has every call of the contract")
    void eachRoleAgainstEachCall() {
        List<String> answered = new ArrayList<>();
        TreeSet<String> operations = new TreeSet<>();
        TABLE.lines().map(line -> line.split(" +")).forEach(cells -> {
            operations.add(cells[0]);
            StringBuilder line = new StringBuilder(cells[0] + " " + cells[1]);
            WHO.forEach(who -> line.append(' ').append(status(cells[1], authorization(who))));
            answered.add(line.toString());
        });

        assertThat(answered)
                .containsExactlyElementsOf(
                        TABLE.lines().map(line -> line.replaceAll(" +", " ")).toList());
        List<Operation> contract = TestNode.await(Contract.read(caller, RestApi.CONTRACT)
                .map(read -> read.enforced().operations()));
        assertThat(contract.stream().map(Operation::getOperationId)).containsExactlyInAnyOrderElementsOf(operations);
    }

    @Test
    @DisplayName("C8: where the exchange turns out to be another nothing that is known is served as the present")
    void endsUnderAnotherExchange() {
        day.become(new OtherExchangeException("it was started afresh"));

        Eventually.equal(503, () -> status("/v1/marketdata/orderBook/L1?symbol=ACME/USD", ""));
        assertThat(status("/v1/instruments", "")).isEqualTo(503);
        assertThat(status("/v1/marketdata/candles?symbol=ACME/USD&resolution=60", ""))
                .isEqualTo(503);
        assertThat(status("/v1/marketdata/stream", "")).isEqualTo(503);
        assertThat(status("/openapi.json", "")).isEqualTo(200);
    }

    private String authorization(String who) {
        if (who.equals("public")) {
            return "";
        }
        boolean forged = who.equals("forged");
        Role role = forged ? Role.OPERATOR : Role.valueOf(who.toUpperCase(Locale.ROOT));
        long now = Objects.requireNonNull(node).node().clock().millis() / 1_000;
        byte[] other = new byte[32];
        other[0] = 1;
        return "Bearer "
                + new AccessToken("someone", role, "session", now, now + 300).write(forged ? Secret.of(other) : TOKENS);
    }

    private int status(String path, String authorization) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setHost("127.0.0.1")
                .setPort(group.port())
                .setURI(path);
        if (!authorization.isEmpty()) {
            options.putHeader("Authorization", authorization);
        }
        Future<Integer> status =
                http.request(options).compose(request -> request.send()).map(response -> response.statusCode());
        return TestNode.await(status);
    }
}
