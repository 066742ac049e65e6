package dev.bourse.shared.management;

import static dev.bourse.shared.cluster.TestNode.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.shared.instrument.Instrument;
import dev.bourse.shared.instrument.InstrumentDraft;
import dev.bourse.shared.instrument.InstrumentListener;
import dev.bourse.shared.instrument.InstrumentRegistry;
import dev.bourse.shared.instrument.Universe;
import dev.bourse.shared.telemetry.Health;
import dev.bourse.shared.telemetry.PrometheusTelemetry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Collection;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an operator asks of the management port, and what it refuses. */
class ManagementServerTest {
    private static final String TOKEN = "a token that is long enough";
    private static final String PATH = "/v1/admin/instruments";

    private final Vertx vertx = Vertx.vertx();
    private final PrometheusTelemetry telemetry = new PrometheusTelemetry();
    private final Registry registry = new Registry();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        client.close();
        await(vertx.close());
        telemetry.close();
    }

    @Test
    void readinessNamesEachCheckWithItsReason() throws Exception {
        int port = listen(Optional.empty());
        telemetry.health().ready("partitions-state", () -> Health.Status.down("3 of 64 partitions held"));
        telemetry.health().live("member", () -> Health.Status.up("member of bourse"));

        HttpResponse<String> ready = send(request("GET", port, "/health/ready", "", ""));
        HttpResponse<String> live = send(request("GET", port, "/health/live", "", ""));

        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(new JsonObject(ready.body())).isEqualTo(new JsonObject("""
            {"status": "down", "checks": {"partitions-state":
              {"status": "down", "reason": "3 of 64 partitions held"}}}\
            """));
        assertThat(live.statusCode()).isEqualTo(200);
    }

    @Test
    void metricsAreInPrometheusTextFormat() throws Exception {
        int port = listen(Optional.empty());
        telemetry.counter("feed.accepted", "Ticks").add(2);

        HttpResponse<String> metrics = send(request("GET", port, "/metrics", "", ""));

        assertThat(metrics.body().lines()).contains("bourse_feed_accepted_total 2.0");
        assertThat(metrics.headers().firstValue("content-type")).contains("text/plain; version=0.0.4; charset=utf-8");
    }

    @Test
    void readinessIsAMetricToo() throws Exception {
        int port = listen(Optional.empty());
        telemetry.health().ready("partitions-state", () -> Health.Status.up("64 of 64 partitions held"));
        assertThat(send(request("GET", port, "/metrics", "", "")).body().lines())
                .contains("bourse_ready 1.0");

        telemetry.health().ready("data", () -> Health.Status.down("a feed has failed"));
        assertThat(send(request("GET", port, "/metrics", "", "")).body().lines())
                .contains("bourse_ready 0.0");
    }

    @Test
    void instrumentsAreAddedListedAndRemoved() throws Exception {
        int port = listen(Optional.of(TOKEN));

        HttpResponse<String> added =
                send(request("POST", port, PATH, TOKEN, "{\"symbol\":\"NEW\",\"priceDecimals\":4,\"tickSize\":100}"));
        HttpResponse<String> listed = send(request("GET", port, PATH + "?limit=1", "", ""));
        HttpResponse<String> removed = send(request("DELETE", port, PATH + "/NEW", TOKEN, ""));

        JsonObject expected = new JsonObject("""
            {"id": 0, "symbol": "NEW", "priceDecimals": 4, "sizeDecimals": 0, "tickSize": 100, "lotSize": 1,
             "referencePrice": 0}\
            """);
        assertThat(added.statusCode()).isEqualTo(201);
        assertThat(new JsonObject(added.body())).isEqualTo(expected);
        assertThat(new JsonObject(listed.body()))
                .isEqualTo(new JsonObject().put("total", 1).put("instruments", new JsonArray().add(expected)));
        assertThat(removed.statusCode()).isEqualTo(204);
        assertThat(registry.universe().size()).isZero();
    }

    @Test
    void nothingIsChangedWithoutTheToken() throws Exception {
        int port = listen(Optional.of(TOKEN));

        assertProblem(request("POST", port, PATH, "", "{\"symbol\":\"NEW\"}"), 401, "unauthorized", "none");
        assertProblem(request("DELETE", port, PATH + "/NEW", TOKEN + "x", ""), 401, "unauthorized", "none");
        assertThat(registry.universe().size()).isZero();
    }

    @Test
    void nothingIsChangedAtAllWhereNoTokenIsConfigured() throws Exception {
        int port = listen(Optional.empty());

        assertProblem(request("POST", port, PATH, "anything", "{\"symbol\":\"NEW\"}"), 403, "no-token", "none");
        assertThat(registry.universe().size()).isZero();
    }

    @Test
    void badInputNamesItsFieldAndChangesNothing() throws Exception {
        int port = listen(Optional.of(TOKEN));

        assertProblem(post(port, "{\"symbol\":\"no blanks\"}"), 400, "invalid", "symbol");
        assertProblem(post(port, "{}"), 400, "invalid", "symbol");
        assertProblem(post(port, "{\"symbol\":\"A\",\"tickSize\":-1}"), 400, "invalid", "tickSize");
        assertProblem(post(port, "{\"symbol\":\"A\",\"lotSize\":1.5}"), 400, "invalid", "lotSize");
        assertProblem(post(port, "{\"symbol\":\"A\",\"colour\":\"red\"}"), 400, "invalid", "colour");
        assertProblem(post(port, "[1]"), 400, "invalid", "none");
        assertProblem(post(port, "{\"symbol\":"), 400, "invalid", "none");
        assertProblem(post(port, ""), 400, "invalid", "symbol");
        assertProblem(post(port, "{\"symbol\":\"" + "A".repeat(20_000) + "\"}"), 413, "too-large", "none");
        assertProblem(request("DELETE", port, PATH + "/GONE", TOKEN, ""), 404, "unknown", "symbol");
        assertProblem(request("GET", port, PATH + "?limit=x", "", ""), 400, "invalid", "limit");
        assertProblem(request("GET", port, "/nothing", "", ""), 404, "not-found", "none");
        assertThat(registry.universe().size()).isZero();
    }

    @Test
    void aSymbolThatIsTakenIsAConflict() throws Exception {
        int port = listen(Optional.of(TOKEN));
        send(post(port, "{\"symbol\":\"A\"}"));

        assertProblem(post(port, "{\"symbol\":\"A\"}"), 409, "taken", "symbol");
    }

    private int listen(Optional<String> token) {
        ManagementServer server = new ManagementServer(vertx, new ManagementOptions("127.0.0.1", 0, token), telemetry);
        new InstrumentAdmin(registry, token).mount(server.router());
        return await(server.listen()).actualPort();
    }

    private void assertProblem(HttpRequest request, int status, String code, String field) throws Exception {
        HttpResponse<String> response = send(request);
        JsonObject problem = new JsonObject(response.body());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(problem.getString("code")).isEqualTo(code);
        assertThat(problem.getString("field", "none")).as(response.body()).isEqualTo(field);
        assertThat(problem.getInteger("status")).isEqualTo(status);
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest post(int port, String body) {
        return request("POST", port, PATH, TOKEN, body);
    }

    private static HttpRequest request(String method, int port, String path, String token, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        return (token.isEmpty() ? request : request.header("authorization", "Bearer " + token)).build();
    }

    /** A registry in memory, by the rules of the real one. */
    private static final class Registry implements InstrumentRegistry {
        private volatile Universe universe = Universe.EMPTY;

        @Override
        public Universe universe() {
            return universe;
        }

        @Override
        public Future<Instrument> add(InstrumentDraft draft) {
            try {
                Instrument instrument = draft.withId(universe().nextId());
                universe = universe.with(instrument);
                return Future.succeededFuture(instrument);
            } catch (IllegalArgumentException taken) {
                return Future.failedFuture(taken);
            }
        }

        @Override
        public Future<List<Instrument>> addAll(Collection<InstrumentDraft> drafts) {
            return Future.failedFuture("not asked for here");
        }

        @Override
        public Future<Instrument> remove(String symbol) {
            Optional<Instrument> gone = universe().bySymbol(symbol);
            if (gone.isEmpty()) {
                return Future.failedFuture(new NoSuchElementException("symbol: '" + symbol + "' is not known"));
            }
            universe = universe.without(gone.get().id());
            return Future.succeededFuture(gone.get());
        }

        @Override
        public void onChange(InstrumentListener listener) {
            throw new UnsupportedOperationException("not asked for here");
        }
    }
}
