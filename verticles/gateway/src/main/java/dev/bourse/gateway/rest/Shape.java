package dev.bourse.gateway.rest;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A schema of the contract in a form that is quick to say yes. It admits nothing that the schema forbids; what it does
 * not admit may be right all the same, where the schema says something that is not known here. Values are as
 * {@link ExactJson} reads them. Safe for all threads.
 */
final class Shape {
    private static final Set<String> KNOWN = Set.of(
            "description",
            "type",
            "enum",
            "pattern",
            "minLength",
            "maxLength",
            "minimum",
            "maximum",
            "required",
            "properties",
            "additionalProperties",
            "items",
            "minItems",
            "maxItems");

    private static final String SCHEMAS = "#/components/schemas/";
    private static final int DEPTH = 16;
    private static final int LONG_BITS = 63;

    private final boolean known;
    private final Set<String> types;
    private final @Nullable Set<String> allowed;
    private final @Nullable Pattern pattern;
    private final int minLength;
    private final int maxLength;
    private final @Nullable BigDecimal minimum;
    private final @Nullable BigDecimal maximum;
    private final Set<String> required;
    private final Map<String, Shape> properties = new HashMap<>();
    private final boolean closed;
    private final @Nullable Shape items;
    private final int minItems;
    private final int maxItems;

    /** Of a schema of a document, to whose other schemas it may refer. */
    static Shape of(JsonObject document, JsonObject schema) {
        return of(document, schema, 0);
    }

    private static Shape of(JsonObject document, JsonObject schema, int depth) {
        String reference = schema.getString("$ref", "");
        if (schema.size() == 1 && reference.startsWith(SCHEMAS) && depth < DEPTH) {
            JsonObject meant = document.getJsonObject("components")
                    .getJsonObject("schemas")
                    .getJsonObject(reference.substring(SCHEMAS.length()));
            return of(document, meant, depth + 1);
        }
        return new Shape(document, schema, depth);
    }

    private Shape(JsonObject document, JsonObject schema, int depth) {
        Object additional = schema.getValue("additionalProperties", true);
        known = depth < DEPTH && KNOWN.containsAll(schema.fieldNames()) && additional instanceof Boolean;
        closed = Boolean.FALSE.equals(additional);
        Object type = schema.getValue("type");
        types = type instanceof JsonArray several ? texts(several) : Set.of(String.valueOf(type));
        JsonArray values = schema.getJsonArray("enum");
        allowed = values == null ? null : texts(values);
        String expression = schema.getString("pattern");
        pattern = expression == null ? null : Pattern.compile(expression);
        minLength = schema.getInteger("minLength", 0);
        maxLength = schema.getInteger("maxLength", Integer.MAX_VALUE);
        minimum = number(schema, "minimum");
        maximum = number(schema, "maximum");
        required = texts(schema.getJsonArray("required", new JsonArray()));
        JsonObject named = schema.getJsonObject("properties", new JsonObject());
        if (known) {
            named.fieldNames()
                    .forEach(name -> properties.put(name, of(document, named.getJsonObject(name), depth + 1)));
        }
        JsonObject each = schema.getJsonObject("items");
        items = each == null ? null : of(document, each, depth + 1);
        minItems = schema.getInteger("minItems", 0);
        maxItems = schema.getInteger("maxItems", Integer.MAX_VALUE);
    }

    /** Whether it is certain that the schema allows a value. */
    boolean admits(@Nullable Object value) {
        return known
                && (allowed == null || (value instanceof String word && allowed.contains(word)))
                && switch (value) {
                    case String text -> types.contains("string") && text(text);
                    case BigDecimal number -> number(number);
                    case Boolean flag -> types.contains("boolean");
                    case Map<?, ?> object -> types.contains("object") && object(object);
                    case List<?> list -> types.contains("array") && list(list);
                    case null, default -> false;
                };
    }

    private boolean text(String text) {
        int length = text.codePointCount(0, text.length());
        return length >= minLength
                && length <= maxLength
                && (pattern == null || pattern.matcher(text).find());
    }

    private boolean number(BigDecimal number) {
        boolean whole = number.scale() == 0 && number.unscaledValue().bitLength() <= LONG_BITS;
        return (types.contains("number") || (whole && types.contains("integer")))
                && (minimum == null || number.compareTo(minimum) >= 0)
                && (maximum == null || number.compareTo(maximum) <= 0);
    }

    private boolean object(Map<?, ?> object) {
        if (!object.keySet().containsAll(required)) {
            return false;
        }
        for (Map.Entry<?, ?> field : object.entrySet()) {
            Shape shape = properties.get(String.valueOf(field.getKey()));
            if (shape == null ? closed : !shape.admits(field.getValue())) {
                return false;
            }
        }
        return true;
    }

    private boolean list(List<?> list) {
        Shape each = items;
        return list.size() >= minItems
                && list.size() <= maxItems
                && (each == null || list.stream().allMatch(each::admits));
    }

    private static Set<String> texts(JsonArray array) {
        return array.stream().map(String::valueOf).collect(Collectors.toUnmodifiableSet());
    }

    private static @Nullable BigDecimal number(JsonObject schema, String name) {
        Number number = schema.getNumber(name);
        return number == null ? null : new BigDecimal(number.toString());
    }
}
