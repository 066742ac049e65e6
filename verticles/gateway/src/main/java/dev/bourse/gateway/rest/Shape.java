package dev.bourse.gateway.rest;

import dev.bourse.gateway.problem.Problem;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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
    private static final int SHOWN = 40;
    /** What is never said again, not even to whoever sent it. */
    private static final Pattern SECRET = Pattern.compile("(?i)password|token|secret");

    private final boolean known;
    private final Set<String> types;
    private final @Nullable Set<String> allowed;
    private final @Nullable Pattern pattern;
    private final int minLength;
    private final int maxLength;
    private final @Nullable BigDecimal minimum;
    private final @Nullable BigDecimal maximum;
    private final Set<String> required;
    private final Map<String, Shape> properties = new LinkedHashMap<>();
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

    /**
     * The first thing that is wrong with a value, in the words of whoever sent it: the field, what it has and what is
     * allowed. Nothing where the value is admitted, or where what forbids it is not known here.
     *
     * @param field the value's path, its parts divided by points; empty for a whole body
     */
    @Nullable
    Problem fault(String field, @Nullable Object value) {
        if (!known || admits(value)) {
            return null;
        }
        return switch (value) {
            case Map<?, ?> object when types.contains("object") -> fieldFault(field, object);
            case List<?> list when types.contains("array") -> entryFault(field, list);
            case String text when types.contains("string") -> textFault(field, text);
            case BigDecimal number
            when types.contains("number") || types.contains("integer") ->
                Problem.invalid(
                        field,
                        "%s is %s; allowed are %s from %s to %s"
                                .formatted(
                                        field,
                                        number,
                                        types.contains("number") ? "numbers" : "whole numbers",
                                        minimum == null ? "any" : minimum,
                                        maximum == null ? "any" : maximum));
            case null, default -> kindFault(field, value);
        };
    }

    private Problem kindFault(String field, @Nullable Object value) {
        return Problem.invalid(
                field,
                "%s is %s; allowed is: %s"
                        .formatted(
                                field.isEmpty() ? "The body" : field, shown(field, value), String.join(" or ", types)));
    }

    private @Nullable Problem fieldFault(String path, Map<?, ?> object) {
        String before = path.isEmpty() ? "" : path + ".";
        for (Object name : object.keySet()) {
            if (closed && !properties.containsKey(String.valueOf(name))) {
                return Problem.of(
                                400,
                                "unknown-field",
                                "There is no field %s; there are %s"
                                        .formatted(before + brief(name), properties.keySet()))
                        .field(before + brief(name));
            }
        }
        for (String name : required) {
            if (!object.containsKey(name)) {
                return Problem.of(
                                400,
                                "missing-field",
                                "%s is missing; what must be there is %s".formatted(before + name, required))
                        .field(before + name);
            }
        }
        for (Map.Entry<?, ?> field : object.entrySet()) {
            Shape shape = properties.get(String.valueOf(field.getKey()));
            Problem fault = shape == null ? null : shape.fault(before + field.getKey(), field.getValue());
            if (fault != null) {
                return fault;
            }
        }
        return null;
    }

    private @Nullable Problem entryFault(String field, List<?> list) {
        if (list.size() < minItems || list.size() > maxItems) {
            return Problem.invalid(
                    field, "%s has %d entries; allowed are %d to %d".formatted(field, list.size(), minItems, maxItems));
        }
        for (int i = 0; i < list.size(); i++) {
            Problem fault = items == null ? null : items.fault(field + "." + i, list.get(i));
            if (fault != null) {
                return fault;
            }
        }
        return null;
    }

    private Problem textFault(String field, String text) {
        int length = text.codePointCount(0, text.length());
        if (length < minLength || length > maxLength) {
            return Problem.invalid(
                    field,
                    maxLength == Integer.MAX_VALUE
                            ? "%s has %d characters; allowed are %d and more".formatted(field, length, minLength)
                            : "%s has %d characters; allowed are %d to %d"
                                    .formatted(field, length, minLength, maxLength));
        }
        return Problem.invalid(
                field,
                "%s is %s; allowed is %s"
                        .formatted(field, shown(field, text), allowed == null ? "what matches " + pattern : allowed));
    }

    private static String shown(String field, @Nullable Object value) {
        return SECRET.matcher(field).find() ? "not right" : brief(Json.encode(value));
    }

    private static String brief(Object text) {
        String whole = String.valueOf(text);
        return whole.length() <= SHOWN ? whole : whole.substring(0, SHOWN) + "...";
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
        return array.stream()
                .map(String::valueOf)
                .collect(Collectors.collectingAndThen(
                        Collectors.toCollection(LinkedHashSet::new), Collections::unmodifiableSet));
    }

    private static @Nullable BigDecimal number(JsonObject schema, String name) {
        Number number = schema.getNumber(name);
        return number == null ? null : new BigDecimal(number.toString());
    }
}
