package dev.bourse.bench.gateway;

import dev.bourse.bench.gateway.Requests.Trader;
import dev.bourse.shared.access.Secret;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.SleepingMillisIdleStrategy;

/** Opens a market of a few instruments on a new gateway, and makes users who have money and shares. One thread. */
final class TradersSetup {
    private static final String PASSWORD = "correct horse battery";
    private static final String PLENTY = "1000000000";
    private static final int BEHIND = 503;

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;
    private final String operator;

    /** @param folder the gateway's, with the first operator's password */
    TradersSetup(int port, Path folder) throws IOException, InterruptedException {
        this.port = port;
        operator = logIn(
                "operator",
                Files.readString(folder.resolve("gateway").resolve("operator-password"))
                        .strip());
    }

    /** Makes instruments S0, S1, ... and that many traders. */
    List<Trader> open(int symbols, int traders) throws IOException, InterruptedException {
        call(
                "POST",
                "/v1/assets",
                operator,
                new JsonObject().put("symbol", "USD").put("decimals", 2));
        for (int i = 0; i < symbols; i++) {
            instrument(i);
        }
        List<Trader> made = new ArrayList<>();
        for (int i = 0; i < traders; i++) {
            made.add(trader("trader-" + i, symbols));
        }
        return made;
    }

    private void instrument(int number) throws IOException, InterruptedException {
        call(
                "POST",
                "/v1/assets",
                operator,
                new JsonObject().put("symbol", "A" + number).put("decimals", 0));
        call(
                "POST",
                "/v1/instruments",
                operator,
                new JsonObject()
                        .put("symbol", "S" + number)
                        .put("base", "A" + number)
                        .put("quote", "USD")
                        .put("tickSize", "0.01")
                        .put("lotSize", "1")
                        .put("makerFeeBps", 1)
                        .put("takerFeeBps", 1));
        call("PUT", "/v1/instruments/S" + number + "/phase", operator, new JsonObject().put("phase", "continuous"));
    }

    private Trader trader(String name, int symbols) throws IOException, InterruptedException {
        call(
                "POST",
                "/v1/users",
                operator,
                new JsonObject().put("user", name).put("password", PASSWORD).put("role", "trader"));
        String token = logIn(name, PASSWORD);
        int account = call("POST", "/v1/account", token, documents()).getInteger("account");
        call("PUT", "/v1/verification/" + account, operator, new JsonObject().put("decision", "verified"));
        deposit(account, "USD", 1);
        for (int i = 0; i < symbols; i++) {
            deposit(account, "A" + i, 2L + i);
        }
        JsonObject key = call("POST", "/v1/key", token, new JsonObject().put("label", "bench"));
        return new Trader(token, key.getString("key"), Secret.ofText(key.getString("secret")));
    }

    private void deposit(int account, String asset, long reference) throws IOException, InterruptedException {
        call(
                "POST",
                "/v1/deposit",
                operator,
                new JsonObject()
                        .put("account", account)
                        .put("asset", asset)
                        .put("amount", PLENTY)
                        .put("reference", reference));
    }

    private static JsonObject documents() {
        return new JsonObject("{\"documents\":[{\"type\":\"passport\",\"country\":\"CH\",\"expires\":\"2090-01-31\","
                + "\"fileName\":\"p.pdf\",\"bytes\":4711,\"sha256\":\"" + "0a".repeat(32) + "\"}]}");
    }

    private String logIn(String user, String password) throws IOException, InterruptedException {
        return call(
                        "POST",
                        "/v1/session",
                        "",
                        new JsonObject().put("user", user).put("password", password))
                .getString("accessToken");
    }

    /** Until the gateway has read what the exchange had done before, it says that it is behind. */
    private JsonObject call(String method, String path, String token, JsonObject body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body.encode()));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        IdleStrategy until = new SleepingMillisIdleStrategy(100);
        for (int tries = 0; ; tries++) {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() < 300) {
                return new JsonObject(answer.body());
            }
            if (answer.statusCode() != BEHIND || tries == 100) {
                throw new IOException(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
            }
            until.idle();
        }
    }
}
