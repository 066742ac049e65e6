package dev.bourse.gateway.rest;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The contract of REST as it stands in {@code openapi.yaml}.
 *
 * @param document all of it, as JSON
 * @param enforced what requests are checked against
 */
public record Contract(JsonObject document, OpenAPIContract enforced) {
    private static final String RESOURCE = "/gateway/openapi.yaml";

    /** Reads the contract. */
    public static Future<Contract> read(Vertx vertx) {
        return vertx.executeBlocking(Contract::load)
                .compose(document -> OpenAPIContract.from(vertx, readable(document))
                        .map(enforced -> new Contract(document, enforced)));
    }

    private static JsonObject load() throws IOException {
        try (InputStream in = Contract.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IOException(RESOURCE + " is missing from the class path");
            }
            Map<String, Object> fields = new LinkedHashMap<>(
                    new Yaml(new SafeConstructor(new LoaderOptions())).<Map<String, Object>>load(in));
            return new JsonObject(new JsonObject(fields).encode());
        }
    }

    /**
     * Vert.x's reader refuses contracts that name the media type of problem details, though it never sees one. Who may
     * make which call is said by {@link dev.bourse.gateway.access.Call}, not by the router.
     */
    private static JsonObject readable(JsonObject document) {
        JsonObject readable =
                new JsonObject(document.encode().replace("\"application/problem+json\"", "\"application/json\""));
        readable.remove("security");
        JsonObject paths = readable.getJsonObject("paths");
        for (String path : paths.fieldNames()) {
            JsonObject operations = paths.getJsonObject(path);
            operations
                    .fieldNames()
                    .forEach(method -> operations.getJsonObject(method).remove("security"));
        }
        return readable;
    }
}
