package dev.bourse.marketdata.rest;

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
 * The contract of REST as it stands in {@code marketdata/openapi.yaml}.
 *
 * @param document all of it, as JSON
 * @param enforced what the router enforces
 */
public record Contract(JsonObject document, OpenAPIContract enforced) {
    private static final String RESOURCE = "/marketdata/openapi.yaml";

    /** Reads the contract; blocks only for a moment, at start. */
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
            Map<String, Object> fields = new LinkedHashMap<>();
            new Yaml(new SafeConstructor(new LoaderOptions()))
                    .<Map<String, Object>>load(in)
                    .forEach(fields::put);
            return new JsonObject(new JsonObject(fields).encode());
        }
    }

    /** Vert.x's reader refuses contracts that name the media type of problem details, though it never sees one. */
    private static JsonObject readable(JsonObject document) {
        return new JsonObject(document.encode().replace("\"application/problem+json\"", "\"application/json\""));
    }
}
