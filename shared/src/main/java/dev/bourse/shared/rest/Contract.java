package dev.bourse.shared.rest;

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
 * The contract of a REST service as it stands in its {@code openapi.yaml}.
 *
 * @param document all of it, as JSON
 * @param enforced what requests are checked against
 */
public record Contract(JsonObject document, OpenAPIContract enforced) {

    /**
     * Reads a contract; fails where it is missing or no contract.
     *
     * @param resource where it is on the class path, with a slash in front
     */
    public static Future<Contract> read(Vertx vertx, String resource) {
        return vertx.executeBlocking(() -> load(resource))
                .compose(document -> OpenAPIContract.from(vertx, readable(document))
                        .map(enforced -> new Contract(document, enforced)));
    }

    private static JsonObject load(String resource) throws IOException {
        try (InputStream in = Contract.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException(resource + " is missing from the class path");
            }
            Map<String, Object> fields = new LinkedHashMap<>(
                    new Yaml(new SafeConstructor(new LoaderOptions())).<Map<String, Object>>load(in));
            return new JsonObject(new JsonObject(fields).encode());
        }
    }

    /**
     * Vert.x's reader refuses contracts that name the media type of problem details, though it never sees one. Who may
     * make which call is for each service to say, not for the router.
     */
    private static JsonObject readable(JsonObject document) {
        JsonObject readable =
                new JsonObject(document.encode().replace("\"application/problem+json\"", "\"application/json\""));
        readable.remove("security");
        JsonObject paths = readable.getJsonObject("paths");
        for (String path : paths.fieldNames()) {
            JsonObject operations = paths.getJsonObject(path);
            for (String method : operations.fieldNames()) {
                if (operations.getValue(method) instanceof JsonObject operation) {
                    operation.remove("security");
                }
            }
        }
        return readable;
    }
}
