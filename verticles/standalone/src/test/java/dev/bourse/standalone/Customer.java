package dev.bourse.standalone;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A person with a verified account and money, as docs/protocol/exchange-rest.md says how to get there from nothing.
 *
 * @param user the name to sign in with
 */
record Customer(String user, String password) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /**
     * Registers, opens an account, and has the operator verify it and book money in. Blocks.
     *
     * @param page the address of the page, which says where the gateway is
     * @param folder the gateway's
     * @param money USD
     */
    static Customer register(String page, Path folder, String user, String money)
            throws IOException, InterruptedException {
        Customer customer = new Customer(user, "a long enough password 1");
        try (HttpClient http = HttpClient.newHttpClient()) {
            JsonObject told = new JsonObject(http.send(
                            HttpRequest.newBuilder(URI.create(page + "config.json"))
                                    .build(),
                            texts())
                    .body());
            Calls calls = new Calls(http, told.getString("gateway"));
            calls.send("POST", "/v1/user", "", customer.credentials());
            String own = calls.token(customer);
            String operator = calls.token(new Customer(
                    "operator",
                    Files.readString(folder.resolve("operator-password")).strip()));
            int account = calls.send("POST", "/v1/account", own, documents()).getInteger("account");
            calls.send("PUT", "/v1/verification/" + account, operator, new JsonObject().put("decision", "verified"));
            calls.send(
                    "POST",
                    "/v1/deposit",
                    operator,
                    new JsonObject()
                            .put("account", account)
                            .put("asset", "USD")
                            .put("amount", money)
                            .put("reference", "1"));
        }
        return customer;
    }

    private record Calls(HttpClient http, String gateway) {
        JsonObject send(String method, String path, String token, JsonObject body)
                throws IOException, InterruptedException {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(gateway + path))
                    .timeout(PATIENCE)
                    .header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(body.encode()));
            if (!token.isEmpty()) {
                request.header("Authorization", "Bearer " + token);
            }
            HttpResponse<String> answer = http.send(request.build(), texts());
            if (answer.statusCode() >= 300) {
                throw new AssertionError(method + " " + path + ": " + answer.body());
            }
            return new JsonObject(answer.body());
        }

        String token(Customer who) throws IOException, InterruptedException {
            return send("POST", "/v1/session", "", who.credentials()).getString("accessToken");
        }
    }

    private JsonObject credentials() {
        return new JsonObject().put("user", user).put("password", password);
    }

    private static JsonObject documents() {
        return new JsonObject()
                .put(
                        "documents",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("type", "passport")
                                        .put("country", "CH")
                                        .put("fileName", "passport.pdf")
                                        .put("bytes", 52_100)
                                        .put("sha256", "0a".repeat(32))));
    }

    private static HttpResponse.BodyHandler<String> texts() {
        return HttpResponse.BodyHandlers.ofString();
    }
}
