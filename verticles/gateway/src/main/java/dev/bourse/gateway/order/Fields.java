package dev.bourse.gateway.order;

import dev.bourse.gateway.model.Step;
import dev.bourse.gateway.problem.Problem;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a request as they were read: texts, exact numbers ({@link BigDecimal}), flags, lists and further
 * fields. A getter names the field, the value and what is allowed where the value is not.
 */
public final class Fields {
    private final Map<String, @Nullable Object> values;

    public Fields(Map<String, @Nullable Object> values) {
        this.values = values;
    }

    /** All of them by their names; not to be changed. */
    public Map<String, @Nullable Object> all() {
        return values;
    }

    /** Refuses any other field. */
    public Fields only(String... names) {
        List<String> known = Arrays.asList(names);
        for (String name : values.keySet()) {
            if (!known.contains(name)) {
                throw Problem.of(400, "unknown-field", "There is no field " + name + "; there are " + known)
                        .field(name)
                        .refusal();
            }
        }
        return this;
    }

    /** Whether it was given, and not as null. */
    public boolean has(String name) {
        return values.get(name) != null;
    }

    /** The value as it was read. */
    public Object value(String name) {
        Object value = values.get(name);
        if (value == null) {
            throw Problem.of(400, "missing-field", name + " is missing")
                    .field(name)
                    .refusal();
        }
        return value;
    }

    /** A text of at least one and at most so many characters, none of which controls anything. */
    public String text(String name, int most) {
        if (value(name) instanceof String text
                && !text.isBlank()
                && text.length() <= most
                && text.chars().noneMatch(Character::isISOControl)) {
            return text;
        }
        throw invalid(name, "a text of 1 to " + most + " characters");
    }

    /** A text, or the other where there is none. */
    public String text(String name, int most, String fallback) {
        return has(name) ? text(name, most) : fallback;
    }

    /** A whole number, also as text. */
    public long whole(String name, long least, long most) {
        try {
            long number = Step.number(name, value(name)).longValueExact();
            if (number >= least && number <= most) {
                return number;
            }
        } catch (ArithmeticException notWhole) {
            throw invalid(name, "a whole number from " + least + " to " + most);
        }
        throw invalid(name, "a whole number from " + least + " to " + most);
    }

    /** A whole number, or the other where there is none. */
    public long whole(String name, long least, long most, long fallback) {
        return has(name) ? whole(name, least, most) : fallback;
    }

    /** A decimal number in whole steps; 0 where there is none. */
    public long steps(String name, Step step) {
        return has(name) ? step.count(name, value(name)) : 0;
    }

    /** A decimal number. */
    public BigDecimal decimal(String name) {
        return Step.number(name, value(name));
    }

    /** True or false; false where there is none. */
    public boolean flag(String name) {
        if (!has(name)) {
            return false;
        }
        if (value(name) instanceof Boolean flag) {
            return flag;
        }
        throw invalid(name, "true or false");
    }

    /** One of the constants, written in lower case with hyphens. */
    public <E extends Enum<E>> E choice(String name, List<E> allowed) {
        Optional<E> chosen = value(name) instanceof String text
                ? allowed.stream()
                        .filter(constant -> word(constant).equals(text))
                        .findFirst()
                : Optional.empty();
        return chosen.orElseThrow(() ->
                invalid(name, "one of " + allowed.stream().map(Fields::word).toList()));
    }

    /** One of the constants, or the other where there is none. */
    public <E extends Enum<E>> E choice(String name, List<E> allowed, E fallback) {
        return has(name) ? choice(name, allowed) : fallback;
    }

    /** The fields of an object; none where there is none. */
    @SuppressWarnings("unchecked") // Read from JSON, whose names are texts.
    public Fields fields(String name) {
        if (!has(name)) {
            return new Fields(Map.of());
        }
        if (value(name) instanceof Map<?, ?> map) {
            return new Fields((Map<String, @Nullable Object>) map);
        }
        throw invalid(name, "an object");
    }

    /** A list of objects, each read by its own fields; faults name {@code list[index].field}. */
    @SuppressWarnings("unchecked")
    public <T> List<T> list(String name, int most, Function<Fields, T> reader) {
        if (!(value(name) instanceof List<?> list) || list.isEmpty() || list.size() > most) {
            throw invalid(name, "a list of 1 to " + most + " objects");
        }
        return list.stream()
                .map(item -> {
                    if (item instanceof Map<?, ?> map) {
                        // Read from JSON, whose names are texts.
                        return reader.apply(new Fields((Map<String, @Nullable Object>) map));
                    }
                    throw invalid(name, "a list of objects");
                })
                .toList();
    }

    /** A constant in the words of the protocol. */
    public static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A fault of a field. */
    public RuntimeException invalid(String name, String allowed) {
        Object value = values.get(name);
        String shown = value instanceof String || value instanceof Number || value instanceof Boolean
                ? " '" + shortened(value.toString()) + "'"
                : "";
        return Problem.invalid(name, name + shown + " is not allowed; allowed is " + allowed)
                .refusal();
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "...";
    }
}
