package dev.bourse.gateway.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.bourse.gateway.order.Fields;
import dev.bourse.gateway.problem.Problem;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON with numbers as they are written: every number is a {@link BigDecimal}, none ever a double. Depth, length
 * of numbers and names are bounded; a field that comes twice is a fault.
 */
public final class ExactJson {
    private static final int DEPTH = 8;
    private static final int DIGITS = 48;
    private static final int NAME = 64;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH)
                    .maxNumberLength(DIGITS)
                    .maxNameLength(NAME)
                    .build())
            .build();

    private ExactJson() {}

    /** The fields of an object; nothing at all is an object without fields. */
    public static Fields fields(@Nullable Buffer buffer) {
        if (buffer == null || buffer.length() == 0) {
            return new Fields(Map.of());
        }
        try (JsonParser parser = FACTORY.createParser(buffer.getBytes())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw malformed("it is no JSON object");
            }
            Map<String, @Nullable Object> fields = object(parser);
            if (parser.nextToken() != null) {
                throw malformed("something follows the JSON object");
            }
            return new Fields(fields);
        } catch (IOException broken) {
            throw malformed("it is no JSON: " + firstLine(String.valueOf(broken.getMessage())));
        }
    }

    private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            fields.put(name, value(parser));
        }
        return fields;
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> list(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case null, default -> null;
        };
    }

    private static List<@Nullable Object> list(JsonParser parser) throws IOException {
        List<@Nullable Object> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == null) {
                throw malformed("a list does not end");
            }
            items.add(value(parser));
        }
        return items;
    }

    private static RuntimeException malformed(String what) {
        return Problem.of(400, "malformed-body", "The body cannot be read: " + what)
                .refusal();
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }
}
