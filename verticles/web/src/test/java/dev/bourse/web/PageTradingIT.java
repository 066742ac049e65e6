package dev.bourse.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.shared.config.Settings;
import dev.bourse.shared.rest.Origin;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Where the page trades: what it is told, what its policy lets it talk to, and which origins it can have. */
class PageTradingIT {
    private static final FakeCluster CLUSTER = new FakeCluster(10);
    private static final WebGroup ALONE = new WebGroup();
    private static final WebGroup CONFIGURED = new WebGroup(() -> Optional.of(Origin.parse("http://127.0.0.1:8090")));
    private static final WebGroup OWN = new WebGroup(() -> Optional.of(Origin.parse("http://127.0.0.1:8090")));

    private record Answer(JsonObject told, String policy) {}

    @BeforeAll
    static void start() throws Exception {
        deploy(ALONE, Map.of("web.port", "0"));
        deploy(CONFIGURED, Map.of("web.port", "0", "web.gateway", "https://Gateway.example.org:443"));
        deploy(OWN, Map.of("web.port", "0"));
    }

    @AfterAll
    static void stop() throws Exception {
        for (WebGroup web : List.of(ALONE, CONFIGURED, OWN)) {
            web.stop().await(20, TimeUnit.SECONDS);
        }
        CLUSTER.vertx.close().await(20, TimeUnit.SECONDS);
    }

    @Test
    void withoutAGatewayThePageIsToldOfNoneAndTalksToItsOwnServerAlone() throws Exception {
        Answer answer = ask(ALONE);
        assertThat(answer.told()).isEqualTo(new JsonObject());
        assertThat(answer.policy()).endsWith("; connect-src 'self'");
    }

    @Test
    void theConfiguredGatewayIsTheOnlyOtherServerThatThePageTalksTo() throws Exception {
        Answer answer = ask(CONFIGURED);
        assertThat(answer.told()).isEqualTo(new JsonObject().put("gateway", "https://gateway.example.org"));
        assertThat(answer.policy())
                .endsWith("; connect-src 'self' https://gateway.example.org wss://gateway.example.org")
                .contains("default-src 'none'; script-src 'self';");
    }

    @Test
    void theGatewayOfTheProcessCountsWhereNoOtherIsConfigured() throws Exception {
        Answer answer = ask(OWN);
        assertThat(answer.told()).isEqualTo(new JsonObject().put("gateway", "http://127.0.0.1:8090"));
        assertThat(answer.policy()).endsWith("; connect-src 'self' http://127.0.0.1:8090 ws://127.0.0.1:8090");
    }

    @Test
    void theOriginsOfThePageAreTheNamesThatItAnswersToWithItsOwnPort() {
        assertThat(OWN.origins())
                .containsExactly(
                        Origin.parse("http://127.0.0.1:" + OWN.port()),
                        Origin.parse("http://localhost:" + OWN.port()),
                        Origin.parse("http://[::1]:" + OWN.port()));
        assertThat(new WebGroup().origins()).as("before it listens").isEmpty();
    }

    @Test
    void anAddressThatIsNoOriginIsAFault() {
        for (String wrong : List.of("http://gateway/v1", "gateway:8090", "https://a.example; script-src *")) {
            Settings settings = Settings.of(Map.of("web.gateway", wrong));
            new WebGroup().check(settings);
            assertThat(settings.faults()).singleElement().asString().startsWith("web.gateway: '" + wrong + "'");
        }
    }

    private static void deploy(WebGroup web, Map<String, String> values) throws Exception {
        web.deploy(CLUSTER.node(), Settings.of(values)).await(20, TimeUnit.SECONDS);
    }

    private static Answer ask(WebGroup web) throws Exception {
        URI address = URI.create("http://127.0.0.1:" + web.port() + "/config.json");
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer =
                    http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
            return new Answer(
                    new JsonObject(answer.body()),
                    answer.headers().firstValue("Content-Security-Policy").orElse(""));
        }
    }
}
