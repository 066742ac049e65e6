package dev.bourse.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.gateway.order.Fields;
import dev.bourse.gateway.problem.Problem;
import dev.bourse.gateway.problem.Refusal;
import dev.bourse.shared.rest.Contract;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Validator;
import io.vertx.openapi.contract.Operation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every body of the contract, right and wrong in many ways, beside what the library says of it. */
class ShapeTest {
    private static final int BODIES = 1_500;
    private static final Object[] JUNK = {
        null,
        true,
        "",
        " ",
        "x".repeat(40),
        "x".repeat(2_000),
        "-1",
        "1.5",
        0,
        -7,
        1.5,
        1e300,
        12345678901234567L,
        new JsonObject().put("a", 1),
        new JsonArray().add(1).add("b"),
        new JsonArray(),
        "\uD83D\uDE00".repeat(20)
    };

    private static Vertx vertx;
    private static Contract contract;

    @BeforeAll
    static void read() throws Exception {
        vertx = Vertx.vertx();
        contract = Contract.read(vertx, RestApi.CONTRACT).await(60, TimeUnit.SECONDS);
    }

    @AfterAll
    static void close() throws Exception {
        vertx.close().await(60, TimeUnit.SECONDS);
    }

    @Test
    void nothingIsAdmittedThatTheContractForbidsAndOfWhatIsRightAlmostAll() {
        Random random = new Random(11);
        Map<String, JsonObject> schemas = bodies();
        assertThat(schemas).hasSizeGreaterThan(12);
        int right = 0;
        int admitted = 0;
        for (Map.Entry<String, JsonObject> entry : schemas.entrySet()) {
            Shape shape = Shape.of(contract.document(), entry.getValue());
            Validator library = library(entry.getKey());
            for (int i = 0; i < BODIES; i++) {
                String text = Json.encode(value(entry.getValue(), random, i % 3 == 0 ? 0 : 0.08));
                Fields fields = read(text);
                boolean allowed = library.validate(Json.decodeValue(text)).getValid();
                boolean certain = fields != null && shape.admits(fields.all());
                assertThat(certain && !allowed)
                        .as(entry.getKey() + " admits " + text)
                        .isFalse();
                Problem fault = fields == null ? null : shape.fault("", fields.all());
                assertThat(fault == null)
                        .as(entry.getKey() + " finds " + fault + " in " + text)
                        .isEqualTo(fields == null || certain);
                right += allowed && fields != null ? 1 : 0;
                admitted += certain ? 1 : 0;
            }
        }
        assertThat(right).isGreaterThan(BODIES);
        assertThat((double) admitted / right).isGreaterThan(0.9);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"symbol":"A","side":"up","orderType":"limit","quantity":1}\
        |side|invalid-field|\
        side is "up"; allowed is [buy, sell]
        {"symbol":"A","side":"buy","type":"limit","quantity":1}\
        |type|unknown-field|\
        There is no field type; there are [symbol, side, orderType,
        {"symbol":"A","side":"buy","orderType":"limit"}\
        |quantity|missing-field|\
        quantity is missing; what must be there is [symbol, side, orderType, quantity]
        {"symbol":"","side":"buy","orderType":"limit","quantity":1}\
        |symbol|invalid-field|\
        symbol has 0 characters; allowed are 1 to 16
        {"symbol":"A","side":"buy","orderType":"limit","quantity":true}\
        |quantity|invalid-field|\
        quantity is true; allowed is: string or number
        {"symbol":"A","side":null,"orderType":"limit","quantity":1}\
        |side|invalid-field|\
        side is null; allowed is: string
        """)
    void whatIsWrongWithAnOrderIsSaidByFieldValueAndWhatIsAllowed(
            String order, String field, String code, String detail) {
        Problem fault = fault("placeOrder", order);

        assertThat(fault.field()).isEqualTo(field);
        assertThat(fault.code()).isEqualTo(code);
        assertThat(fault.detail()).startsWith(detail);
    }

    @Test
    void whatIsWrongInsideAListIsSaidByItsPath() {
        assertThat(fault("openAccount", "{\"documents\":[{\"type\":\"passport\",\"country\":\"de\"}]}")
                        .detail())
                .startsWith("documents.0.fileName is missing");
        assertThat(fault("openAccount", "{\"documents\":[]}").detail())
                .isEqualTo("documents has 0 entries; allowed are 1 to 10");
    }

    @Test
    void aPasswordIsNeverSaidAgain() {
        Problem fault = fault("register", "{\"user\":\"alice\",\"password\":7}");

        assertThat(fault.field()).isEqualTo("password");
        assertThat(fault.detail()).isEqualTo("password is not right; allowed is: string");
    }

    private static Problem fault(String operation, String body) {
        Shape shape = Shape.of(contract.document(), Objects.requireNonNull(bodies().get(operation)));
        return Objects.requireNonNull(
                shape.fault("", ExactJson.fields(Buffer.buffer(body)).all()));
    }

    private static Map<String, JsonObject> bodies() {
        Map<String, JsonObject> schemas = new LinkedHashMap<>();
        for (Object path : contract.document().getJsonObject("paths").getMap().values()) {
            JsonObject operations = path instanceof JsonObject json ? json : new JsonObject(asMap(path));
            for (String method : operations.fieldNames()) {
                JsonObject body = operations.getJsonObject(method).getJsonObject("requestBody");
                if (body != null) {
                    schemas.put(
                            operations.getJsonObject(method).getString("operationId"),
                            body.getJsonObject("content")
                                    .getJsonObject("application/json")
                                    .getJsonObject("schema"));
                }
            }
        }
        return schemas;
    }

    @SuppressWarnings("unchecked") // What JSON reads has texts as names.
    private static Map<String, Object> asMap(Object path) {
        return (Map<String, Object>) path;
    }

    private static Validator library(String operationId) {
        Operation operation = contract.enforced().operation(operationId);
        return contract.enforced()
                .getSchemaRepository()
                .validator(operation
                        .getRequestBody()
                        .determineContentType("application/json")
                        .getSchema());
    }

    private static @Nullable Fields read(String text) {
        try {
            return ExactJson.fields(Buffer.buffer(text));
        } catch (Refusal tooMuch) {
            return null;
        }
    }

    /** A value that a schema allows, or, as often as is said, any other, here or somewhere inside. */
    private static @Nullable Object value(JsonObject given, Random random, double wrong) {
        String reference = given.getString("$ref", "");
        JsonObject schema = reference.isEmpty()
                ? given
                : contract.document()
                        .getJsonObject("components")
                        .getJsonObject("schemas")
                        .getJsonObject(reference.substring(reference.lastIndexOf('/') + 1));
        if (random.nextDouble() < wrong / 2 && !schema.containsKey("properties")) {
            return JUNK[random.nextInt(JUNK.length)];
        }
        Object type = schema.getValue("type");
        String kind = type instanceof JsonArray several
                ? several.getString(random.nextInt(several.size()))
                : String.valueOf(type);
        return switch (kind) {
            case "object" -> object(schema, random, wrong);
            case "array" -> {
                JsonArray array = new JsonArray();
                for (int i = random.nextInt(3) + schema.getInteger("minItems", 0); i > 0; i--) {
                    array.add(value(schema.getJsonObject("items"), random, wrong));
                }
                yield array;
            }
            case "boolean" -> random.nextBoolean();
            case "integer" -> Math.max(schema.getInteger("minimum", 0), random.nextInt(1_000));
            case "number" -> random.nextInt(100_000) / 100.0;
            default -> text(schema, random);
        };
    }

    private static JsonObject object(JsonObject schema, Random random, double wrong) {
        JsonObject object = new JsonObject();
        JsonObject properties = schema.getJsonObject("properties", new JsonObject());
        JsonArray required = schema.getJsonArray("required", new JsonArray());
        for (String name : properties.fieldNames()) {
            if (required.contains(name) ? random.nextDouble() >= wrong / 2 : random.nextInt(3) > 0) {
                object.put(name, value(properties.getJsonObject(name), random, wrong));
            }
        }
        return random.nextDouble() < wrong ? object.put("unknown", 1) : object;
    }

    private static String text(JsonObject schema, Random random) {
        JsonArray words = schema.getJsonArray("enum");
        if (words != null) {
            return words.getString(random.nextInt(words.size()));
        }
        return switch (schema.getString("pattern", "")) {
            case "^[A-Z]{2}$" -> "CH";
            case "^\\d{4}-\\d{2}-\\d{2}$" -> "2030-01-31";
            case "^[0-9a-f]{64}$" -> "0a".repeat(32);
            default -> "a" + random.nextInt(100);
        };
    }
}
